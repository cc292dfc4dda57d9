package duiqi.exchange.table;

import duiqi.exchange.LanguageCode;
import duiqi.exchange.Table;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds the columns of a table. Immutable.
 *
 * @param columns columns from left to right
 * @param isNamed true if the first row contains column names instead of texts
 */
public record TableColumns(List<TableColumn> columns, boolean isNamed) {
    /** Probabilities as {@code duiqi align} writes them: between 0 and 1, with up to six decimals. */
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

    /** Qualifier of a language in a heading, as in {@code English (United States)}. */
    private static final Pattern QUALIFIER = Pattern.compile("\\s*[(\uFF08][^()\uFF08\uFF09]*[)\uFF09]\\s*$");

    /** Maximum number of cells that a message lists. */
    private static final int MAX_LISTED = 10;

    private static final int MAX_LISTED_LENGTH = 40;

    /** Number of repetitions of a short text, because language detection needs some length. */
    private static final int REPEATS = 4;

    public TableColumns {
        columns = List.copyOf(columns);
    }

    /**
     * Returns the columns of a table, based on its first row. The row contains column names if it names two text
     * columns in different languages. Otherwise, the first column is the source, the second the target, and further
     * ones are properties {@code column-3}, {@code column-4}, ... In a table with the three columns of
     * {@code duiqi align} output, the third column is the probability.
     *
     * @throws FormatException if the row names one text column and other data but no second text column, or if it has
     *     one cell
     */
    static TableColumns of(Table.Row first) throws FormatException {
        List<TableColumn> named = first.cells().stream().map(TableColumn::named).toList();
        long sides = named.stream().filter(TableColumn::isText).distinct().count();
        boolean hasOthers =
                named.stream().anyMatch(column -> !column.isText() && column.kind() != TableColumn.Kind.PROPERTY);
        if (sides >= 2) {
            return new TableColumns(named, true);
        }
        if (hasOthers && (sides == 1 || named.size() == 1)) {
            throw new FormatException(
                    first.location(),
                    "names only one text column",
                    "name two text columns, for example zh-CN and en-US");
        }
        if (first.cells().size() < 2) {
            throw new FormatException(
                    first.location(), "has 1 column, expected 2", "put source and target in separate columns");
        }
        List<TableColumn> unnamed = new ArrayList<>();
        unnamed.add(TableColumn.of(TableColumn.Kind.SOURCE));
        unnamed.add(TableColumn.of(TableColumn.Kind.TARGET));
        for (int i = 3; i <= first.cells().size(); i++) {
            unnamed.add(TableColumn.property(isAligned(first) ? UnitProperties.PROBABILITY : "column-" + i));
        }
        return new TableColumns(unnamed, false);
    }

    /** Returns whether the row has the columns of {@code duiqi align} output: two texts and a probability. */
    private static boolean isAligned(Table.Row row) {
        return row.cells().size() == 3
                && PROBABILITY.matcher(row.cell(2).strip()).matches();
    }

    /**
     * Rejects a table without column names whose texts are not in the first two columns. The first row may look like
     * unknown headings, or the Chinese and English texts seem to be in other columns. Accepts tables in the format of
     * {@code duiqi align}.
     *
     * @param rows first rows of the table, at least one
     * @throws FormatException if the first two columns are not the texts
     */
    public static void requireTexts(List<Table.Row> rows) throws FormatException {
        Table.Row first = rows.get(0);
        if (!isAligned(first) && (namesColumns(first) || isUnlikeBelow(rows) || hasTextsElsewhere(rows))) {
            String found = first.cells().stream()
                    .limit(MAX_LISTED)
                    .map(String::strip)
                    .map(cell ->
                            cell.length() > MAX_LISTED_LENGTH ? cell.substring(0, MAX_LISTED_LENGTH) + "..." : cell)
                    .collect(Collectors.joining("\", \"", "\"", "\""));
            throw new FormatException(
                    first.location(),
                    "does not name the Chinese and English columns: " + found
                            + (first.cells().size() > MAX_LISTED ? ", ..." : ""),
                    "name the text columns in the first row, for example zh-CN and en-US");
        }
    }

