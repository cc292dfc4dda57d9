package duiqi.document;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/**
 * The headline of an article where it stands in the page: a node, and the part of its text that is the headline.
 *
 * <p>An {@code <h1>} may also be the name of the site, and the {@code <title>} holds more than the headline; what both have, best at the beginning of the title,
 * or what {@code og:title} and {@code <title>} both have, is it. An element that is a headline
 * only by its class becomes an {@code <h1>}.
 *
 * @param node the element of the headline, or the text of {@code <title>}
 * @param from where the headline begins in the text, if that is {@code <title>}
 * @param to where it ends there
 */
record Headline(Node node, int from, int to) {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final String LIKELY = "h2, h3, [class*=title], [id*=title], [class*=Title], [id*=Title]";

    /** Shorter texts, such as "News", may be found in a title by chance. */
    private static final int MIN_LETTERS = 5;

    static Optional<Headline> of(Element page) {
        String title = letters(page.select("title").text());
        String announced =
                page.select("meta[property=og:title]").attr("content").strip();
        return amongHeadings(page, title)
                .or(() -> namedByClass(page, title, letters(announced)))
                .or(() -> only(page))
                .map(element -> new Headline(element, 0, 0))
                .or(() -> inTitle(page, announced));
    }

    private static Optional<Element> amongHeadings(Element page, String title) {
        return page.select("h1").stream()
                .filter(h1 -> !letters(h1.text()).isEmpty() && title.contains(letters(h1.text())))
                .max(Comparator.<Element, Boolean>comparing(h1 -> title.startsWith(letters(h1.text())))
                        .thenComparing(h1 -> letters(h1.text()).length()));
    }

    private static Optional<Element> namedByClass(Element page, String title, String announced) {
        return page.select(LIKELY).stream()
                .filter(element -> isIn(title, announced, letters(element.text())))
                .reduce((outer, inner) -> inner)
                .map(element -> element.tagName("h1"));
    }

    /** Editors may give the title other words. A link is no headline but leads to the first page of the site. */
    private static Optional<Element> only(Element page) {
        Elements headings = page.select("h1");
        return headings.size() == 1 && headings.select("a[href]").isEmpty()
                ? Optional.of(headings.get(0)).filter(h1 -> !letters(h1.text()).isEmpty())
                : Optional.empty();
    }

    /** Whether the headline is part of what is under a node. */
    boolean isUnder(Node root) {
        for (Node ancestor = node; ancestor != null; ancestor = ancestor.parent()) {
            if (ancestor.equals(root)) {
                return true;
            }
        }
        return false;
    }

    void copy(HtmlSource source, Blocks blocks) {
        if (node instanceof TextNode text) {
            source.copy(text, from, to, blocks::add);
        } else {
            node.nodeStream(TextNode.class)
                    .forEach(text -> source.copy(text, 0, text.getWholeText().length(), blocks::add));
        }
    }

    private static boolean isIn(String title, String announced, String text) {
        return text.length() >= MIN_LETTERS && (text.equals(announced) || title.startsWith(text));
    }

    private static Optional<Headline> inTitle(Element page, String announced) {
        Element title = page.selectFirst("title");
        if (announced.isEmpty() || title == null || !(title.firstChild() instanceof TextNode text)) {
            return Optional.empty();
        }
        int from = text.getWholeText().indexOf(announced);
        return from < 0 ? Optional.empty() : Optional.of(new Headline(text, from, from + announced.length()));
    }

    private static String letters(String text) {
        return NO_LETTERS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
