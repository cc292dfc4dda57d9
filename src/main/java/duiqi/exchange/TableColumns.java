package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    static TableColumns of(TableRow first) throws FormatException {
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
    Optional<String> text(TableRow row, TableColumn.Kind kind) {
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
}
