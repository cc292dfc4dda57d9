package duiqi.document.html;

import duiqi.document.plain.Blocks;
import duiqi.document.plain.Shape;
import duiqi.text.Language;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jsoup.parser.TagSet;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Converts a tree of HTML or XHTML to blocks. Block elements end a paragraph; inline elements do not.
 *
 * <p>It omits elements that are not text (scripts, controls, embedded content), hidden elements, ruby annotations, and
 * footnote marks. Not thread-safe.
 */
public final class HtmlBlocks implements NodeFilter {
    private static final TagSet TAGS = TagSet.Html();

    /** Elements that are code, controls, embedded content, annotations or ruby. */
    private static final Set<String> NOT_TEXT = Set.of("""
            script style template noscript noframes head title button input option select textarea applet audio canvas
            embed frame iframe img map object svg video annotation annotation-xml rp rt rtc""".split("\\s+"));

    /**
     * Matches styles that hide an element; not {@code visibility} or {@code opacity}, because some pages set them on
     * the article until a script has run.
     */
    private static final Pattern HIDING_STYLE = Pattern.compile("(?i)(?:^|;)\\s*display\\s*:\\s*none");

    private static final Set<String> HIDING_CLASSES = Set.of("sr-only", "visually-hidden", "screen-reader-text");

    /** Elements of MathML that contain text. */
    private static final Set<String> TOKENS = Set.of("mi", "mn", "mo", "mtext", "ms");

    /** Matches footnote marks in text: {@code [3]}, {@code [注1]}, {@code *}; a plain number counts only in a link. */
    private static final Pattern FOOTNOTE_MARK = Pattern.compile("[\\[［【〔]\\S{1,4}[\\]］】〕]|[*†‡§①-⑳]+");

