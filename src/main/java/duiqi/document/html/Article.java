package duiqi.document.html;

import duiqi.document.plain.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

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
final class Article {
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

    /** Minimum mass of a line near the headline, for example in a list or a verse. */
    private static final int SHORT_LINE = 15;

    /** Maximum mass of a line that advertises another page. */
    private static final int LONGEST_TEASER = 200;

    /** Minimum number of columns and of rows under the headings of a table that contains data, also if it has links. */
    private static final int MIN_COLUMNS = 2;

    /** Factor of the weight of containers near the headline. */
    private static final int HEADLINE_FACTOR = 3;

    private final Element body;

    /** The innermost container of the headline and of some text; the body if there is no headline. */
    private final Element scope;

    /** The elements in the scope; none if it is the whole body. */
    private final Set<Element> near;

    private final PageFurniture.TextMass mass;

    /** Amount of running text in each element. */
    private final Map<Element, Integer> running = new HashMap<>();

    /** Number of lines of running text in each element. */
    private final Map<Element, Integer> lines = new HashMap<>();

    private final Map<Element, Double> weights = new HashMap<>();

    private Article(Element body, Optional<Element> headline) {
        this.body = body;
        this.mass = new PageFurniture.TextMass(body);
        this.scope = headline.map(this::scope).orElse(body);
        this.near = scope.equals(body) ? Set.of() : new HashSet<>(scope.getAllElements());
        List<Element> lines = mass.blocks().stream().filter(this::isRunningText).toList();
        lines.forEach(this::count);
        lines.forEach(this::credit);
    }

    /** Returns the nodes of the article in reading order; empty if the page has no running text. */
    static List<Node> in(Element body, Optional<Element> headline) {
        boolean hasFurniture = PageFurniture.removeFrom(body) > 0;
        Article article = new Article(body, headline);
        if (article.isBare(hasFurniture)) {
            boolean leadsElsewhere = article.mass.linkShare(body) >= ONLY_LINKS;
            return article.mass.of(body) == 0 || leadsElsewhere ? List.of() : List.of(body);
        }
        List<Element> marked = article.marked();
        List<Node> roots = marked.isEmpty() ? article.heaviest() : List.copyOf(marked);
        roots.forEach(article::removeListsOfLinks);
        return article.withHiddenTranslations(roots);
    }

    /** Adds translations next to the article that are hidden until the reader chooses another language. */
    private List<Node> withHiddenTranslations(List<Node> roots) {
        Node branch = roots.isEmpty() ? body : roots.get(0);
        for (Node parent = branch.parent(); parent != null && !branch.equals(body); parent = branch.parent()) {
            Node inner = branch;
            boolean isFound = parent.childNodes().stream().anyMatch(HtmlBlocks::isHiddenTranslation);
            if (isFound) {
                return parent.childNodes().stream()
                        .filter(node ->
                                node.equals(inner) || roots.contains(node) || HtmlBlocks.isHiddenTranslation(node))
                        .toList();
            }
            branch = parent;
        }
        return roots;
    }

    private boolean isBare(boolean hasFurniture) {
        boolean plain = body.selectFirst("div, section, article, main, table") == null;
        return plain || (!hasFurniture && mass.blocks().stream().noneMatch(this::leadsElsewhere));
    }

    private Element scope(Element headline) {
        for (Element scope = headline; scope != null && !scope.equals(body); scope = scope.parent()) {
            int text = mass.of(scope) - mass.of(headline);
            if (text >= PageFurniture.TextMass.FULL_LINE && mass.linkShare(scope) <= MANY_LINKS) {
                return scope;
            }
        }
        return body;
    }

    private boolean isRunningText(Element block) {
        return mass.own(block) >= (near.contains(block) ? SHORT_LINE : PageFurniture.TextMass.FULL_LINE)
                && mass.ownLinkShare(block) < MANY_LINKS
                && !isTeaser(block);
    }

