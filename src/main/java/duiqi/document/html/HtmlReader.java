package duiqi.document.html;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Blocks;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/** Reads an HTML page as a whole, or only its article. Stateless. */
public final class HtmlReader implements DocumentReader {
    /** Maximum share of the text of a page that duiqi skips without a warning. */
    private static final double MAX_SKIPPED = 0.1;

    private final boolean isArticle;

    /** Creates a reader of whole pages, without their navigation. */
    public HtmlReader() {
        this(false);
    }

    private HtmlReader(boolean isArticle) {
        this.isArticle = isArticle;
    }

    /** Returns a reader of the article of a page, or of the whole page if it contains nothing else. */
    public static HtmlReader ofArticles() {
        return new HtmlReader(true);
    }

    @Override
    public Document read(Input input) throws FormatException {
        HtmlSource source = HtmlSource.of(input);
        Element page = source.html();
        return (isArticle ? read(input.name(), source, page) : whole(input.name(), source, page)).with(source.damage());
    }

    private static Document whole(String name, HtmlSource source, Element page) {
        Element body = page.selectFirst("body");
        if (body == null) {
            return new Document(name, List.of());
        }
        double skipped = WholePage.prepare(body);
        Blocks blocks = new Blocks();
        new HtmlBlocks(source, page, blocks).copy(body);
        return new Document(
                name,
                blocks.finish(),
                warning(name, skipped, "which is navigation; look at the page in a browser if text is missing"));
    }

    /** Returns a warning if a page contains much text that is not read. */
    private static List<String> warning(String name, double skipped, String reason) {
        return skipped <= MAX_SKIPPED
                ? List.of()
                : List.of(name + ": skipped " + Math.round(100 * skipped) + " % of the text, " + reason);
    }

    /**
     * Reads the article of a page. The tree is changed: elements outside the article are removed.
     *
     * @param name the name of the document
     * @param page the tree of the source
     * @throws FormatException if the page has no article text
     */
    public static Document read(String name, HtmlSource source, Element page) throws FormatException {
        Optional<Headline> headline = Headline.of(page);
        Blocks blocks = new Blocks();
        HtmlBlocks converter = new HtmlBlocks(source, page, blocks);
        Element body = page.selectFirst("body");
        double all = body == null ? 0 : new PageFurniture.TextMass(body).of(body);
        List<Node> article = body == null ? List.of() : Article.in(body, headline.flatMap(Headline::element));
        headline.filter(found -> article.stream().noneMatch(found::isUnder)).ifPresent(found -> {
            blocks.begin(Kind.HEADING);
            found.copy(source, converter, blocks);
            blocks.begin(Kind.TEXT);
        });
        article.forEach(converter::copy);
        List<Paragraph> paragraphs = blocks.finish();
        if (article.isEmpty() || paragraphs.isEmpty()) {
            throw new FormatException(
                    name,
                    "contains no article text",
                    "use the address of the article itself, or copy its text into a .txt file");
        }
        double skipped = 1 - PageFurniture.TextMass.of(article) / all;
        return new Document(
                name,
                paragraphs,
                warning(
                        name,
                        skipped,
                        "which is not part of the article; read a saved copy without --article if text is missing"));
    }

    /**
     * Finds the headline of an article: a node, and the part of its text that is the headline.
     *
     * <p>An {@code <h1>} may also be the name of the site, and the {@code <title>} contains more than the headline. The
     * headline is the text that both contain, preferably at the beginning of the title, or the text that
     * {@code og:title} and {@code <title>} both contain. An element that is a headline only by its class becomes an
     * {@code <h1>}.
     *
     * @param node element of the headline, or text of {@code <title>}
     * @param from start offset in the text of {@code <title>}
     * @param to end offset in the text of {@code <title>}
     */
    private record Headline(Node node, int from, int to) {
        private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

        private static final String CANDIDATES = "h2, h3, [class*=title], [id*=title], [class*=Title], [id*=Title]";

        /** Minimum number of letters; shorter texts, for example "News", may occur in a title by chance. */
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
            return page.select(CANDIDATES).stream()
                    .filter(element -> isIn(title, announced, letters(element.text())))
                    .reduce((outer, inner) -> inner)
                    .map(element -> element.tagName("h1"));
        }

        /**
         * Returns the only {@code <h1>} of a page, because editors may word the title differently. A heading with a
         * link is not a headline: it leads to the home page.
         */
        private static Optional<Element> only(Element page) {
            Elements headings = page.select("h1");
            return headings.size() == 1 && headings.select("a[href]").isEmpty()
                    ? Optional.of(headings.get(0))
                            .filter(h1 -> !letters(h1.text()).isEmpty())
                    : Optional.empty();
        }

        Optional<Element> element() {
            return node instanceof Element element ? Optional.of(element) : Optional.empty();
        }

        boolean isUnder(Node root) {
            for (Node ancestor = node; ancestor != null; ancestor = ancestor.parent()) {
                if (ancestor.equals(root)) {
                    return true;
                }
            }
            return false;
        }

        void copy(HtmlSource source, HtmlBlocks converter, Blocks blocks) {
            if (node instanceof TextNode text) {
                source.copy(text, from, to, blocks::add);
            } else if (node instanceof Element element && !HtmlBlocks.isInvisible(element)) {
                converter.copy(element);
            } else {
                node.nodeStream(TextNode.class)
                        .forEach(
                                text -> source.copy(text, 0, text.getWholeText().length(), blocks::add));
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
}