    /**
     * Returns whether a row names a language. Also returns true if it names a known column and all its cells are in the
     * same script.
     */
    private static boolean namesColumns(Table.Row row) {
        List<TableColumn> named = row.cells().stream()
                .map(cell -> TableColumn.named(QUALIFIER.matcher(cell).replaceFirst("")))
                .toList();
        // A row with two names of the same language is a word and its translation.
        return count(named, Language::isChinese) == 1
                || count(named, Language::isEnglish) == 1
                || (!isCopied(row)
                        && named.stream()
                                .anyMatch(column -> column.kind() != TableColumn.Kind.PROPERTY
                                        && column.language().isEmpty())
                        && row.cells().stream()
                                        .flatMap(cell -> detected(cell).stream())
                                        .distinct()
                                        .count()
                                == 1);
    }

    private static long count(List<TableColumn> named, Predicate<Language> language) {
        return named.stream()
                .flatMap(column -> column.language().stream())
                .filter(language)
                .count();
    }

    /** Returns whether one of the first two cells is in another language than all cells below it. */
    private static boolean isUnlikeBelow(List<Table.Row> rows) {
        List<Table.Row> below = rows.subList(1, rows.size());
        return isPair(below)
                && !isCopied(rows.get(0))
                && IntStream.of(0, 1)
                        .anyMatch(i -> detected(rows.get(0).cell(i))
                                .filter(language ->
                                        !language.equals(column(below, i).orElse(language)))
                                .isPresent());
    }

    /** Returns whether one cell repeats the other, like an untranslated name. Both are then in the same language. */
    private static boolean isCopied(Table.Row row) {
        String one = row.cell(0).strip();
        String other = row.cell(1).strip();
        return one.contains(other) || other.contains(one);
    }

    private static boolean hasTextsElsewhere(List<Table.Row> rows) {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        return !isPair(rows)
                && IntStream.range(0, width)
                                .boxed()
                                .flatMap(i -> column(rows, i).stream())
                                .distinct()
                                .count()
                        == 2;
    }

