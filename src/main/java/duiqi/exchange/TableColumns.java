package duiqi.exchange;

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
import java.util.regex.Pattern;

/**
 * What the columns of a table hold. Immutable.
 *
 * @param columns from left to right
 * @param isNamed whether the first row of the table says so, and is no row of texts
 */
record TableColumns(List<TableColumn> columns, boolean isNamed) {
    /** How probabilities are written by align: between 0 and 1, with up to four decimals. */
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

    TableColumns {
        columns = List.copyOf(columns);
    }

    /**
     * Of a table by its first row. That names columns if it names two sides of different languages; otherwise the first column
     * is taken for the source, the second for the target, and further ones for properties {@code column-3}, {@code column-4},
     * ...; of three columns, a third that is a probability, as align writes it, for just that.
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
        boolean isAligned = first.cells().size() == 3
                && PROBABILITY.matcher(first.cells().get(2).strip()).matches();
        for (int i = 3; i <= first.cells().size(); i++) {
            bare.add(TableColumn.property(isAligned ? UnitProperties.PROBABILITY : "column-" + i));
        }
        return new TableColumns(bare, false);
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

    /** The texts of the column that is called the source or target in a row; empty when the columns name languages. */
    Optional<String> text(Table.Row row, TableColumn.Kind kind) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == kind) {
                return Optional.of(row.cell(i));
            }
        }
        return Optional.empty();
    }

    /** The language of the one column that names its own, where the other is called source or target. */
    Optional<Language> onlyLanguage() {
        return columns.stream().flatMap(column -> column.language().stream()).findFirst();
    }

    /**
     * What a column of a table holds, as its name says. Immutable.
     *
     * @param kind what
     * @param name type of the property, for a property
     * @param language of the texts, where the name says one
     */
    record TableColumn(Kind kind, String name, Optional<Language> language) {
        /** What a column can hold. */
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
            /** Properties as {@link JsonlFormat.PropertyJson}, among them {@code source} and {@code target} with those of the sides. */
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

        /** A column without a name, or with one that says nothing else. */
        static TableColumn property(String type) {
            return new TableColumn(Kind.PROPERTY, type, Optional.empty());
        }

        static TableColumn of(Kind kind) {
            return new TableColumn(kind, "", Optional.empty());
        }

        /** A column by its name. */
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

        /** Whether texts to pair stand in it. */
        boolean isText() {
            return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
        }
    }
}
