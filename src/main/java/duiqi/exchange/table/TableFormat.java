package duiqi.exchange.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Table;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and writes tables with one row per unit, as spreadsheet programs, corpora and scripts exchange them.
 * {@link TableColumns} lists the columns.
 *
 * <p>The CSV reader accepts commas, semicolons and tabs as separators and detects them from the first row. It reads
 * UTF-8, UTF-16 and GB18030. Tables with tabs and quotation marks, as spreadsheet programs save them, must have the
 * extension {@code .csv}. TSV has no quoting, so the TSV writer replaces tabs and line breaks with a space and counts
 * them. The workbook writer creates one sheet. It writes cells as text, so that a text beginning with {@code =} does
 * not become a formula when a user edits it.
 */
public record TableFormat(Table.Form form) implements ExchangeFormat {
    /** Names of the columns after the texts in written tables. */
    static final List<String> FACTS = List.of("created", "changed", "author", "note", "properties");

    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    @Override
    public boolean isNameOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Stream.concat(extensions().stream(), form.refusedExtensions().stream())
                .anyMatch(name::endsWith);
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new UnitReader(
                new TableUnits(file, form.open(file, options.listener(), options.omissions()), options),
                new Location(file.toString(), 1, 1));
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings options)
            throws IOException {
        return new TableWriter(form.begin(outs.get(0), options.now(), options.omissions()), options);
    }

    /**
     * Writes units as rows of a table, with column names that {@link TableUnits} recognises:
     *
     * <pre>id  zh-CN  en-US  created  changed  author  note  properties</pre>
     *
     * <p>Dates have the format {@code 2026-11-24T08:00:00Z}. One column holds all properties as a JSON object, because
     * units may have different properties and rows are written as they arrive. Its fields {@code source} and
     * {@code target} hold the properties of the texts. Several notes become one note with several lines. Not
     * thread-safe.
     */
    private static final class TableWriter implements UnitWriter {
        private final Table.Output out;
        private final UnitWriter.WriterSettings options;
        private int count;

        TableWriter(Table.Output out, UnitWriter.WriterSettings options) throws IOException {
            this.out = out;
            this.options = options;
            List<String> names = new ArrayList<>(
                    List.of("id", options.source().tag(), options.target().tag()));
            names.addAll(FACTS);
            out.write(names);
        }

        @Override
        public void write(Tu unit) throws IOException {
            for (Sides sides : Sides.of(unit, options, true)) {
                Sides.UnitFacts facts = Sides.UnitFacts.of(sides, options.omissions());
                out.write(List.of(
                        facts.id(),
                        sides.source().text(),
                        sides.targetText(),
                        facts.created(),
                        facts.changed(),
                        facts.author(),
                        facts.note(),
                        properties(sides)));
                count++;
            }
        }

        private String properties(Sides sides) {
            ObjectNode json = PropertyJson.of(sides.unit().annotations());
            add(json, TableUnits.SOURCE, PropertyJson.of(Sides.properties(sides.source(), options.source())));
            sides.target()
                    .ifPresent(target ->
                            add(json, TableUnits.TARGET, PropertyJson.of(Sides.properties(target, options.target()))));
            return json.isEmpty() ? "" : json.toString();
        }

        private void add(ObjectNode json, String name, ObjectNode ofSide) {
            if (ofSide.isEmpty()) {
                return;
            }
            if (json.has(name)) {
                options.omissions().add("properties named source or target");
            }
            json.set(name, ofSide);
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void finish() throws IOException {
            out.finish();
        }
    }

    /**
     * Converts properties to a JSON object from type to value. A repeated type has a list of values. Stateless.
     *
     * <pre>{"aligned":"yes","x-bead":"1-2","x-client":["A","B"]}</pre>
     */
    public static final class PropertyJson {
        private PropertyJson() {}

        /** Returns the properties as an object and ignores notes. */
        public static ObjectNode of(List<Annotation> annotations) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            for (Annotation annotation : annotations) {
                if (!annotation.isProperty()) {
                    continue;
                }
                String type = annotation.type();
                if (!json.has(type)) {
                    json.put(type, annotation.text());
                } else if (json.get(type) instanceof ArrayNode values) {
                    values.add(annotation.text());
                } else {
                    String first = json.get(type).textValue();
                    json.putArray(type).add(first).add(annotation.text());
                }
            }
            return json;
        }

        /** Returns the properties in an object. */
        public static List<Annotation> read(ObjectNode json) {
            List<Annotation> properties = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                addTo(properties, field.getKey(), field.getValue());
            }
            return properties;
        }

        /** Adds the value of a field: a text or a list of texts unchanged, any other value as JSON. */
        public static void addTo(List<Annotation> properties, String type, JsonNode value) {
            texts(value)
                    .filter(texts -> texts.size() > 1)
                    .orElse(List.of(value.isTextual() ? value.textValue() : value.toString()))
                    .forEach(text -> properties.add(Annotation.property(type, text)));
        }

        /** Returns the texts of a list; empty if the JSON is not a list of texts only. */
        public static Optional<List<String>> texts(JsonNode json) {
            List<String> texts = new ArrayList<>();
            for (JsonNode text : json) {
                if (text.isTextual()) {
                    texts.add(text.textValue());
                }
            }
            return Optional.of(texts).filter(all -> json.isArray() && all.size() == json.size());
        }
    }
}
