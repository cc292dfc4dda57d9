package duiqi.glossary;

import duiqi.exchange.CsvRows;
import duiqi.exchange.ReadProblemListener;
import duiqi.exchange.TableRow;
import duiqi.exchange.TableRows;
import duiqi.exchange.TsvRows;
import duiqi.lexicon.Han;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which columns a glossary that is a table of text has. */
final class TermColumns {
    private final Path file;

    TermColumns(Path file) {
        this.file = file;
    }

    /** The columns in the order of the file, empty for one that is none of a glossary; of OmegaT's tables three. */
    List<Optional<TermColumn>> read() throws IOException {
        boolean isTabbed =
                GlossaryFormats.of(file).filter(TableForm.TSV::equals).isPresent();
        try (TableRows rows = isTabbed ? TsvRows.open(file) : CsvRows.open(file, ReadProblemListener.STRICT)) {
            Optional<TableRow> row = rows.next();
            while (row.isPresent() && (row.get().isBlank() || TermRows.isComment(row.get()))) {
                row = rows.next();
            }
            if (row.isPresent() && TermRows.isHeader(row.get())) {
                List<Optional<TermColumn>> columns = new ArrayList<>();
                row.get()
                        .cells()
                        .forEach(title -> columns.add(
                                TermColumn.named(title).filter(one -> !columns.contains(Optional.of(one)))));
                return columns;
            }
            return ofOmegat(row, rows);
        }
    }

    private static List<Optional<TermColumn>> ofOmegat(Optional<TableRow> first, TableRows rows) throws IOException {
        int chineseFirst = 0;
        for (Optional<TableRow> row = first; row.isPresent(); row = rows.next()) {
            chineseFirst += hasHan(row.get().cell(0)) ? 1 : 0;
            chineseFirst -= hasHan(row.get().cell(1)) ? 1 : 0;
        }
        Optional<TermColumn> chinese = Optional.of(TermColumn.CHINESE);
        Optional<TermColumn> english = Optional.of(TermColumn.ENGLISH);
        Optional<TermColumn> note = Optional.of(TermColumn.NOTE);
        return chineseFirst >= 0 ? List.of(chinese, english, note) : List.of(english, chinese, note);
    }

    private static boolean hasHan(String text) {
        return text.chars().anyMatch(c -> Han.is((char) c));
    }
}
