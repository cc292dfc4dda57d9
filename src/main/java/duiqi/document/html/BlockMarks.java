package duiqi.document.html;

import duiqi.document.plain.Blocks;
import duiqi.text.Language;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marks of the blocks of a page that show their counterparts in a bilingual page: table cells and declared
 * languages.
 *
 * <p>The language is that of the nearest element with {@code lang}, {@code xml:lang}, or a class, for example
 * {@code lang-zh}, that its text confirms; that of the page does not count. A table with one column gives no cells. Not
 * thread-safe.
 */
final class BlockMarks {
    /** Matches a class or {@code data-lang} with which authors switch between the languages of a page. */
    private static final Pattern LANGUAGE_CLASS = Pattern.compile(
            "(?:lang(?:uage)?[-_])?(?:(?<zh>zh(?:[-_](?:hans|hant|cn|tw|hk|sg))?|cn|chinese)|(?:en(?:[-_](?:us|gb))?|english))");

    /** Maximum number of columns of a cell; a table with more contains no texts. */
    private static final int MAX_COLUMN_SPAN = 100;

    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(?:-[a-z0-9]{1,8})*");

    private final Blocks blocks;
    private final Map<Element, Map<Element, Cell>> tables = new HashMap<>();

    /** Declared languages of elements that were asked for. */
    private final Map<Element, Optional<String>> languages = new HashMap<>();

    /**
     * Languages of the inline text of blocks that contain inline elements with a language: one for each run of text,
     * empty for text without an own language.
     */
    private final Map<Element, List<Optional<String>>> runs = new HashMap<>();

    /**
     * Creates the marks of a page.
     *
     * @param blocks the collector that numbers the tables of the document
     * @param page root of the tree
     */
    BlockMarks(Blocks blocks, Element page) {
        this.blocks = blocks;
        for (Element element : page.getAllElements()) {
            if (!HtmlBlocks.isBlock(element) && cached(element).isPresent()) {
                Element block = blockOf(element.parent());
                if (block != null) {
                    runs.computeIfAbsent(block, this::runs);
                }
            }
        }
    }

    /** Returns the marks of the first text of a block. */
    Marks of(Element block) {
        List<Optional<String>> inside = runs.getOrDefault(block, List.of());
        boolean isInside = inside.size() == 1 || isDivided(inside);
        return new Marks(cell(block), isInside ? inside.get(0) : language(block), List.of());
    }

    /**
     * Returns the marks of a text that is in another language than the rest of its block; empty if its block is not
     * divided by languages.
     */
    Optional<Marks> ofRun(TextNode text) {
        if (runs.isEmpty() || !hasLetters(text)) {
            return Optional.empty();
        }
        Element block = blockOf(text.parent());
        return block != null && isDivided(runs.getOrDefault(block, List.of()))
                ? Optional.of(new Marks(cell(block), inlineLanguage(text, block), List.of()))
                : Optional.empty();
    }

    /** Returns the innermost block that contains an element, or the element itself. */
    static @Nullable Element blockOf(@Nullable Element element) {
        Element block = element;
        while (block != null && !HtmlBlocks.isBlock(block)) {
            block = block.parent();
        }
        return block;
    }

    private static boolean isDivided(List<Optional<String>> runs) {
        return runs.size() > 1
                && runs.stream().allMatch(Optional::isPresent)
                && runs.stream().distinct().count() == runs.size()
                && runs.stream().flatMap(Optional::stream).anyMatch(tag -> tag.startsWith("zh"));
    }

    private List<Optional<String>> runs(Element block) {
        List<Optional<String>> found = new ArrayList<>();
        NodeTraversor.filter(
                (node, depth) -> {
                    if (node instanceof Element element && !element.equals(block)) {
                        boolean isOutside = HtmlBlocks.isBlock(element) || HtmlBlocks.isInvisible(element);
                        return isOutside ? NodeFilter.FilterResult.SKIP_ENTIRELY : NodeFilter.FilterResult.CONTINUE;
                    }
                    if (node instanceof TextNode text && hasLetters(text)) {
                        Optional<String> language = inlineLanguage(text, block);
                        if (found.isEmpty() || !found.get(found.size() - 1).equals(language)) {
                            found.add(language);
                        }
                    }
                    return NodeFilter.FilterResult.CONTINUE;
                },
                block);
        return found;
    }