    /** Returns whether a block is a short text under a linked heading, which leads to another page. */
    private boolean isTeaser(Element block) {
        Element heading = block.previousElementSibling();
        return heading != null
                && mass.own(block) <= LONGEST_TEASER
                && block.nextElementSibling() == null
                && mass.of(heading) > 0
                && mass.linkShare(heading) > ONLY_LINKS;
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
            if (lines.getOrDefault(container, 0) > 1 || container.equals(body) || container.equals(scope)) {
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
        double weight = weights.getOrDefault(element, 0.0) * (1 - mass.linkShare(element));
        return near.contains(element) ? HEADLINE_FACTOR * weight : weight;
    }

    /** Returns the articles that the author marked; empty if they do not contain most of the text. */
    private List<Element> marked() {
        double all = running.getOrDefault(body, 0);
        for (String mark : List.of("[itemprop~=articleBody]", "article, [role=article]", "main, [role=main]")) {
            List<Element> elements = body.select(mark);
            Optional<Element> largest = elements.stream()
                    .filter(element -> running.getOrDefault(element, 0) > MARKED_SHARE * all)
                    .reduce((outer, inner) -> inner);
            List<Element> several = severalOf(elements);
            if (largest.isPresent()) {
                return several.stream()
                                .anyMatch(other -> isSibling(other, largest.get()) && !other.equals(largest.get()))
                        ? several
                        : List.of(largest.get());
            }
            if (several.stream()
                            .mapToInt(element -> running.getOrDefault(element, 0))
                            .sum()
                    > MARKED_SHARE * all) {
                return several;
            }
        }
        return List.of();
    }

    /** Returns the outermost elements with much text in comparison with the largest, and shorter siblings. */
    private List<Element> severalOf(List<Element> elements) {
        int most = elements.stream()
                .mapToInt(element -> running.getOrDefault(element, 0))
                .max()
                .orElse(0);
        List<Element> large = elements.stream()
                .filter(element -> running.getOrDefault(element, 0) >= NEIGHBOUR_SHARE * most)
                .filter(element -> element.parents().stream().noneMatch(elements::contains))
                .toList();
        return elements.stream()
                .filter(element -> large.contains(element)
                        || (running.containsKey(element)
                                && mass.linkShare(element) < MANY_LINKS
                                && large.stream().anyMatch(other -> isSibling(element, other))))
                .toList();
    }

    private static boolean isSibling(Element element, Element other) {
        return Objects.equals(element.parent(), other.parent())
                && classes(element).equals(classes(other));
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
        int text = running.getOrDefault(top, 0);
        List<Element> parts = running.keySet().stream()
                .filter(part -> running.getOrDefault(part, 0) >= NEIGHBOUR_SHARE * text
                        && mass.linkShare(part) < MANY_LINKS
                        && isShapedAs(top, part))
                .toList();
        Element branch = branchWithAll(top, parts);
        Element parent = branch.parent();
        if (branch.equals(body) || parent == null) {
            return List.of(branch);
        }
        Set<Element> branches = childrenAbove(parts, parent);
        int first = branch.siblingIndex();
        int last = first;
        for (Element neighbour : parent.children()) {
            boolean isAbove = neighbour.siblingIndex() < branch.siblingIndex();
            if (branches.contains(neighbour) || belongsTo(top, neighbour) || (isAbove && isLead(neighbour))) {
                first = Math.min(first, neighbour.siblingIndex());
                last = Math.max(last, neighbour.siblingIndex());
            }
        }
        return new ArrayList<>(parent.childNodes().subList(first, last + 1));
    }

    /** Returns the outermost element around the top whose parent contains all parts. */
    private static Element branchWithAll(Element top, List<Element> parts) {
        Element branch = top;
        Element parent = branch.parent();
        for (Element part : parts) {
            Set<Element> above = new HashSet<>(part.parents());
            while (parent != null && !above.contains(parent)) {
                branch = parent;
                parent = branch.parent();
            }
        }
        return branch;
    }

    private static Set<Element> childrenAbove(List<Element> parts, Element parent) {
        Set<Element> children = new HashSet<>();
        for (Element part : parts) {
            for (Element child = part; child != null; child = child.parent()) {
                if (parent.equals(child.parent())) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    /**
     * Returns whether an element has the same shape as another, because an article may be divided into several
     * containers: the same name and classes, or the same depth and names of ancestors if it has no class.
     */
    private static boolean isShapedAs(Element top, Element part) {
        if (part.equals(top) || !part.nameIs(top.normalName()) || !classes(part).equals(classes(top))) {
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
                && (heaviest >= NEIGHBOUR_SHARE * weight(top) || (neighbour.nameIs("p") && isFullLine(neighbour)));
    }

    /** Returns whether an element above the text is the introduction of the article. */
    private boolean isLead(Element element) {
        return isFullLine(element) && mass.of(element) == mass.own(element);
    }

    private boolean isFullLine(Element block) {
        return mass.own(block) >= PageFurniture.TextMass.FULL_LINE && isRunningText(block);
    }

    private void removeListsOfLinks(Node root) {
        if (!(root instanceof Element top)) {
            return;
        }
        for (Element group : top.select("ul, ol, dl, div, section, table, p")) {
            double most = group.normalName().equals("p") ? ONLY_LINKS : LIST_OF_LINKS;
            if (!group.equals(top)
                    && mass.linkShare(group) >= most
                    && group.select("table").stream().noneMatch(Article::isDataTable)
                    && group.select("a[href]").size() > 1) {
                labelOf(group, mass).ifPresent(Element::remove);
                group.remove();
            }
        }
    }

    private static boolean isDataTable(Element table) {
        return table.select("th").size() >= MIN_COLUMNS && table.select("tr").size() > MIN_COLUMNS;
    }

    /** Returns the label above a list of links, for example "Related articles". */
    static Optional<Element> labelOf(Element list, PageFurniture.TextMass mass) {
        return Optional.ofNullable(list.previousElementSibling())
                .filter(label ->
                        mass.of(label) < PageFurniture.TextMass.FULL_LINE && !Shape.SentenceEnd.closes(label.text()));
    }
}
