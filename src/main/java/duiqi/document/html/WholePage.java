package duiqi.document.html;

import duiqi.document.plain.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * Prepares a page that is read whole, for example a page of a manual. It removes code and navigation: menus, footers,
 * breadcrumbs and links to the previous and the next page.
 *
 * <p>The elements of HTML and the roles of ARIA mark most navigation. Names that authors give to elements, and columns
 * at the side ({@code aside}), count only if the element consists of links. An element with sentences outside links
 * stays, regardless of its name, so that no text of the author is lost. Hidden elements with sentences count as text. A
 * table of contents stays, unless it repeats the headings of its own page. Not thread-safe.
 */
final class WholePage {
    private static final String MARKED =
            "nav, footer, [role=navigation], [role=menu], [role=menubar], [role=toolbar], [role=search], [role=contentinfo]";

    private static final String AT_THE_SIDE = "aside, header, [role=complementary], [role=banner]";

    private static final Set<String> WORDS = Set.of("""
            banner breadcrumb breadcrumbs crumb crumbs foot footer linktrail login mbx menu menus nav navbar navi
            navigation pager pagination search share sharing sidebar skip toolbar""".split("\\s+"));

    /**
     * Selects links between the pages of a manual. DocBook and Texinfo give them access keys: previous, next, up and
     * home.
     */
    private static final String TO_OTHER_PAGES =
            "a[rel~=(?i)^(?:prev|previous|next|up|start|home)$], a[accesskey~=(?i)^[pnuh]$]";

    /** Minimum share of linked text in an element that consists of links. */
    private static final double OF_LINKS = 0.4;

    /** Minimum share of linked text, and of links to headings, in a table of contents of the same page. */
    private static final double ONLY_LINKS = 0.9;

    /** Minimum number of headings in a table of contents. */
    private static final int MIN_HEADINGS = 2;

    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

    /** Maximum mass of a title of a page in a row of links. */
    private static final int LONGEST_TITLE = 150;

    private final Element body;
    private final PageFurniture.TextMass mass;

    private final Set<String> headings;

    /** Elements that contain a sentence outside links. */
    private final Set<Element> withSentences = new HashSet<>();

    /** Elements that contain more than links to other pages, labels and titles. */
    private final Set<Element> withText = new HashSet<>();

    private WholePage(Element body) {
        this.body = body;
        mass = new PageFurniture.TextMass(body);
        headings = body.select("h1, h2, h3, h4, h5, h6").stream()
                .map(WholePage::letters)
                .filter(letters -> !letters.isEmpty())
                .collect(Collectors.toSet());
        withText.add(body);
        body.select("h1, h2, h3, pre").forEach(heading -> addWithParents(heading, withText));
        for (Element block : mass.blocks()) {
            double unlinked = unlinked(block);
            if (unlinked >= PageFurniture.TextMass.FULL_LINE) {
                addWithParents(block, withSentences);
            }
            boolean isSentence = !block.nameIs("td") && Shape.SentenceEnd.closes(block.text());
            if (unlinked > LONGEST_TITLE || (unlinked > 0 && isSentence)) {
                addWithParents(block, withText);
            }
        }
    }

    /**
     * Removes code and navigation from the body of a page.
     *
     * @return the share of the text that is removed; code and marked navigation without sentences do not count
     */
    static double prepare(Element body) {
        body.select("[hidden], [style*=display]").stream()
                .filter(WholePage::isHiddenText)
                .forEach(element -> element.removeAttr("hidden").removeAttr("style"));
        PageFurniture.separateNotes(body);
        body.select("pre").stream().filter(Code::isIn).forEach(Element::remove);
        WholePage marked = new WholePage(body);
        List<Element> navigation =
                body.select(MARKED).stream().filter(marked::isMarked).toList();
        navigation.stream()
                .filter(element -> !marked.withSentences.contains(element))
                .forEach(Element::remove);
        int all = new PageFurniture.TextMass(body).of(body);
        navigation.forEach(Element::remove);
        new WholePage(body).unmarked().forEach(Element::remove);
        return all == 0 ? 0 : 1 - (double) new PageFurniture.TextMass(body).of(body) / all;
    }

    /**
     * Returns whether an element is hidden until a script shows it, and contains a sentence. Manuals hide what applies to
     * one of several programs or systems.
     */
    private static boolean isHiddenText(Element element) {
        return HtmlBlocks.isHidden(element)
                && !HtmlBlocks.isHiddenTranslation(element)
                && element.select("p, li, dd, td, div, span").stream()
                        .anyMatch(inner -> Shape.SentenceEnd.closes(inner.ownText()));
    }

