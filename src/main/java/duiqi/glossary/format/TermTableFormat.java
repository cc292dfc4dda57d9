package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and writes tables with one row for each translation. The first row contains the column names, for example
 * {@code zh,en,status}. Missing columns are empty, except that the concept is then the Chinese term and the status is
 * {@code preferred}. Rare columns are written only if an entry has a value there. Several values share one cell, separated by
 * {@code |}. A table without column names is read as an
 * OmegaT glossary.
 */
public record TermTableFormat(Table.Form form, Table.Choice choice) implements GlossaryFormats.Format {
    /** Comma-separated; also reads semicolons and tabs. */
    public static final TermTableFormat CSV = new TermTableFormat(Table.Form.CSV, Table.Choice.NONE);

    /** Tab-separated; a quotation mark is part of the text. */
    public static final TermTableFormat TSV = new TermTableFormat(Table.Form.TSV, Table.Choice.NONE);

    /** All visible sheets of a workbook; writes one sheet. */
    public static final TermTableFormat XLSX = new TermTableFormat(Table.Form.XLSX, Table.Choice.NONE);

    @Override
    public TermTableFormat with(Table.Choice given) {
        return new TermTableFormat(form, given);
    }

    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    @Override
    public List<String> refusedExtensions() {
        return form.refusedExtensions();
    }

    /** Returns a listener that reports damage in the file as errors of the glossary. */
    static ReadProblem.Listener damage(Glossary.FaultListener listener) {
        return damage -> listener.found(new FormatException(
                damage.location(),
                damage.problem(),
                damage.isLost() ? "correct it, since duiqi skipped it" : "check it, since duiqi repaired it"));
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        Omissions omissions = new Omissions();
        try (Table.Rows rows = form.open(file, damage(listener), omissions)) {
            List<TermEntry> entries = TermRows.read(file, rows, choice, listener);
            listener.omitted(file, omissions);
            return entries;
        }
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        Table.Output table = form.begin(out, now, omissions);
        List<TermColumn> columns = Stream.of(TermColumn.values())
                .filter(column -> !TermColumn.RARE.contains(column)
                        || glossary.entries().stream()
                                .anyMatch(entry -> !column.of(entry).isEmpty()))
                .toList();
        table.write(columns.stream().map(TermColumn::title).toList());
        for (TermEntry entry : glossary.entries()) {
            table.write(columns.stream().map(column -> column.of(entry)).toList());
        }
        table.finish();
    }
}
