package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Workbooks of Excel, of which the first sheet is read; written with one sheet. Cells are written as text and never as formulas,
 * in the text format, so that a text that begins with {@code =} stays one when somebody edits it; nothing is put before it as in
 * CSV.
 *
 * <p>Source: ECMA-376, part 1 (SpreadsheetML); {@link TableColumns} for what columns may be there.
 */
final class XlsxFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".xlsx");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new TableReader(file, XlsxRows.open(file, options.omissions()), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(new XlsxOutput(outs.get(0), options.now(), options.omissions()), options);
    }
}
