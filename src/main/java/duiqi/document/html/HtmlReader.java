package duiqi.document.html;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.document.plain.Blocks;
import duiqi.document.plain.LineShape;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/** Reads the article of an HTML page, or the whole page if it contains nothing else. */
public final class HtmlReader implements DocumentReader {
    @Override
    public String format() {
        return "HTML";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("html", "htm", "xhtml", "shtml");
    }

    @Override
    public Document read(Input input) throws FormatException {
        HtmlSource source = HtmlSource.of(input);
        Element page = source.html();
        Optional<Headline> headline = Headline.of(page);
        Blocks blocks = new Blocks();
        Element body = page.selectFirst("body");
        List<Node> article = body == null ? List.of() : Article.in(body);
        headline.filter(found -> article.stream().noneMatch(found::isUnder)).ifPresent(found -> {
            blocks.begin(Kind.HEADING);
            found.copy(source, blocks);
            blocks.begin(Kind.TEXT);
        });
        HtmlBlocks converter = new HtmlBlocks(source, page, blocks);
        article.forEach(converter::copy);
        List<Paragraph> paragraphs = blocks.finish();
        if (article.isEmpty() || paragraphs.isEmpty()) {
            throw new FormatException(
                    input.name(),
                    "contains no article text",
                    "use the address of the article itself, or copy its text into a .txt file");
        }
        return new Document(input.name(), paragraphs);
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

        /** Returns whether the headline is in the tree under a node. */
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

    /**
     * Finds the main text of a page, as the reading view of a browser does.
     *
     * <p>An element that the author marked as the article has priority. Otherwise each block with much text and few
     * links adds its mass to its container. The next outer container gets half of the mass, and so on. The container
     * with the largest weight is the article, with its neighbours of large weight. This is the method of Readability
     * (Arc90, 2010, and the Mozilla version). Readability counts commas, but Chinese and English use commas at
     * different rates, so duiqi uses the mass of the text.
     *
     * <p>If a page has no navigation, footers or link lists, the whole page is the article. The tree is changed:
     * elements outside the article are removed. Not thread-safe.
     */
    private static final class Article {
        /** Share of linked text above which a block is navigation; Readability uses a quarter to a half. */
        private static final double MANY_LINKS = 0.33;

        /** Share of linked text above which a group of blocks is a list of links. */
        private static final double LIST_OF_LINKS = 0.6;

        /**
         * Share of linked text above which a paragraph is navigation; encyclopedia paragraphs may consist mostly of
         * links.
         */
        private static final double ONLY_LINKS = 0.9;

        /** Minimum share of the running text that an element marked by the author must contain to be the article. */
        private static final double MARKED_SHARE = 0.5;

        /** Minimum weight of a neighbour, as a share of the article's weight; Readability's threshold for siblings. */
        private static final double NEIGHBOUR_SHARE = 0.2;

        private static final Set<String> CONTAINERS =
                Set.of("div", "section", "article", "main", "td", "body", "form", "center", "fieldset");

        private final Element body;
        private final PageFurniture.TextMass mass;

        /** Amount of running text in each element. */
        private final Map<Element, Integer> running = new HashMap<>();

        /** Number of lines of running text in each element. */
        private final Map<Element, Integer> lines = new HashMap<>();

        private final Map<Element, Double> weights = new HashMap<>();

        private Article(Element body) {
            this.body = body;
            this.mass = new PageFurniture.TextMass(body);
            List<Element> lines =
                    mass.blocks().stream().filter(this::isRunningText).toList();
            lines.forEach(this::count);
            lines.forEach(this::credit);
        }

        /** Returns the nodes of the article in reading order; empty if the page has no running text. */
        static List<Node> in(Element body) {
            boolean hasFurniture = PageFurniture.removeFrom(body) > 0;
            Article article = new Article(body);
            if (article.isBare(hasFurniture)) {
                boolean leadsElsewhere = article.mass.linkShare(body) >= ONLY_LINKS;
                return article.mass.of(body) == 0 || leadsElsewhere ? List.of() : List.of(body);
            }
            List<Element> marked = article.marked();
            List<Node> roots = marked.isEmpty() ? article.heaviest() : List.copyOf(marked);
            roots.forEach(article::removeListsOfLinks);
            return roots;
        }

        private boolean isBare(boolean hasFurniture) {
            boolean plain = body.selectFirst("div, section, article, main, table") == null;
            return plain || (!hasFurniture && mass.blocks().stream().noneMatch(this::leadsElsewhere));
        }

        private boolean isRunningText(Element block) {
            return mass.own(block) >= PageFurniture.TextMass.FULL_LINE && mass.ownLinkShare(block) < MANY_LINKS;
        }

        private boolean leadsElsewhere(Element block) {
            return mass.ownLinkShare(block) >= LIST_OF_LINKS;
        }

        private void count(Element block) {
            int own = 1 + block.getElementsByTag("br").size();
            for (Element element = block; element != null; element = element.parent()) {
                lines.merge(element, own, Integer::sum);
                running.merge(element, mass.own(block), Integer::sum);
            }
        }

        /**
         * Adds the mass of a block to its containers. A container of a single line is a wrapper and gets nothing, but
         * counts as one step from the article.
         */
        private void credit(Element block) {
            double share = mass.own(block);
            for (Element container : containers(block)) {
                if (lines.getOrDefault(container, 0) > 1 || container.equals(body)) {
                    weights.merge(container, share, Double::sum);
                    share /= 2;
                } else {
                    share = Math.min(share, mass.own(block) / 2.0);
                }
            }
        }

        /** Returns the containers of a block from the inside out, including the block itself. */
        private static List<Element> containers(Element block) {
            List<Element> containers = new ArrayList<>();
            for (Element element = block; element != null; element = element.parent()) {
                if (CONTAINERS.contains(element.normalName())) {
                    containers.add(element);
                }
            }
            return containers;
        }

        private double weight(Element element) {
            return weights.getOrDefault(element, 0.0) * (1 - mass.linkShare(element));
        }

        /** Returns the articles that the author marked; empty if they do not contain most of the text. */
        private List<Element> marked() {
            double all = running.getOrDefault(body, 0);
            for (String mark : List.of("[itemprop~=articleBody]", "article, [role=article]", "main, [role=main]")) {
                List<Element> elements = body.select(mark);
                Optional<Element> largest = elements.stream()
                        .filter(element -> running.getOrDefault(element, 0) > MARKED_SHARE * all)
                        .reduce((outer, inner) -> inner);
                if (largest.isPresent()) {
                    return List.of(largest.get());
                }
                List<Element> several = severalOf(elements);
                if (several.stream()
                                .mapToInt(element -> running.getOrDefault(element, 0))
                                .sum()
                        > MARKED_SHARE * all) {
                    return several;
                }
            }
            return List.of();
        }

        /** Returns the elements that are not inside each other and have much text in comparison with the largest. */
        private List<Element> severalOf(List<Element> elements) {
            int most = elements.stream()
                    .mapToInt(element -> running.getOrDefault(element, 0))
                    .max()
                    .orElse(0);
            return elements.stream()
                    .filter(element -> running.getOrDefault(element, 0) >= NEIGHBOUR_SHARE * most)
                    .filter(element -> element.parents().stream().noneMatch(elements::contains))
                    .toList();
        }

        private List<Node> heaviest() {
            Optional<Element> found = weights.keySet().stream()
                    .reduce((a, b) -> weight(b) > weight(a)
                                    || (weight(b) == weight(a) && b.parents().contains(a))
                            ? b
                            : a);
            if (found.isEmpty()) {
                return mass.of(body) > 0 && mass.linkShare(body) < MANY_LINKS ? List.of(body) : List.of();
            }
            return withNeighbours(found.get());
        }

        /** Returns the container with the largest weight, other parts of the article, and everything between them. */
        private List<Node> withNeighbours(Element top) {
            List<Element> parts = weights.keySet().stream()
                    .filter(part -> weight(part) >= NEIGHBOUR_SHARE * weight(top)
                            && mass.linkShare(part) < MANY_LINKS
                            && isShapedAs(top, part))
                    .toList();
            Element branch = top;
            for (Element part : parts) {
                while (branch != body && !part.parents().contains(branch.parent())) {
                    branch = branch.parent();
                }
            }
            Element parent = branch.parent();
            if (branch.equals(body) || parent == null) {
                return List.of(branch);
            }
            int first = branch.siblingIndex();
            int last = first;
            for (Element neighbour : parent.children()) {
                boolean isAbove = neighbour.siblingIndex() < branch.siblingIndex();
                if (belongsTo(top, neighbour) || (isAbove && isLead(neighbour))) {
                    first = Math.min(first, neighbour.siblingIndex());
                    last = Math.max(last, neighbour.siblingIndex());
                }
            }
            return new ArrayList<>(parent.childNodes().subList(first, last + 1));
        }

        /**
         * Returns whether an element has the same shape as another, because an article may be divided into several
         * containers: the same name and classes, or the same depth and names of ancestors if it has no class.
         */
        private static boolean isShapedAs(Element top, Element part) {
            if (part.equals(top)
                    || !part.nameIs(top.normalName())
                    || !classes(part).equals(classes(top))) {
                return false;
            }
            return !classes(top).isEmpty() || names(part).equals(names(top));
        }

        /** Returns the classes of an element without those that number it. */
        private static Set<String> classes(Element element) {
            return element.classNames().stream()
                    .filter(name -> !name.isEmpty() && name.chars().noneMatch(Character::isDigit))
                    .collect(Collectors.toSet());
        }

        private static List<String> names(Element element) {
            return element.parents().stream().map(Element::normalName).toList();
        }

        private boolean belongsTo(Element top, Element neighbour) {
            double heaviest = neighbour.getAllElements().stream()
                    .mapToDouble(this::weight)
                    .max()
                    .orElse(0);
            return mass.linkShare(neighbour) < MANY_LINKS
                    && (heaviest >= NEIGHBOUR_SHARE * weight(top)
                            || (neighbour.nameIs("p") && isRunningText(neighbour)));
        }

        /** Returns whether an element above the text is the introduction of the article. */
        private boolean isLead(Element element) {
            return isRunningText(element) && mass.of(element) == mass.own(element);
        }

        private void removeListsOfLinks(Node root) {
            if (!(root instanceof Element top)) {
                return;
            }
            for (Element group : top.select("ul, ol, dl, div, section, table, p")) {
                double most = group.normalName().equals("p") ? ONLY_LINKS : LIST_OF_LINKS;
                if (!group.equals(top)
                        && mass.linkShare(group) >= most
                        && group.select("a[href]").size() > 1) {
                    removeLabelOf(group);
                    group.remove();
                }
            }
        }

        /** Removes the label above a list of links, for example "Related articles". */
        private void removeLabelOf(Element list) {
            Element label = list.previousElementSibling();
            if (label != null
                    && mass.of(label) < PageFurniture.TextMass.FULL_LINE
                    && !LineShape.SentenceEnd.closes(label.text())) {
                label.remove();
            }
        }
    }
}
