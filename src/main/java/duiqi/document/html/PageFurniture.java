package duiqi.document.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Recognises the parts of a page around the article by the names that authors give them: navigation, footers, comments,
 * related links, share buttons, cookie banners.
 *
 * <p>The words come from Readability (Arc90, 2010; {@code unlikelyCandidates} in the Mozilla version) and from Chinese
 * sites. They are compared with whole words of class and id, so that {@code TRS_Editor} is not {@code editor}. An
 * element that contains the headline or half of the page is part of the article, regardless of its names.
 */
final class PageFurniture {
    private static final Set<String> ELEMENTS = Set.of("nav", "aside", "footer", "dialog", "menu");

    private static final Set<String> ROLES = Set.of("""
            alert alertdialog banner complementary contentinfo dialog menu menubar navigation search
            tablist toolbar""".split("\\s+"));

    private static final Set<String> WORDS = Set.of("""
            ad ads advert advertisement aside banner breadcrumb breadcrumbs byline comment comments
            consent cookie cookies copyright crumb crumbs disclaimer disqus editsection flink follow foot
            footer friendlink gdpr headerlink hot hotnews login mbx menu menus modal nav navbar
            navi navigation newsletter overlay pager pagination popup print promo qr qrcode rank ranking
            recirc recommend recommendation recommendations recommended related replies search share
            sharing shortcut sidebar signup skip sns social sponsor sponsored subscribe tags toc toolbar
            weibo weixin xgxw xgyd""".split("\\s+"));

    /** Names of the notes of an article and of its list of sources. */
    private static final Set<String> NOTES = Set.of(
            "bibliography", "endnote", "endnotes", "footnote", "footnotes", "references", "sidenote", "sidenotes");

    private static final Pattern NOTE_NUMBER = Pattern.compile("[\\[(]?(?:\\d{1,3}|[a-z*†‡])[])]?");

    private static final Pattern HEADER_NAMES = Pattern.compile("(?:site|page|top|global|main)[-_]?header|masthead");

    /** Matches the boundaries of words in {@code relatedNews}, {@code share-box}, {@code foot_2}. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** Matches the style of invisible elements. Some pages hide the article with it until a script has run. */
    private static final Pattern INVISIBLE = Pattern.compile("(?i)(?:^|;)\\s*visibility\\s*:\\s*hidden");

    private static final Set<String> BYLINE_WORDS = Set.of("author", "authors", "dateline", "writtenby");

    /** Maximum mass of a byline; Readability allows 100 characters. */
    private static final int MAX_BYLINE = 80;

    private PageFurniture() {}

    /**
     * Makes sections of the notes that are footers or columns at the side, and moves notes out of other footers and
     * columns. A name marks a note, or a number in the text that leads to it.
     */
    static void separateNotes(Element body) {
        Set<String> marked = body.select("a[href~=^#.]").stream()
                .filter(link -> NOTE_NUMBER.matcher(link.text()).matches())
                .map(link -> link.attr("href").substring(1))
                .collect(Collectors.toSet());
        for (Element element : body.select("footer, aside, footer *, aside *")) {
            boolean isNamed = HtmlBlocks.isBlock(element)
                    && (HtmlBlocks.isNote(element) || words(element).anyMatch(NOTES::contains));
            Element note = BlockMarks.blockOf(element);
            if (note == null || !(isNamed || marked.contains(element.id()))) {
                continue;
            }
            if (note.nameIs("footer") || note.nameIs("aside")) {
                note.tagName("section");
            }
            for (Element around = note.closest("footer, aside");
                    around != null;
                    around = note.closest("footer, aside")) {
                around.before(note);
            }
        }
    }

    /** Removes the parts around the article. Returns the number of removed elements. */
    static int removeFrom(Element body) {
        separateNotes(body);
        TextMass mass = new TextMass(body);
        List<Element> furniture = new ArrayList<>();
        for (Element element : body.getAllElements()) {
            if (!element.equals(body) && (isFurniture(element, mass, body) || isByline(element, mass))) {
                furniture.add(element);
            }
        }
        furniture.forEach(Element::remove);
        return furniture.size();
    }

    private static boolean isNamedSo(Element element) {
        if (element.normalName().startsWith("mjx-")) {
            return false; // MathJax gives formulas the class of its menu.
        }
        if (ELEMENTS.contains(element.normalName()) || ROLES.contains(element.attr("role"))) {
            return true;
        }
        if (element.normalName().equals("header") && element.closest("article, main") == null) {
            return true;
        }
        String names = element.className() + ' ' + element.id();
        return HEADER_NAMES.matcher(names.toLowerCase(Locale.ROOT)).find()
                || words(element).anyMatch(WORDS::contains);
    }

    private static boolean holdsArticle(Element element, int mass, int pageMass) {
        return !ELEMENTS.contains(element.normalName())
                && (2 * mass > pageMass
                        || element.normalName().equals("article")
                        || element.selectFirst("h1, main, article, [itemprop~=articleBody]") != null);
    }

