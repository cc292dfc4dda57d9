package duiqi.glossary.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes glossaries in JSON: an array of concepts, each with its translations. Members have the names of the
 * table columns and are strings, except {@code exceptions}, an array of strings. Empty members are omitted.
 *
 * <pre>
 * [{"concept": "basic-research", "terms": [
 *   {"zh": "基础研究", "en": "basic research", "status": "preferred", "exceptions": ["基础研究生"]},
 *   {"zh": "基础研究", "en": "foundation research", "status": "forbidden"}]}]
 * </pre>
 */
public final class TermJsonFormat implements GlossaryFormats.Format {
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
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        return new Reader(file, listener).read();
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
        for (Glossary.Concept concept : glossary.concepts()) {
            write(concept.id(), concept.entries(), json);
        }
        for (TermEntry ban : glossary.bans()) {
            write(ban.concept(), List.of(ban), json);
        }
        json.writeEndArray();
        json.writeRaw('\n');
        json.flush();
    }

    private static void write(String concept, List<TermEntry> entries, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(TermColumn.CONCEPT.title(), concept);
        json.writeArrayFieldStart(TERMS);
        for (TermEntry entry : entries) {
            write(entry, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(TermEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (TermColumn column : TermColumn.values()) {
            String text = column.of(entry);
            if (text.isEmpty() || column == TermColumn.CONCEPT) {
                continue;
            }
            if (TermColumn.LISTS.contains(column)) {
                String[] items = text.split("\\" + TermColumn.BETWEEN_ITEMS, -1);
                json.writeFieldName(column.title());
                json.writeArray(items, 0, items.length);
            } else {
                json.writeStringField(column.title(), text);
            }
        }
        json.writeEndObject();
    }

    /** Reads glossaries in JSON ({@link TermJsonFormat}) and skips invalid terms. Not thread-safe. */
    private static final class Reader {
        private static final JsonFactory JSON = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        private static final String FORM =
                "write [{\"concept\": \"...\", \"terms\": [{\"zh\": \"...\", \"en\": \"...\", \"status\": \"preferred\"}]}]";

        private static final List<String> OF_CONCEPT = List.of(TermColumn.CONCEPT.title(), TermJsonFormat.TERMS);

        private final Path file;
        private final Glossary.FaultListener listener;
        private final List<TermEntry> entries = new ArrayList<>();

        Reader(Path file, Glossary.FaultListener listener) {
            this.file = file;
            this.listener = listener;
        }

        List<TermEntry> read() throws IOException {
            try (JsonParser json = JSON.createParser(SourceFile.of(file).open())) {
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    throw new FormatException(place(json.currentTokenLocation()), "is not an array of concepts", FORM);
                }
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (isObject(json, "a concept")) {
                        readConcept(json);
                    }
                }
            } catch (JsonProcessingException e) {
                Location place = place(e.getLocation() == null ? JsonLocation.NA : e.getLocation());
                listener.found(new FormatException(
                        place.toString(),
                        "is not valid JSON: "
                                + String.valueOf(e.getOriginalMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        "correct it, since duiqi does not read further",
                        e));
            }
            return entries;
        }

        private void readConcept(JsonParser json) throws IOException {
            List<TermDraft> drafts = new ArrayList<>();
            String concept = "";
            Location place = place(json.currentTokenLocation());
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                Location placeOfName = place(json.currentTokenLocation());
                json.nextToken();
                if (name.equals(TermJsonFormat.TERMS) && json.currentToken() == JsonToken.START_ARRAY) {
                    readTerms(json, drafts);
                } else if (name.equals(TermColumn.CONCEPT.title())
                        && json.currentToken().isScalarValue()) {
                    concept = json.getText();
                    place = place(json.currentTokenLocation());
                } else {
                    unknown(json, placeOfName, name, "concept", OF_CONCEPT);
                }
            }
            for (TermDraft draft : drafts) {
                try {
                    entries.add(draft.put(TermColumn.CONCEPT, concept, place).entry());
                } catch (FormatException fault) {
                    listener.found(fault);
                }
            }
        }

        private void readTerms(JsonParser json, List<TermDraft> drafts) throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (isObject(json, "a term")) {
                    drafts.add(draft(json));
                }
            }
        }

        private TermDraft draft(JsonParser json) throws IOException {
            TermDraft draft = new TermDraft(place(json.currentTokenLocation()));
            List<String> known = TermColumn.titles().stream()
                    .filter(title -> !title.equals(TermColumn.CONCEPT.title()))
                    .toList();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                Location placeOfName = place(json.currentTokenLocation());
                json.nextToken();
                Location place = place(json.currentTokenLocation());
                Optional<TermColumn> column = TermColumn.named(name).filter(one -> one != TermColumn.CONCEPT);
                if (column.isPresent() && json.currentToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                if (column.isPresent() && json.currentToken().isScalarValue()) {
                    draft.put(column.get(), json.getText(), place);
                } else if (column.filter(TermColumn.LISTS::contains).isPresent()
                        && json.currentToken() == JsonToken.START_ARRAY) {
                    draft.put(column.get(), items(json, column.get()), place);
                } else {
                    unknown(json, placeOfName, name, "term", known);
                }
            }
            return draft;
        }

        private String items(JsonParser json, TermColumn column) throws IOException {
            List<String> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken().isScalarValue()) {
                    items.add(json.getText());
                } else {
                    unknown(json, place(json.currentTokenLocation()), column.title(), "term", List.of());
                }
            }
            return String.join(TermColumn.BETWEEN_ITEMS, items);
        }

        private boolean isObject(JsonParser json, String what) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                return true;
            }
            listener.found(new FormatException(
                    place(json.currentTokenLocation()), "is not an object, but " + what + " is expected", FORM));
            json.skipChildren();
            return false;
        }

        private void unknown(JsonParser json, Location place, String name, String owner, List<String> known)
                throws IOException {
            boolean isKnown = known.isEmpty() || known.contains(name);
            listener.found(new FormatException(
                    place,
                    "\"" + TermDraft.shown(name) + "\" "
                            + (isKnown ? "has a value of the wrong type" : "is not a member of a " + owner),
                    isKnown ? FORM : NearestName.remedy(name, known)));
            json.skipChildren();
        }

        private Location place(JsonLocation location) {
            return new Location(
                    file.toString(), Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        }
    }
}
