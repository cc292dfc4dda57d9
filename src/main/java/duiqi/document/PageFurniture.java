package duiqi.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Recognizes what stands around the article of a page by the names that authors give it: navigation, footers, comments,
 * related links, share buttons, cookie banners.
 *
 * <p>The words are those of Readability (Arc90, 2010; {@code unlikelyCandidates} in Mozilla's edition) with those that
 * Chinese sites use. They are compared with whole words of class and id, so that {@code TRS_Editor} is no {@code editor}.
 * An element that holds the headline or half of the page is no furniture, whatever names it was given.
 */
final class PageFurniture {
    private static final Set<String> ELEMENTS = Set.of("nav", "aside", "footer", "dialog", "menu");

    private static final Set<String> ROLES = Set.of(
            "alert",
            "alertdialog",
            "banner",
            "complementary",
            "contentinfo",
            "dialog",
            "menu",
            "menubar",
            "navigation",
            "search",
            "tablist",
            "toolbar");

    private static final Set<String> WORDS = Set.of(
            "ad",
            "ads",
            "advert",
            "advertisement",
            "aside",
            "banner",
            "breadcrumb",
            "breadcrumbs",
            "byline",
            "comment",
            "comments",
            "consent",
            "cookie",
            "cookies",
            "copyright",
            "crumb",
            "crumbs",
            "disclaimer",
            "disqus",
            "editsection",
            "flink",
            "follow",
            "foot",
            "footer",
            "friendlink",
            "gdpr",
            "headerlink",
            "hotnews",
            "hot",
            "login",
            "mbx",
            "menu",
            "menus",
            "modal",
            "nav",
            "navbar",
            "navi",
            "navigation",
            "newsletter",
            "overlay",
            "pager",
            "pagination",
            "popup",
            "print",
            "promo",
            "qr",
            "qrcode",
            "rank",
            "ranking",
            "recirc",
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "related",
            "replies",
            "search",
            "share",
            "sharing",
            "shortcut",
            "sidebar",
            "signup",
            "skip",
            "sns",
            "social",
            "sponsor",
            "sponsored",
            "subscribe",
            "tags",
            "toc",
            "toolbar",
            "weibo",
            "weixin",
            "xgxw",
            "xgyd");

    private static final Pattern HEADER_NAMES = Pattern.compile("(?:site|page|top|global|main)[-_]?header|masthead");

    /** Boundaries of words in {@code relatedNews}, {@code share-box}, {@code foot_2}. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private PageFurniture() {}

    /** Removes the furniture from a page; returns how many pieces there were. */
    static int removeFrom(Element body) {
        TextMass mass = new TextMass(body);
        List<Element> furniture = new ArrayList<>();
        for (Element element : body.getAllElements()) {
            if (!element.equals(body)
                    && isNamedSo(element)
                    && !holdsArticle(element, mass.of(element), mass.of(body))) {
                furniture.add(element);
            }
        }
        furniture.forEach(Element::remove);
        return furniture.size();
    }

    private static boolean isNamedSo(Element element) {
        if (ELEMENTS.contains(element.normalName()) || ROLES.contains(element.attr("role"))) {
            return true;
        }
        if (element.normalName().equals("header") && element.closest("article, main") == null) {
            return true;
        }
        String names = element.className() + ' ' + element.id();
        if (names.isBlank()) {
            return false;
        }
        return HEADER_NAMES.matcher(names.toLowerCase(Locale.ROOT)).find()
                || Arrays.stream(BETWEEN_WORDS.split(names))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(WORDS::contains);
    }

    private static boolean holdsArticle(Element element, int mass, int pageMass) {
        return !ELEMENTS.contains(element.normalName())
                && (2 * mass > pageMass
                        || element.normalName().equals("article")
                        || element.selectFirst("h1, main, article, [itemprop~=articleBody]") != null);
    }
}
