package duiqi.exchange.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.table.Sides;
import duiqi.exchange.table.TableFormat;
import duiqi.exchange.tmx.TmxDate;
import duiqi.io.FileStart;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and writes JSON lines: one object per line and unit, in UTF-8.
 *
 * <pre>{"id":"7","source":"水","target":"Water","sourceLanguage":"zh-CN","targetLanguage":"en-US",
 * "created":"2026-11-24T08:00:00Z","author":"li","notes":["…"],"properties":{"x-bead":"1-1"}}</pre>
 *
 * <table>
 * <caption>Fields; only the texts are required</caption>
 * <tr><td>{@code id}</td><td>text</td></tr>
 * <tr><td>{@code source}, {@code target}</td><td>plain text, or a list of sentences, which duiqi joins; {@code target}
 * is absent in untranslated units</td></tr>
 * <tr><td>{@code sourceLanguage}, {@code targetLanguage}</td><td>BCP 47 tag</td></tr>
 * <tr><td>{@code created}, {@code changed}</td><td>{@code 2026-11-24T08:00:00Z}</td></tr>
 * <tr><td>{@code author}</td><td>person who last changed the unit, else its creator</td></tr>
 * <tr><td>{@code notes}, {@code sourceNotes}, {@code targetNotes}</td><td>list of texts</td></tr>
 * <tr><td>{@code properties}, {@code sourceProperties}, {@code targetProperties}</td><td>{@link TableFormat.PropertyJson}</td></tr>
 * <tr><td>{@code attributes}, {@code sourceAttributes}, {@code targetAttributes}</td><td>object with the other TMX
 * attributes</td></tr>
 * </table>
 *
 * <p>Other fields become properties. The reader skips invalid lines.
 */
public final class JsonlFormat implements ExchangeFormat {
    /** A line with an object that has a source and a target, before a second object. */
    private static final Pattern UNITS = Pattern.compile(
            "\\s*+\\{(?=[^\\n]*\"source\"\\s*+:\\s*+[\"\\[])(?=[^\\n]*\"target\"\\s*+:)[^\\n]*\\}\\s*+\\{");

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> extensions() {
        return List.of(".jsonl", ".ndjson");
    }

    @Override
    public boolean recognises(FileStart start) {
        return UNITS.matcher(start.text()).lookingAt();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new UnitReader(new JsonlUnits(file, options), new Location(file.toString(), 1, 1), options::direction);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings options) {
        return new JsonlUnitWriter(outs.get(0), options);
    }

    /** Returns the name of the attribute that holds the author of a unit. */
    static String author(boolean isChanged) {
        return isChanged ? Sides.UnitFacts.CHANGER : Sides.UnitFacts.CREATOR;
    }

    /** Writes units as JSON lines ({@link JsonlFormat}). Not thread-safe. */
    private static final class JsonlUnitWriter implements UnitWriter {
        private final Writer out;
        private final UnitWriter.WriterSettings options;
        private int count;

        JsonlUnitWriter(OutputStream out, UnitWriter.WriterSettings options) {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            this.options = options;
        }

        @Override
        public void write(Tu unit) throws IOException {
            // A unit may have thousands of sides, so its author is read once.
            Optional<String> author = unit.author();
            for (Sides sides : Sides.of(unit, options, true)) {
                out.write(options.omissions()
                                .withoutLoneSurrogates(json(sides, author).toString()) + "\n");
                count++;
            }
        }

        private ObjectNode json(Sides sides, Optional<String> unitAuthor) {
            Tu unit = sides.unit();
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            Map<String, String> rest = new LinkedHashMap<>(unit.attributes());
            move(rest, Tu.ID, json, "id");
            json.put("source", sides.source().text());
            sides.target().ifPresent(target -> json.put("target", target.text()));
            json.put("sourceLanguage", language(sides.source(), options.source()));
            json.put(
                    "targetLanguage",
                    sides.target()
                            .map(target -> language(target, options.target()))
                            .orElse(options.target().tag()));
            moveDate(rest, Tu.CREATED, json, "created");
            boolean isChanged = moveDate(rest, Tu.CHANGED, json, "changed");
            // The author field holds one name. If the unit has a creator and a changer, both stay in the attributes.
            if (rest.containsKey(Sides.UnitFacts.CREATOR) && rest.containsKey(Sides.UnitFacts.CHANGER)) {
                json.put("author", rest.get(Sides.UnitFacts.CHANGER));
            } else if (!move(rest, author(isChanged), json, "author")) {
                unitAuthor.ifPresent(author -> json.put("author", author));
            }
            annotations(json, "notes", "properties", unit.annotations());
            side(json, "source", sides.source());
            sides.target().ifPresent(target -> side(json, "target", target));
            attributes(json, "attributes", rest);
            return json;
        }

        private static boolean move(Map<String, String> rest, String name, ObjectNode json, String field) {
            Optional<String> value = Optional.ofNullable(rest.remove(name));
            value.ifPresent(text -> json.put(field, text));
            return value.isPresent();
        }

        /** Moves a date to a field. An invalid date, or one that would not read back unchanged, stays an attribute. */
        private static boolean moveDate(Map<String, String> rest, String name, ObjectNode json, String field) {
            String date = rest.getOrDefault(name, "");
            Optional<String> iso = TmxDate.UnitDates.iso(date)
                    .filter(text -> TmxDate.UnitDates.tmx(text).equals(date));
            iso.ifPresent(text -> {
                json.put(field, text);
                rest.remove(name);
            });
            return iso.isPresent();
        }

        private static String language(Tuv side, Language column) {
            return side.language().or(() -> Pairs.language(side)).orElse(column).tag();
        }

        private void side(ObjectNode json, String name, Tuv side) {
            options.omissions().add("inline tags", side.content().codes());
            List<Annotation> annotations = side.annotations().stream()
                    .filter(annotation -> !annotation.type().equals(Tuv.LANGUAGE))
                    .toList();
            annotations(json, name + "Notes", name + "Properties", annotations);
            Map<String, String> rest = new LinkedHashMap<>(side.attributes());
            rest.remove("xml:lang");
            rest.remove("lang");
            attributes(json, name + "Attributes", rest);
        }

        private void annotations(ObjectNode json, String notes, String properties, List<Annotation> annotations) {
            Sides.UnitFacts.countAttributes(annotations, options.omissions());
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            annotations.stream().filter(Annotation::isNote).forEach(note -> texts.add(note.text()));
            if (!texts.isEmpty()) {
                json.set(notes, texts);
            }
            ObjectNode values = TableFormat.PropertyJson.of(annotations);
            if (!values.isEmpty()) {
                json.set(properties, values);
            }
        }

        private static void attributes(ObjectNode json, String name, Map<String, String> attributes) {
            if (!attributes.isEmpty()) {
                attributes.forEach(json.putObject(name)::put);
            }
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void finish() throws IOException {
            out.flush();
        }
    }
}
