package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.UnitProperties;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Describes the columns of a table by its first rows. Immutable.
 *
 * @param rows first rows that are not blank, at least one
 * @param heading index of the row with the column names; -1 for none
 * @param names names of the columns
 * @param contents contents of the columns below the names
 */
record ColumnSample(List<Table.Row> rows, int heading, List<ColumnHeading> names, List<ColumnContent> contents) {
    private static final int MAX_LISTED = 10;
    private static final int MAX_LISTED_LENGTH = 20;

    /** Probabilities as {@code duiqi align} writes them: between 0 and 1, with up to six decimals. */
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

    ColumnSample {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
        contents = List.copyOf(contents);
    }

    /**
     * Describes the columns of some rows.
     *
     * @param heading index of the row with the column names; -1 for none
     */
    static ColumnSample of(List<Table.Row> rows, int heading) {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<Table.Row> texts = rows.subList(heading + 1, rows.size());
        return new ColumnSample(
                rows,
                heading,
                IntStream.range(0, width).mapToObj(i -> name(rows, heading, i)).toList(),
                IntStream.range(0, width)
                        .mapToObj(i -> ColumnContent.of(texts, i))
                        .toList());
    }

    /** Returns the name of a column. A blank or unknown name has that of the merged row above. */
    private static ColumnHeading name(List<Table.Row> rows, int heading, int index) {
        if (heading < 0) {
            return ColumnHeading.of("");
        }
        ColumnHeading own = ColumnHeading.of(rows.get(heading).cell(index));
        boolean isMerged = !own.isKnown()
                && own.column().name().isEmpty()
                && heading > 0
                && ColumnHeading.isHeading(rows.get(heading - 1));
        return isMerged ? ColumnHeading.of(rows.get(heading - 1).cell(index)) : own;
    }

    int width() {
        return names.size();
    }

    boolean hasNames() {
        return heading >= 0;
    }

    /** Returns the rows below the column names. */
    Stream<Table.Row> texts() {
        return rows.stream().skip(heading + 1L);
    }

    /** Returns the column that a name denotes. */
    TableColumns.TableColumn named(int index) {
        return names.get(index).column();
    }

    /** Returns a column that is not a text. A column without a name that counts up has the ids. */
    TableColumns.TableColumn other(int index) {
        TableColumns.TableColumn named = named(index);
        if (hasNames()) {
            return named.isText() ? TableColumns.TableColumn.property(heading(index)) : named;
        }
        if (countsUp(index)) {
            return TableColumns.TableColumn.of(TableColumns.TableColumn.Kind.ID);
        }
        boolean isProbability = index == 2
                && width() == 3
                && rows.stream()
                        .map(row -> row.cell(2).strip())
                        .allMatch(cell ->
                                cell.isEmpty() || PROBABILITY.matcher(cell).matches());
        return TableColumns.TableColumn.property(isProbability ? UnitProperties.PROBABILITY : "column-" + (index + 1));
    }

    private boolean countsUp(int column) {
        long last = Long.MIN_VALUE;
        for (Table.Row row : rows) {
            String cell = row.cell(column).strip();
            if (!cell.matches("\\d{1,9}") || Long.parseLong(cell) <= last) {
                return false;
            }
            last = Long.parseLong(cell);
        }
        return rows.size() >= 2;
    }

    private String heading(int column) {
        return hasNames() ? rows.get(heading).cell(column).strip() : "";
    }

    /** Returns the columns of the table. */
    TableColumns columns(List<TableColumns.TableColumn> columns) {
        return new TableColumns(columns, heading + 1, headings());
    }

    /** Returns the column names as the table contains them. */
    List<String> headings() {
        return hasNames() ? rows.get(heading).cells() : List.of();
    }

    /** Returns the columns with their names and first texts, for messages. */
    String list() {
        return IntStream.range(0, Math.min(MAX_LISTED, width()))
                        .mapToObj(i -> label(i) + sample(i))
                        .collect(Collectors.joining(", "))
                + (width() > MAX_LISTED ? ", ..." : "");
    }

    /** Returns the letter of a column with its name, for messages. */
    String label(int column) {
        String name = shown(heading(column));
        return Table.Choice.letters(column) + (name.isEmpty() ? "" : " \"" + name + "\"");
    }

    private String sample(int column) {
        return texts().map(row -> row.cell(column))
                .filter(cell -> !cell.isBlank())
                .findFirst()
                .map(cell -> " (" + shown(cell) + ")")
                .orElse(" (empty)");
    }

    private static String shown(String cell) {
        String plain = cell.strip().replaceAll("\\s+", " ");
        int length = plain.codePointCount(0, plain.length());
        return length > MAX_LISTED_LENGTH
                ? plain.substring(0, plain.offsetByCodePoints(0, MAX_LISTED_LENGTH)) + "..."
                : plain;
    }
}
