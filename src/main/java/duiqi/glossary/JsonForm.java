package duiqi.glossary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import duiqi.exchange.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * JSON: an array of concepts, each with its renderings. Members have the names of the columns of a table and are texts, but for
 * the exceptions, an array of texts. What is not said is left out.
 *
 * <pre>
 * [{"concept": "basic-research", "terms": [
 *   {"zh": "基础研究", "en": "basic research", "status": "preferred", "exceptions": ["基础研究生"]},
 *   {"zh": "基础研究", "en": "foundation research", "status": "forbidden"}]}]
 * </pre>
 */
final class JsonForm implements GlossaryFormat {
    static final String TERMS = "terms";

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<String> extensions() {
        return List.of(".json");
    }

    @Override
    public List<TermEntry> read(Path file, FaultListener listener) throws IOException {
        return new JsonTerms(file, listener).read();
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withArrayIndenter(lines).withObjectIndenter(lines);
        JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(printer);
        json.writeStartArray();
        for (Concept concept : glossary.concepts()) {
            json.writeStartObject();
            json.writeStringField(TermColumn.CONCEPT.title(), concept.id());
            json.writeArrayFieldStart(TERMS);
            for (TermEntry entry : concept.entries()) {
                write(entry, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeRaw('\n');
        json.flush();
    }

    private static void write(TermEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (TermColumn column : TermColumn.values()) {
            String text = column.of(entry);
            if (text.isEmpty() || column == TermColumn.CONCEPT) {
                continue;
            }
            if (column == TermColumn.EXCEPTIONS) {
                json.writeFieldName(column.title());
                json.writeArray(
                        entry.exceptions().toArray(String[]::new),
                        0,
                        entry.exceptions().size());
            } else {
                json.writeStringField(column.title(), text);
            }
        }
        json.writeEndObject();
    }
}
