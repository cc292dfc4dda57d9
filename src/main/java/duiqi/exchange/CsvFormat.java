package duiqi.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.bitext.FormulaGuard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as spreadsheet programs exchange them. Read with commas, semicolons or tabs between the columns, whichever the first row
 * shows, and in UTF-8, UTF-16 or GB18030 ({@link TextEncoding}). Written with commas, in UTF-8 with a byte order mark, without
 * which Excel would show Chinese as another encoding, and safe from being taken for formulas ({@link FormulaGuard}).
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
        return new TableWriter(new Output(outs.get(0), options.omissions()), options);
    }

    private static final class Output implements TableOutput {
        private final Writer writer;
        private final SequenceWriter rows;
        private final Omissions omissions;

        Output(OutputStream out, Omissions omissions) throws IOException {
            this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            this.omissions = omissions;
            writer.write(XmlEncoding.MARK);
            CsvMapper mapper = CsvMapper.csvBuilder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .build();
            CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
            this.rows = mapper.writerFor(List.class).with(schema).writeValues(writer);
        }

        @Override
        public void write(List<String> cells) throws IOException {
            List<String> safe = new ArrayList<>(cells.size());
            for (String cell : cells) {
                safe.add(FormulaGuard.guard(Halves.without(cell, omissions)));
            }
            rows.write(safe);
        }

        @Override
        public void finish() throws IOException {
            rows.flush();
            writer.flush();
        }
    }
}
