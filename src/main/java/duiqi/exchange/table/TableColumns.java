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
 * The columns of a table. Immutable.
 *
 * @param columns from left to right
 * @param isNamed whether the first row of the table says so, and is no row of texts
 */
public record TableColumns(List<TableColumn> columns, boolean isNamed) {
    /** The form in which {@code duiqi align} writes probabilities: between 0 and 1, with up to four decimals. */
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

    /** The qualifier of a language in a heading, as in {@code English (United States)}. */
    private static final Pattern QUALIFIER = Pattern.compile("\\s*[(\uFF08][^()\uFF08\uFF09]*[)\uFF09]\\s*$");

    /** Columns that a message lists, and characters of each. */
    private static final int MAX_LISTED = 10;

    private static final int MAX_LISTED_LENGTH = 40;

    /** Short texts are repeated this often, because language detection needs some length. */
    private static final int REPEATS = 4;

    public TableColumns {
        columns = List.copyOf(columns);
    }

    /**
     * Returns the columns of a table by its first row. That names columns if it names two sides of different languages; otherwise
     * the first column is taken for the source, the second for the target, and further ones for properties {@code column-3},
     * {@code column-4}, ...; of three columns, a third that is a probability, as align writes it, for just that.
     *
     * @throws FormatException if it names one side, and something else that is no text, but no second side; or if it has one cell
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
                    first.location(), "names a column for one side only", "name two columns, as zh-CN and en-US");
        }
        if (first.cells().size() < 2) {
            throw new FormatException(
                    first.location(), "has one column, not two", "put source and target in columns of their own");
        }
        List<TableColumn> bare = new ArrayList<>();
        bare.add(TableColumn.of(TableColumn.Kind.SOURCE));
        bare.add(TableColumn.of(TableColumn.Kind.TARGET));
        for (int i = 3; i <= first.cells().size(); i++) {
            bare.add(TableColumn.property(isAligned(first) ? UnitProperties.PROBABILITY : "column-" + i));
        }
        return new TableColumns(bare, false);
    }

    /** Returns whether align wrote the row: two texts and a probability. */
    private static boolean isAligned(Table.Row row) {
        return row.cells().size() == 3
                && PROBABILITY.matcher(row.cell(2).strip()).matches();
    }

    /**
     * Refuses a table of Chinese and English without column names if its first row looks like unknown headings, or if its texts seem
     * to be in other columns than the first two. Tables that align wrote pass.
     *
     * @param rows the first rows, at least one
     * @throws FormatException if the first two columns cannot be taken for the texts
     */
    public static void requireTexts(List<Table.Row> rows) throws FormatException {
        Table.Row first = rows.get(0);
        if (!isAligned(first) && (isNames(first) || isOdd(rows) || hasTextsElsewhere(rows))) {
            String found = first.cells().stream()
                    .limit(MAX_LISTED)
                    .map(String::strip)
                    .map(cell ->
                            cell.length() > MAX_LISTED_LENGTH ? cell.substring(0, MAX_LISTED_LENGTH) + "..." : cell)
                    .collect(Collectors.joining("\", \"", "\"", "\""));
            throw new FormatException(
                    first.location(),
                    "does not say which columns are Chinese and English, but " + found
                            + (first.cells().size() > MAX_LISTED ? ", ..." : ""),
                    "name them in the first row: zh-CN over the Chinese, en-US over the English");
        }
    }

    /** Returns whether a row names a language, or a column that is known beside others in the same script. */
    private static boolean isNames(Table.Row row) {
        List<TableColumn> named = row.cells().stream()
                .map(cell -> TableColumn.named(QUALIFIER.matcher(cell).replaceFirst("")))
                .toList();
        // Two names of one language are a word and its rendering.
        return count(named, Language::isChinese) == 1
                || count(named, Language::isEnglish) == 1
                || (!isCopied(row)
                        && named.stream()
                                .anyMatch(column -> column.kind() != TableColumn.Kind.PROPERTY
                                        && column.language().isEmpty())
                        && row.cells().stream()
                                        .flatMap(cell -> shown(cell).stream())
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

    /** Returns whether one of the first two cells is in another language than all below it. */
    private static boolean isOdd(List<Table.Row> rows) {
        List<Table.Row> below = rows.subList(1, rows.size());
        return isPair(below)
                && !isCopied(rows.get(0))
                && IntStream.of(0, 1)
                        .anyMatch(i -> shown(rows.get(0).cell(i))
                                .filter(language ->
                                        !language.equals(column(below, i).orElse(language)))
                                .isPresent());
    }

    /** Returns whether a text is left untranslated, as a name may be, so that both cells are in the same language. */
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
        return shown(rows.stream().map(row -> row.cell(index)).collect(Collectors.joining("\n")));
    }

    private static Optional<Language> shown(String text) {
        return Language.of(text.repeat(REPEATS));
    }

    /** The column of a cell; those beyond the named ones are properties. */
    TableColumn column(int index) {
        return index < columns.size() && !isNameless(columns.get(index))
                ? columns.get(index)
                : TableColumn.property("column-" + (index + 1));
    }

    private static boolean isNameless(TableColumn column) {
        return column.kind() == TableColumn.Kind.PROPERTY && column.name().isEmpty();
    }

    /** Returns the texts of the column that is called the source or target in a row; empty when the columns name languages. */
    Optional<String> text(Table.Row row, TableColumn.Kind kind) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == kind) {
                return Optional.of(row.cell(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the language of the one column that names its own, where the other is called source or target. */
    Optional<Language> onlyLanguage() {
        return columns.stream().flatMap(column -> column.language().stream()).findFirst();
    }

    /**
     * A column of a table, by its name. Immutable.
     *
     * @param kind what
     * @param name type of the property, for a property
     * @param language of the texts, where the name says one
     */
    record TableColumn(Kind kind, String name, Optional<Language> language) {
        /** The kind of content of a column. */
        enum Kind {
            SOURCE,
            TARGET,
            /** Texts in a language that the name says. */
            TEXT,
            ID,
            CREATED,
            CHANGED,
            AUTHOR,
            NOTE,
            /** Properties as {@link PropertyJson}, among them {@code source} and {@code target} with those of the sides. */
            PROPERTIES,
            PROPERTY
        }

        /** Names of columns in lower case. */
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

        /** ISO 639-1, so that {@code tag} or {@code score} is not taken for a language. */
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
            // "no" is a language too, which tables call nb or nn.
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

        /** Returns a column without a name, or with one that says nothing else. */
        static TableColumn property(String type) {
            return new TableColumn(Kind.PROPERTY, type, Optional.empty());
        }

        static TableColumn of(Kind kind) {
            return new TableColumn(kind, "", Optional.empty());
        }

        /** Returns a column by its name. */
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

        /** Returns whether texts to pair stand in it. */
        boolean isText() {
            return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
        }
    }
}