    private static boolean hasLetters(TextNode text) {
        return text.getWholeText().codePoints().anyMatch(Character::isLetter);
    }

    private Optional<String> inlineLanguage(TextNode text, Element block) {
        return nearest(text.parent(), block);
    }

    /** Returns the language of an element; the language of the page need not be that of each block. */
    private Optional<String> language(Element element) {
        return nearest(element, element.closest("html, body"));
    }

    /** Returns the language that an element or its nearest ancestor inside another one declares. */
    private Optional<String> nearest(@Nullable Element inner, @Nullable Element outer) {
        for (Element element = inner; element != null && !element.equals(outer); element = element.parent()) {
            Optional<String> language = cached(element);
            if (language.isPresent()) {
                return language;
            }
        }
        return Optional.empty();
    }

    private Optional<String> cached(Element element) {
        return element.attributesSize() == 0
                ? Optional.empty()
                : languages.computeIfAbsent(element, BlockMarks::declared);
    }

    static Optional<String> declared(Element element) {
        return Stream.of("xml:lang", "lang")
                .map(name -> normalised(element.attr(name)))
                .filter(tag -> TAG.matcher(tag).matches())
                .findFirst()
                .or(() -> named(element));
    }

    private static String normalised(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the language that a class of the element announces and its text confirms. */
    private static Optional<String> named(Element element) {
        for (String name : (element.className() + ' ' + element.attr("data-lang")).split("\\s+")) {
            Matcher matcher = LANGUAGE_CLASS.matcher(name.toLowerCase(Locale.ROOT));
            if (matcher.matches()) {
                boolean isChinese = matcher.group("zh") != null;
                String tag = normalised(name).replaceFirst("^lang(?:uage)?-", "");
                return Language.of(element.text())
                        .filter(language -> language.isChinese() == isChinese)
                        .map(language -> TAG.matcher(tag).matches() && tag.matches("(?:zh|en)(?:-.*)?")
                                ? tag
                                : language.primary());
            }
        }
        return Optional.empty();
    }

    /** Returns the innermost cell that contains a block, without regard to tables of a single column. */
    private Optional<Cell> cell(Element block) {
        Optional<Cell> found = Optional.empty();
        for (Element element = block; element != null && found.isEmpty(); element = element.parent()) {
            Element table = isCell(element) ? HtmlBlocks.tableOf(element) : null;
            if (table != null) {
                found = Optional.ofNullable(
                        tables.computeIfAbsent(table, this::cells).get(element));
            }
        }
        return found;
    }

    private static boolean isCell(Element element) {
        return element.nameIs("td") || element.nameIs("th");
    }

    /** Returns the cells of a table (HTML, section 4.9.12); none if it has one column. */
    private Map<Element, Cell> cells(Element table) {
        List<Element> rows = table.select("> tr, > tbody > tr, > thead > tr, > tfoot > tr");
        Map<Element, int[]> slots = new HashMap<>();
        // For each column, the number of the first row that no cell from above covers.
        Map<Integer, Integer> free = new HashMap<>();
        int columns = 0;
        for (int row = 0; row < rows.size(); row++) {
            int column = 0;
            for (Element cell : rows.get(row).children()) {
                if (!isCell(cell)) {
                    continue;
                }
                while (free.getOrDefault(column, 0) > row) {
                    column++;
                }
                slots.put(cell, new int[] {row, column});
                int width = span(cell, "colspan", MAX_COLUMN_SPAN);
                int height = span(cell, "rowspan", rows.size() - row);
                for (int end = column + width; column < end; column++) {
                    free.put(column, row + height);
                }
                columns = Math.max(columns, width == 1 ? column : 1);
            }
        }
        if (columns < 2) {
            return Map.of();
        }
        int number = blocks.nextTable();
        Map<Element, Cell> cells = new HashMap<>();
        slots.forEach((cell, slot) -> cells.put(cell, new Cell(number, slot[0], slot[1])));
        return cells;
    }

    private static int span(Element cell, String name, int most) {
        String value = cell.attr(name).strip();
        int span = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 1;
        return span == 0 && name.equals("rowspan") ? most : Math.min(Math.max(span, 1), most);
    }
}
