package duiqi.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.io.FormulaGuard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a table with commas (RFC 4180), in UTF-8 with a byte order mark, without which Excel would show Chinese as another
 * encoding, and safe from being taken for formulas ({@link FormulaGuard}). Not thread-safe.
 */
public final class CsvOutput implements TableOutput {
    private final Writer writer;
    private final SequenceWriter rows;
    private final Omissions omissions;

    /**
     * Begins a table.
     *
     * @param omissions counts what text files cannot hold
     */
    public CsvOutput(OutputStream out, Omissions omissions) throws IOException {
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
            safe.add(FormulaGuard.guard(LoneSurrogates.without(cell, omissions)));
        }
        rows.write(safe);
    }

    @Override
    public void finish() throws IOException {
        rows.flush();
        writer.flush();
    }
}
