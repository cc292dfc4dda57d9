package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Language;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds the columns of a table. Immutable.
 *
 * @param columns columns from left to right
 * @param skipped number of rows above the texts: titles and headings
 * @param headings cells of the row with the column names; none if there is no such row
 */
record TableColumns(List<TableColumn> columns, int skipped, List<String> headings) {
    TableColumns {
        columns = List.copyOf(columns);
        headings = List.copyOf(headings);
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

    /** Returns whether a row repeats the column names, as at the top of each printed page. */
    boolean isHeading(Table.Row row) {
        return !headings.isEmpty() && row.cells().equals(headings);
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
     * Returns the columns of a table with Chinese and English texts.
     *
     * @param rows rows that show which of the columns source and target is Chinese
     */
    Table.TextColumns texts(List<Table.Row> rows) {
        int chinese = textIn(true, rows);
        int english = textIn(false, rows);
        Map<Integer, String> others = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            String name = switch (column.kind()) {
                case ID -> "id";
                case NOTE -> "note";
                case PROPERTY -> column.name();
                default -> i < headings.size() ? headings.get(i).strip() : "";
            };
            if (i != chinese && i != english && !name.isEmpty()) {
                others.put(i, name);
            }
        }
        return new Table.TextColumns(chinese, english, others);
    }

    private int textIn(boolean isChinese, List<Table.Row> rows) {
        List<Integer> texts = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isText())
                .boxed()
                .toList();
        Optional<Integer> named = texts.stream()
                .filter(i -> columns.get(i)
                        .language()
                        .filter(language -> isChinese ? language.isChinese() : language.isEnglish())
                        .isPresent())
                .findFirst();
        Comparator<Integer> byHan = Comparator.comparing(i -> rows.stream()
                .filter(row -> ColumnContent.isChinese(row.cell(i)))
                .count());
        return named.or(() -> texts.stream()
                        .filter(i -> columns.get(i).language().isEmpty())
                        .max(isChinese ? byHan : byHan.reversed()))
                .orElse(0);
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

        /** Returns a property column with a type; an empty type denotes a column without a name. */
        static TableColumn property(String type) {
            return new TableColumn(Kind.PROPERTY, type, Optional.empty());
        }

        static TableColumn of(Kind kind) {
            return new TableColumn(kind, "", Optional.empty());
        }

        /** Returns a column with texts in a language. */
        static TableColumn in(Language language) {
            return new TableColumn(Kind.TEXT, "", Optional.of(language));
        }

        /** Returns whether the column contains source or target texts. */
        boolean isText() {
            return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
        }
    }
}
