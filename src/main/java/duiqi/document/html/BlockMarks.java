package duiqi.document.html;

import duiqi.document.plain.Blocks;
import duiqi.text.Deadline;
import duiqi.text.Language;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * <p>The language is that of the nearest element with {@code lang}, {@code xml:lang}, an ITS 2.0 locale filter, or a
 * class such as {@code lang-zh} that its text confirms; that of the page does not count. A table with one column gives no cells. Not thread-safe.
 */
final class BlockMarks {
    /** Matches a class or {@code data-lang} with which authors switch between the languages of a page. */
    private static final Pattern LANGUAGE_CLASS = Pattern.compile(
            "(?:lang(?:uage)?[-_])?(?:(?<zh>zh(?:[-_](?:hans|hant|cn|tw|hk|sg))?|cn|chinese)|(?:en(?:[-_](?:us|gb))?|english))");

    /** Maximum number of columns of a cell, as in browsers (HTML, section 4.9.11). */
    private static final int MAX_COLUMN_SPAN = 1000;

    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(?:-[a-z0-9]{1,8})*");

    private final Blocks blocks;
    private final Element page;
    private final Map<Element, Map<Element, Cell>> tables = new HashMap<>();

    /** Declared languages of elements that were asked for, also inherited ones. */
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
        this.page = page;
        for (Element element : page.getAllElements()) {
            if (!HtmlBlocks.isBlock(element) && declared(element).isPresent()) {
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

    /** Returns whether an element declares its own language, not counting that of its ancestors. */
    static boolean isDeclared(Element element) {
        return element.attributesSize() > 0
                && (attribute(element).isPresent()
                        || !filterList(element).isEmpty()
                        || named(element).isPresent());
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
        Element element = text.parent();
        while (element != null && !element.equals(block)) {
            Optional<String> language = declared(element);
            if (language.isPresent()) {
                return language;
            }
            element = element.parent();
        }
        return Optional.empty();
    }

    /** Returns the language of an element, which it or its nearest ancestor declares. */
    private Optional<String> language(Element element) {
        List<Element> asked = new ArrayList<>();
        Optional<String> found = Optional.empty();
        for (Element e = element; e != null && found.isEmpty() && !isRoot(e); e = e.parent()) {
            Optional<String> known = languages.get(e);
            if (known != null) {
                found = known;
                break;
            }
            asked.add(e);
            found = declared(e);
        }
        for (Element e : asked) {
            languages.put(e, found);
        }
        return found;
    }

    /** Returns whether an element declares the language of the page, which need not be that of each block. */
    private static boolean isRoot(Element element) {
        return element.normalName().equals("html") || element.normalName().equals("body");
    }

    private Optional<String> declared(Element element) {
        if (element.attributesSize() == 0) {
            return Optional.empty();
        }
        return attribute(element).or(() -> filtered(element)).or(() -> named(element));
    }

    private static Optional<String> attribute(Element element) {
        return Stream.of("xml:lang", "lang")
                .map(name -> normalised(element.attr(name)))
                .filter(tag -> TAG.matcher(tag).matches())
                .findFirst();
    }

    private static String normalised(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the language of an element that a locale filter selects (ITS 2.0, section 8.10). */
    private Optional<String> filtered(Element element) {
        Set<String> listed = filterList(element);
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        String type = element.attr("its-locale-filter-type") + element.attr("its:localeFilterType");
        if (type.strip().equalsIgnoreCase("exclude")) {
            Set<String> rest = new TreeSet<>();
            page.getElementsByAttribute("its-locale-filter-list").forEach(other -> rest.addAll(filterList(other)));
            rest.removeAll(listed);
            return common(rest);
        }
        return common(listed);
    }

    private static Set<String> filterList(Element element) {
        Set<String> listed = new TreeSet<>();
        String list = element.attr("its-locale-filter-list") + element.attr("its:localeFilterList");
        for (String locale : list.split(",")) {
            String tag = normalised(locale);
            if (TAG.matcher(tag).matches()) {
                listed.add(tag);
            }
        }
        return listed;
    }

    /** Returns the only tag of a set, or the only language of its tags. */
    private static Optional<String> common(Set<String> tags) {
        List<String> languages =
                tags.stream().map(tag -> tag.replaceFirst("-.*", "")).distinct().toList();
        return languages.size() != 1
                ? Optional.empty()
                : tags.stream().findFirst().filter(tag -> tags.size() == 1).or(() -> Optional.of(languages.get(0)));
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
        for (Element element = block; element != null; element = element.parent()) {
            if (element.nameIs("td") || element.nameIs("th")) {
                Element table = element;
                while (table != null && !table.nameIs("table")) {
                    table = table.parent();
                }
                if (table != null) {
                    Cell cell = tables.computeIfAbsent(table, this::cells).get(element);
                    if (cell != null) {
                        return Optional.of(cell);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the cells of a table (HTML, section 4.9.12); none if it has one column. */
    private Map<Element, Cell> cells(Element table) {
        List<Element> rows = rows(table);
        Map<Element, int[]> slots = new HashMap<>();
        // For each column, the number of the first row that no cell from above covers.
        Map<Integer, Integer> free = new HashMap<>();
        int columns = 0;
        for (int row = 0; row < rows.size(); row++) {
            int column = 0;
            for (Element cell : rows.get(row).children()) {
                if (!cell.nameIs("td") && !cell.nameIs("th")) {
                    continue;
                }
                while (free.getOrDefault(column, 0) > row) {
                    column++;
                }
                slots.put(cell, new int[] {row, column});
                int width = span(cell, "colspan", MAX_COLUMN_SPAN);
                int height = span(cell, "rowspan", rows.size() - row);
                Deadline.check();
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

    private static List<Element> rows(Element table) {
        List<Element> rows = new ArrayList<>();
        for (Element child : table.children()) {
            if (child.nameIs("tr")) {
                rows.add(child);
            } else if (child.nameIs("tbody") || child.nameIs("thead") || child.nameIs("tfoot")) {
                child.children().stream().filter(row -> row.nameIs("tr")).forEach(rows::add);
            }
        }
        return rows;
    }

    private static int span(Element cell, String name, int most) {
        String value = cell.attr(name).strip();
        if (!value.matches("\\d{1,5}")) {
            return 1;
        }
        int span = Integer.parseInt(value);
        return span == 0 && name.equals("rowspan") ? most : Math.min(Math.max(span, 1), most);
    }
}