    /** Matches the signs of links beside headings and after notes; some are in fonts of icons. */
    private static final Pattern PERMALINK = Pattern.compile("[¶§#🔗⚓↩\\uFE0E\\uE000-\\uF8FF\\u200B\\s]+");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}|[a-z]");

    private static final Pattern COMMENTED_TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

    /** Minimum share of letters among the visible characters of a comment that is a text, not code. */
    private static final double MIN_LETTERS_OF_PROSE = 0.7;

    /** Minimum number of English words of a comment that is a text, not a label. */
    private static final int MIN_WORDS_OF_PROSE = 4;

    /** Minimum number of blocks or lines in one cell that makes a table a page layout, not a data table. */
    private static final int BLOCKS_OF_LAYOUT = 3;

    /** Minimum number of characters in the lines of a layout cell. */
    private static final int CHARACTERS_OF_LAYOUT = 120;

    /** Maximum length of a bold line that counts as a heading; a longer one is emphasis. */
    private static final int MAX_BOLD_HEADING_LENGTH = 60;

    private final HtmlSource source;
    private final Blocks blocks;
    private final BlockMarks marks;
    private final Map<Element, Boolean> layoutTables = new HashMap<>();
    private Element root;
    private Marks current = Marks.NONE;
    /** Comments with prose that follow the open block. */
    private final List<Comment> comments = new ArrayList<>();

    private int preformatted;

    private @Nullable Element formula;

    private boolean isFirstToken;

    /** Number of open elements that hide a translation. */
    private int hidden;

    /**
     * Creates a converter.
     *
     * @param source source of the page
     * @param page tree of the page
     * @param blocks collector that receives the text
     */
    public HtmlBlocks(HtmlSource source, Element page, Blocks blocks) {
        this.source = source;
        this.blocks = blocks;
        this.marks = new BlockMarks(blocks, page);
        this.root = page;
    }

    /** Adds the text of a node of the page and its descendants. */
    public void copy(Node from) {
        Element parent = from instanceof Element element ? element : from.parentElement();
        if (parent != null) {
            root = parent;
            NodeTraversor.filter(this, from);
            emitComments();
        }
    }

    static boolean isBlock(Element element) {
        return isBlock(element.normalName());
    }

    /** Returns whether elements with a name, in lower case, begin and end a block. */
    public static boolean isBlock(String name) {
        Tag tag = TAGS.get(name, Parser.NamespaceHtml);
        return name.equals("legend") || name.equals("summary") || (tag != null && tag.isBlock());
    }

    /** Returns whether an element adds no visible text. */
    static boolean isInvisible(Element element) {
        return NOT_TEXT.contains(element.normalName())
                || isHidden(element)
                || element.attr("aria-hidden").equals("true")
                || HIDING_CLASSES.stream().anyMatch(element::hasClass);
    }

    /** Returns whether an element is hidden, but not only until the reader chooses its tab. */
    static boolean isHidden(Element element) {
        return (element.hasAttr("hidden") && !element.attr("role").equals("tabpanel"))
                || HIDING_STYLE.matcher(element.attr("style")).find();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            marks.ofRun(text).filter(own -> !own.equals(current)).ifPresent(own -> begin(text.parent(), own));
            copy(text);
        } else if (node instanceof Comment comment) {
            copy(comment);
        } else if (node instanceof Element element) {
            return open(element);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult open(Element element) {
        boolean isHidden = isHiddenTranslation(element);
        if ((isInvisible(element) && !isHidden) || isFootnoteMark(element) || isSignOfLink(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        hidden += isHidden ? 1 : 0;
        if (formula == null && element.normalName().equals("math")) {
            formula = element;
            isFirstToken = true;
        }
        if (element.normalName().equals("br")) {
            blocks.lineBreak();
        } else if (isBlock(element) || isHidden) {
            begin(element, marks.of(element));
            preformatted += element.normalName().equals("pre") ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    private void begin(@Nullable Element element, Marks own) {
        current = own;
        if (!comments.isEmpty()) {
            emitComments();
        }
        blocks.begin(hidden > 0 ? Kind.COMMENT : element == null ? Kind.TEXT : kind(element), own);
    }

    /** Returns whether an element is hidden until the reader chooses its language. Its text counts as a comment. */
    static boolean isHiddenTranslation(Node node) {
        return node instanceof Element element
                && isHidden(element)
                && !NOT_TEXT.contains(element.normalName())
                && BlockMarks.declared(element).isPresent();
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            formula = element.equals(formula) ? null : formula;
            boolean isHidden = isHiddenTranslation(element);
            hidden -= isHidden ? 1 : 0;
            if (isBlock(element) || isHidden) {
                preformatted -= element.normalName().equals("pre") ? 1 : 0;
                Element parent = element.parent();
                begin(element.equals(root) ? null : parent, parent == null ? Marks.NONE : marks.of(parent));
            }
        }
        return FilterResult.CONTINUE;
    }

    /** Adds a comment that contains prose, before its block if it has no text yet, otherwise after it. */
    private void copy(Comment comment) {
        if (preformatted > 0 || hidden > 0 || !isProse(comment.getData().strip())) {
            return;
        }
        comments.add(comment);
        if (blocks.isBlockEmpty()) {
            begin(comment.parent(), current);
        }
    }

    /** Returns whether the content of a comment is a text, not code, a label, or a mark of a program. */
    private static boolean isProse(String content) {
        String text = COMMENTED_TAG.matcher(content).replaceAll(" ").strip();
        Optional<Language> language = Language.of(text);
        long letters = text.codePoints().filter(Character::isLetter).count();
        long visible = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        return language.isPresent()
                && "[/.#!$@".indexOf(content.charAt(0)) < 0
                && letters >= MIN_LETTERS_OF_PROSE * visible
                && (text.length() < content.length()
                        || text.split("\\s+").length >= MIN_WORDS_OF_PROSE
                        || language.get().isChinese());
    }

    private void emitComments() {
        List<Comment> emitted = List.copyOf(comments);
        comments.clear();
        for (Comment comment : emitted) {
            HtmlSource inside = source.inside(comment);
            Element body = inside.html().body();
            HtmlBlocks converter = new HtmlBlocks(inside, body, blocks);
            converter.hidden++;
            converter.copy(body);
        }
    }

    private void copy(TextNode text) {
        String whole = text.getWholeText();
        int start = 0;
        if (preformatted > 0) {
            for (int end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', start)) {
                source.copy(text, start, end, blocks::add);
                blocks.lineBreak();
                start = end + 1;
            }
        }
        Element parent = text.parent();
        boolean raised = parent != null && parent.normalName().equals("sup");
        if (formula == null) {
            source.copy(text, start, whole.length(), raised ? this::addRaised : blocks::add);
        } else if (parent != null && TOKENS.contains(parent.normalName())) {
            copyToken(text, whole);
        }
    }

    /** Adds a token of a formula, with a space between tokens. Other white space in formulas has no meaning. */
    private void copyToken(TextNode text, String whole) {
        String stripped = whole.strip();
        if (stripped.isEmpty() || "\u2061\u2062\u2063\u2064".contains(stripped)) {
            return;
        }
        int start = whole.indexOf(stripped);
        boolean[] separated = {isFirstToken};
        source.copy(text, start, start + stripped.length(), (character, line, column) -> {
            if (!separated[0]) {
                blocks.add(' ', line, column);
            }
            separated[0] = true;
            blocks.add(character, line, column);
        });
        isFirstToken = false;
    }

    /** Adds a superscript character. Without superscripts, ten to the power of fifteen would become 1015. */
    private void addRaised(int character, int line, int column) {
        int digit = "0123456789+-−".indexOf(character);
        blocks.add(digit < 0 ? character : "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻".charAt(digit), line, column);
    }

    /** Returns the kind of a block from the nearest ancestor that determines it. */
    private Kind kind(Element block) {
        for (Element element = block; element != null; element = element.equals(root) ? null : element.parent()) {
            switch (element.normalName()) {
                case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                    return Kind.HEADING;
                }
                case "li", "dt", "dd" -> {
                    return Kind.LIST_ITEM;
                }
                case "blockquote" -> {
                    return Kind.QUOTATION;
                }
                case "figcaption", "caption" -> {
                    return Kind.CAPTION;
                }
                case "td", "th" -> {
                    if (!element.equals(root) && !isLayout(element)) {
                        return Kind.TABLE_CELL;
                    }
                }
                default -> {
                    if (isNote(element)) {
                        return Kind.NOTE;
                    }
                    if (element.hasClass("caption") || element.hasClass("wp-caption-text")) {
                        return Kind.CAPTION;
                    }
                }
            }
        }
        return isBoldLine(block) ? Kind.HEADING : Kind.TEXT;
    }

    /** Returns whether a block is a bold line. Chinese news pages format headings as bold paragraphs. */
    private static boolean isBoldLine(Element block) {
        if (!holdsOnlyBold(block)) {
            return false;
        }
        String text = block.text().strip();
        return !text.isEmpty() && text.length() <= MAX_BOLD_HEADING_LENGTH && !Shape.SentenceEnd.closesClause(text);
    }

    /**
     * Returns whether an element contains only bold text. It walks from sibling to sibling, because a list of the
     * children would be a copy for each block of a long page.
     */
    private static boolean holdsOnlyBold(Element element) {
        for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
            if (!isBoldOrEmpty(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBoldOrEmpty(Node node) {
        if (node instanceof Element element) {
            return element.nameIs("b") || element.nameIs("strong") || (!isBlock(element) && holdsOnlyBold(element));
        }
        return !(node instanceof TextNode text)
                || text.getWholeText().codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private boolean isLayout(Element cell) {
        Element table = tableOf(cell);
        return table == null || layoutTables.computeIfAbsent(table, HtmlBlocks::arrangesPage);
    }

    /** Returns the innermost table around an element. */
    static @Nullable Element tableOf(Element cell) {
        Element table = cell;
        while (table != null && !table.nameIs("table")) { // A selector would be parsed each time.
            table = table.parent();
        }
        return table;
    }

    private static boolean arrangesPage(Element table) {
        String role = table.attr("role");
        return role.equals("presentation")
                || role.equals("none")
                || table.selectFirst("td table") != null
                || table.select("td").stream().anyMatch(HtmlBlocks::holdsRunningText);
    }

    private static boolean holdsRunningText(Element cell) {
        return cell.children().stream().filter(HtmlBlocks::isBlock).count() >= BLOCKS_OF_LAYOUT
                || (cell.select("> br").size() >= BLOCKS_OF_LAYOUT
                        && cell.text().length() >= CHARACTERS_OF_LAYOUT);
    }

    /** Returns whether an element is a footnote. Only EPUB and DPUB-ARIA mark footnotes. */
    static boolean isNote(Element element) {
        String type = (element.attr("epub:type") + ' ' + element.attr("role")).toLowerCase(Locale.ROOT);
        return type.contains("footnote") || type.contains("endnote") || type.contains("rearnote");
    }

    /** Returns whether an element is the sign of a link to the heading before it, or from a note back to the text. */
    private static boolean isSignOfLink(Element element) {
        return element.nameIs("a")
                && element.attr("href").contains("#")
                && PERMALINK.matcher(element.wholeText()).matches();
    }

    /**
     * Returns whether an element is a footnote mark in the text, or the arrow that leads from the note back to it. A
     * number in the back link is kept.
     */
    private static boolean isFootnoteMark(Element element) {
        if (element.attr("epub:type").equals("noteref")
                || element.attr("role").equals("doc-noteref")
                || element.hasClass("mw-cite-backlink")) {
            return true;
        }
        if (element.attr("role").equals("doc-backlink") || element.hasClass("footnote-back")) {
            return element.text().codePoints().noneMatch(Character::isLetterOrDigit);
        }
        if (!element.normalName().equals("sup")) {
            return false;
        }
        String mark = element.text().strip();
        boolean link = element.selectFirst("a") != null || element.closest("a[href^=#]") != null;
        return FOOTNOTE_MARK.matcher(mark).matches()
                || (link && NUMBER.matcher(mark).matches());
    }
}