    /** Returns the navigation without a mark. */
    private List<Element> unmarked() {
        List<Element> removed = new ArrayList<>();
        body.select(AT_THE_SIDE).stream().filter(this::isAtTheSide).forEach(removed::add);
        for (Element element : body.getAllElements()) {
            if (PageFurniture.words(element).anyMatch(WORDS::contains) && consistsOfLinks(element)) {
                removed.add(element);
            }
        }
        body.select(TO_OTHER_PAGES).forEach(link -> rowOfLinks(link).ifPresent(removed::add));
        body.select("ul, ol, dl").stream().filter(this::repeatsHeadings).forEach(list -> {
            Article.labelOf(list, mass).ifPresent(removed::add);
            removed.add(list);
        });
        removed.remove(body);
        return removed;
    }

    /** Returns whether an element marked as navigation is neither the source of a quotation nor around the page. */
    private boolean isMarked(Element element) {
        boolean isSource = element.nameIs("footer") && element.closest("blockquote, figure") != null;
        return !isSource && !(withSentences.contains(element) && element.selectFirst("h1, main, article") != null);
    }

    private boolean isAtTheSide(Element element) {
        boolean isControl = !withSentences.contains(element) && element.selectFirst("input, label, nav") != null;
        return element.closest("article, main, [role=main]") == null && (isControl || consistsOfLinks(element));
    }

    private boolean consistsOfLinks(Element element) {
        return !withSentences.contains(element) && mass.linkShare(element) >= OF_LINKS;
    }

    /** Returns whether a list consists of links to headings of the same page. */
    private boolean repeatsHeadings(Element list) {
        if (mass.linkShare(list) < ONLY_LINKS) {
            return false;
        }
        List<Element> links = list.select("a[href*=#]");
        long repeated =
                links.stream().filter(link -> headings.contains(letters(link))).count();
        return repeated >= MIN_HEADINGS && repeated >= ONLY_LINKS * links.size();
    }

    private static String letters(Element element) {
        return NO_LETTERS.matcher(element.text()).replaceAll("");
    }

    /**
     * Returns the outermost element around a link that contains only links, labels and titles of pages; empty if the
     * link is part of a text.
     */
    private Optional<Element> rowOfLinks(Element link) {
        Element row = link;
        for (Element outer = link.parent(); outer != null && !withText.contains(outer); outer = outer.parent()) {
            row = outer;
        }
        Element block = BlockMarks.blockOf(row);
        boolean isInText = block != null && !block.equals(row) && unlinked(block) > 0;
        return isInText ? Optional.empty() : Optional.of(row);
    }

    /** Returns the mass of the text of a block outside links. */
    private double unlinked(Element block) {
        return mass.own(block) * (1 - mass.ownLinkShare(block));
    }

    private static void addWithParents(Element inner, Set<Element> elements) {
        for (Element element = inner; element != null && elements.add(element); ) {
            element = element.parent();
        }
    }

    /** Distinguishes code from other preformatted text: letters, verses, whole documents. Stateless. */
    private static final class Code {
        private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}[^\\n]{0,80}?[，。；：、！？]");

        private static final Pattern ENGLISH = Pattern.compile("\\b\\p{Ll}{2,}[.!?][\"”)]?(?:\\s|$)");

        private static final Pattern WORD = Pattern.compile("[\"“'(]?\\p{L}+(?:['’-]\\p{L}+)*[\"”,.;:!?)]*");

        /** Minimum number of words of a sentence. */
        private static final int MIN_WORDS = 8;

        /** Minimum share of words in a text with sentences; the rest are signs, numbers and names of variables. */
        private static final double MIN_SHARE = 0.6;

        private static final Set<String> WORDS = Set.of("""
                brush code codehilite console example fragment highlight language lang listing
                prettyprint programlisting screen source sourcecode src synopsis""".split("\\s+"));

        private static final Pattern SIGNS =
                Pattern.compile("[{}<>=|$\\\\_;~`@#%]|\\(\\)|--|->|::|/\\p{L}|\\p{L}\\.\\p{L}");

        private Code() {}

        static boolean isIn(Element pre) {
            String text = pre.wholeText();
            if (hasSentences(text)) {
                return false;
            }
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            Element around = pre.parent();
            return pre.selectFirst("code, kbd, samp, span") != null
                    || PageFurniture.words(pre).anyMatch(WORDS::contains)
                    || (around != null && PageFurniture.words(around).anyMatch(WORDS::contains))
                    || 2
                                    * lines.stream()
                                            .filter(line -> SIGNS.matcher(line).find())
                                            .count()
                            >= lines.size();
        }

        private static boolean hasSentences(String text) {
            if (CHINESE.matcher(text).find()) {
                return true;
            }
            String[] words = text.strip().split("\\s+");
            long plain = Stream.of(words)
                    .filter(word -> WORD.matcher(word).matches())
                    .count();
            return words.length >= MIN_WORDS
                    && plain >= MIN_SHARE * words.length
                    && ENGLISH.matcher(text).find();
        }
    }
}
