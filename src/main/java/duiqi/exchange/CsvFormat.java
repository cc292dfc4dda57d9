package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Tables as spreadsheet programs exchange them. Read with commas, semicolons or tabs between the columns, whichever the first row
 * shows, and in UTF-8, UTF-16 or GB18030 ({@link TextEncoding}). Written as {@link CsvOutput} does.
 *
 * <p>Source: RFC 4180; {@link TableColumns} for what columns may be there.
 */
final class CsvFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> extensions() {
        return List.of(".csv");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new TableReader(file, CsvRows.open(file, options.listener()), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(new CsvOutput(outs.get(0), options.omissions()), options);
    }
}