    private static boolean isFurniture(Element element, TextMass mass, Element body) {
        return (isNamedSo(element) && !holdsArticle(element, mass.of(element), mass.of(body)))
                || (element.hasAttr("style")
                        && INVISIBLE.matcher(element.attr("style")).find()
                        && 2 * mass.fullLines(body) >= 3 * mass.fullLines(element));
    }

    /** Returns whether an element contains only the name of the author. */
    private static boolean isByline(Element element, TextMass mass) {
        return mass.of(element) <= MAX_BYLINE
                && (element.attr("rel").equals("author")
                        || element.attr("itemprop").equals("author")
                        || words(element).anyMatch(BYLINE_WORDS::contains));
    }

    /** Returns the words in the class and the id of an element, in lower case. */
    static Stream<String> words(Element element) {
        String names = element.className() + ' ' + element.id();
        return names.isBlank()
                ? Stream.empty()
                : Arrays.stream(BETWEEN_WORDS.split(names)).map(word -> word.toLowerCase(Locale.ROOT));
    }

    /**
     * Measures the text and the linked text of each element of a page. The unit is a Latin letter; a Han character
     * counts as three. Invisible elements have no mass. The measurement does not follow later changes of the tree.
     */
    static final class TextMass implements NodeFilter {
        /** Same ratio as in {@link duiqi.text.Language#of}. */
        private static final int LETTERS_PER_HAN = 3;

        /** Mass of a line of running text, in contrast to a label: about 10 words or 15 Han characters. */
        static final int FULL_LINE = 45;

        private record Amount(int text, int linked) {
            static final Amount NONE = new Amount(0, 0);

            Amount plus(Amount other) {
                return new Amount(text + other.text, linked + other.linked);
            }

            double linkShare() {
                return text == 0 ? 0 : (double) linked / text;
            }
        }

        private final Map<Element, Amount> all = new HashMap<>();

        /** Text of each block without the text of its inner blocks. */
        private final Map<Element, Amount> own = new HashMap<>();

        /** Mass of the full lines in each element. */
        private final Map<Element, Integer> fullLines = new HashMap<>();

        private final List<Element> blocks = new ArrayList<>();
        private int linkDepth;

        TextMass(Element root) {
            NodeTraversor.filter(this, root);
        }

        static int of(List<Node> nodes) {
            int sum = 0;
            for (Node node : nodes) {
                sum += node instanceof Element element
                        ? new TextMass(element).of(element)
                        : node instanceof TextNode text ? mass(text.getWholeText()) : 0;
            }
            return sum;
        }

        /** Returns the blocks that have text of their own, in the order of their ends. */
        List<Element> blocks() {
            return blocks;
        }

        int of(Element element) {
            return all.getOrDefault(element, Amount.NONE).text();
        }

        /** Returns the mass of the blocks with much text in an element. */
        int fullLines(Element element) {
            return fullLines.getOrDefault(element, 0);
        }

        double linkShare(Element element) {
            return all.getOrDefault(element, Amount.NONE).linkShare();
        }

        int own(Element block) {
            return own.getOrDefault(block, Amount.NONE).text();
        }

        double ownLinkShare(Element block) {
            return own.getOrDefault(block, Amount.NONE).linkShare();
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof Element element) {
                if (HtmlBlocks.isInvisible(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                linkDepth += isLink(element) ? 1 : 0;
            } else if (node instanceof TextNode text) {
                Element parent = text.parent();
                int mass = mass(text.getWholeText());
                if (parent != null && mass > 0) {
                    add(parent, new Amount(mass, linkDepth > 0 ? mass : 0));
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                linkDepth -= isLink(element) ? 1 : 0;
                boolean block = HtmlBlocks.isBlock(element);
                if (block && own(element) > 0) {
                    blocks.add(element);
                }
                if (block && own(element) >= FULL_LINE) {
                    fullLines.merge(element, own(element), Integer::sum);
                }
                Element parent = element.parent();
                if (parent != null) {
                    all.merge(parent, all.getOrDefault(element, Amount.NONE), Amount::plus);
                    fullLines.merge(parent, fullLines(element), Integer::sum);
                    if (!block) {
                        own.merge(parent, own.getOrDefault(element, Amount.NONE), Amount::plus);
                    }
                }
            }
            return FilterResult.CONTINUE;
        }

        private void add(Element parent, Amount amount) {
            all.merge(parent, amount, Amount::plus);
            own.merge(parent, amount, Amount::plus);
        }

        private static boolean isLink(Element element) {
            return element.normalName().equals("a") && element.hasAttr("href");
        }

        private static int mass(String text) {
            return text.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .map(c -> Character.isIdeographic(c) ? LETTERS_PER_HAN : 1)
                    .sum();
        }
    }
}
