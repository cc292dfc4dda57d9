package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Tables with a row for each unit ({@link TableColumns} lists the columns), as spreadsheet programs, corpora and scripts exchange
 * them.
 *
 * <p>CSV is read with commas, semicolons or tabs between the columns, whichever the first row shows, and in UTF-8, UTF-16 or
 * GB18030. A table that a spreadsheet program saved with tabs and quotation marks is read right under the name {@code .csv}. TSV
 * has no quoting, so tabs and line breaks become a space when writing and are counted. Workbooks are written with one sheet, and
 * their cells as text and never as formulas, so that a text that begins with {@code =} stays one when somebody edits it.
 */
record TableFormat(Table.Form form) implements ExchangeFormat {
    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new TableReader(file, form.open(file, options.listener(), options.omissions()), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(form.begin(outs.get(0), options.now(), options.omissions()), options);
    }
}