    private static boolean isPair(List<Table.Row> rows) {
        Optional<Language> one = column(rows, 0);
        Optional<Language> other = column(rows, 1);
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private static Optional<Language> column(List<Table.Row> rows, int index) {
        return detected(rows.stream().map(row -> row.cell(index)).collect(Collectors.joining("\n")));
    }

    private static Optional<Language> detected(String text) {
        return Language.of(text.repeat(REPEATS));
    }

    /** Returns the column of a cell. Columns without a name are properties. */
    TableColumn column(int index) {
        return index < columns.size() && !isNameless(columns.get(index))
                ? columns.get(index)
                : TableColumn.property("column-" + (index + 1));
    }

    private static boolean isNameless(TableColumn column) {
        return column.kind() == TableColumn.Kind.PROPERTY && column.name().isEmpty();
    }

    /** Returns the text in the column named source or target; empty if the columns have language names. */
    Optional<String> text(Table.Row row, TableColumn.Kind kind) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == kind) {
                return Optional.of(row.cell(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the language of the first column with a language name. Used if the other column is named source or
     * target.
     */
    Optional<Language> onlyLanguage() {
        return columns.stream().flatMap(column -> column.language().stream()).findFirst();
    }

    /**
     * Describes a column of a table. Immutable.
     *
     * @param kind kind of content
     * @param name property type; an empty text for other kinds
     * @param language language in the column name; empty if there is none
     */
    record TableColumn(Kind kind, String name, Optional<Language> language) {
        enum Kind {
            SOURCE,
            TARGET,
            /** Texts in the language of the column name. */
            TEXT,
            ID,
            CREATED,
            CHANGED,
            AUTHOR,
            NOTE,
            /** Properties as {@link TableFormat.PropertyJson}; {@code source} and {@code target} hold those of the texts. */
            PROPERTIES,
            PROPERTY
        }

        /** Column names in lower case. */
        private static final Map<String, Kind> KINDS = kinds();

        private static final Map<String, String> LANGUAGES = Map.ofEntries(
                Map.entry("chinese", "zh-CN"),
                Map.entry("中文", "zh-CN"),
                Map.entry("汉语", "zh-CN"),
                Map.entry("漢語", "zh-TW"),
                Map.entry("简体中文", "zh-CN"),
                Map.entry("簡體中文", "zh-CN"),
                Map.entry("繁体中文", "zh-TW"),
                Map.entry("繁體中文", "zh-TW"),
                Map.entry("english", "en-US"),
                Map.entry("英文", "en-US"),
                Map.entry("英语", "en-US"),
                Map.entry("英語", "en-US"));

        /** ISO 639-1 codes, so that headings like {@code tag} or {@code score} are not language codes. */
        private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

        private static Map<String, Kind> kinds() {
            Map<String, Kind> kinds = new HashMap<>();
            name(
                    kinds,
                    Kind.SOURCE,
                    "source",
                    "source-text",
                    "source-segment",
                    "src",
                    "original",
                    "原文",
                    "源文",
                    "源语言",
                    "源文本",
                    "源語言");
            name(
                    kinds,
                    Kind.TARGET,
                    "target",
                    "target-text",
                    "target-segment",
                    "tgt",
                    "trg",
                    "translation",
                    "译文",
                    "譯文",
                    "目标",
                    "目标语言",
                    "目標語言",
                    "翻译",
                    "翻譯");
            // "no" is also the code of Norwegian, but tables use nb or nn for it.
            name(kinds, Kind.ID, "id", "tuid", "key", "no", "no.", "#", "编号", "編號", "序号", "序號", "标识");
            name(
                    kinds,
                    Kind.CREATED,
                    "created",
                    "creationdate",
                    "created-at",
                    "creation-date",
                    "创建时间",
                    "创建日期",
                    "建立日期",
                    "創建日期");
            name(
                    kinds,
                    Kind.CHANGED,
                    "changed",
                    "changedate",
                    "changed-at",
                    "change-date",
                    "modified",
                    "updated",
                    "修改时间",
                    "修改日期",
                    "更新时间",
                    "更新日期");
            name(kinds, Kind.AUTHOR, "author", "creationid", "changeid", "translator", "user", "作者", "译者", "譯者", "翻译者");
            name(
                    kinds,
                    Kind.NOTE,
                    "note",
                    "notes",
                    "comment",
                    "comments",
                    "remark",
                    "remarks",
                    "备注",
                    "備註",
                    "注释",
                    "註釋",
                    "说明");
            name(kinds, Kind.PROPERTIES, "properties", "属性");
            return kinds;
        }

        private static void name(Map<String, Kind> kinds, Kind kind, String... names) {
            for (String name : names) {
                kinds.put(name, kind);
            }
        }

        /** Returns a property column with a type; an empty type denotes a column without a name. */
        static TableColumn property(String type) {
            return new TableColumn(Kind.PROPERTY, type, Optional.empty());
        }

        static TableColumn of(Kind kind) {
            return new TableColumn(kind, "", Optional.empty());
        }

        /** Returns the column that a heading denotes. */
        static TableColumn named(String name) {
            String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[\\s_]+", "-");
            Kind kind = KINDS.get(plain);
            if (kind != null) {
                return of(kind);
            }
            return language(plain)
                    .map(language -> new TableColumn(Kind.TEXT, "", Optional.of(language)))
                    .orElseGet(() -> property(plain.equals("probability") ? "x-probability" : name.strip()));
        }

        private static Optional<Language> language(String plain) {
            String code = LANGUAGES.getOrDefault(plain, plain);
            return new LanguageCode(code)
                    .language()
                    .filter(language -> code.matches("[a-z]{2,3}(-[A-Za-z0-9]+)*"))
                    .filter(language -> CODES.contains(language.primary()) || language.isChinese());
        }

        /** Returns whether the column contains source or target texts. */
        boolean isText() {
            return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
        }
    }
}
