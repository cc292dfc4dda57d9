package duiqi.exchange.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.table.Sides;
import duiqi.exchange.table.TableFormat.PropertyJson;
import duiqi.exchange.tmx.TmxDate;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads JSON lines ({@link JsonlFormat}) and skips invalid lines. Not thread-safe. */
final class JsonlUnits implements Unit.Units {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    /** Properties of {@code duiqi align} output that have other names in {@link UnitProperties}. */
    private static final Map<String, String> ALIGN_PROPERTIES =
            Map.of("type", UnitProperties.BEAD, "probability", UnitProperties.PROBABILITY);

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final SourceFile.Lines lines;
    private final ReaderSettings settings;
    private boolean isKnown;

    JsonlUnits(Path file, ReaderSettings settings) throws IOException {
        this.lines = new SourceFile.Lines(file);
        this.settings = settings;
    }

    @Override
    public Optional<Unit> next() throws IOException {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<Unit> unit = line.get().isBlank() ? Optional.empty() : read(line.get());
            if (unit.isPresent()) {
                return unit;
            }
        }
        return Optional.empty();
    }

    private Optional<Unit> read(String line) throws IOException {
        if (!isKnown && !line.stripLeading().startsWith("{")) {
            throw new FormatException(
                    lines.location(1),
                    "is not JSON lines: expected an object",
                    "use a file with one object per line, {\"source\":\"…\",\"target\":\"…\"}");
        }
        isKnown = true;
        try {
            if (SourceFile.hasInvalidBytes(line)) {
                return lost(1, "", "line has bytes that are invalid in the encoding of the file");
            }
            return JSON.readTree(line) instanceof ObjectNode object
                    ? unit(line, object)
                    : lost(1, "", "line is not a JSON object");
        } catch (JsonProcessingException e) {
            // Jackson counts UTF-16 units.
            int end = e.getLocation() == null ? 0 : e.getLocation().getColumnNr() - 1;
            int column = line.codePointCount(0, Math.max(0, Math.min(end, line.length()))) + 1;
            String problem =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            return lost(column, "", "line is not valid JSON: " + problem);
        }
    }

    private Optional<Unit> lost(int column, String unit, String problem) throws FormatException {
        settings.lost(lines.location(column), unit, problem);
        return Optional.empty();
    }

    private Optional<Unit> unit(String line, ObjectNode json) throws FormatException {
        String id = json.path("id").asText("");
        boolean isAligned = false;
        for (String side : List.of(SOURCE, TARGET)) {
            JsonNode text = json.path(side);
            if (json.has(side + "Content")) {
                throw new FormatException(
                        lines.location(1),
                        "has inline tags in " + side + "Content, which JSON lines do not hold",
                        "remove the field, or use TMX for texts with inline tags");
            }
            isAligned |= PropertyJson.texts(text).isPresent();
            if (!text.isMissingNode()
                    && !text.isNull()
                    && !text.isTextual()
                    && PropertyJson.texts(text).isEmpty()) {
                return lost(1, id, side + " is neither a text nor a list of texts");
            }
        }
        Optional<Language> source = language(json, SOURCE);
        Optional<Language> target = language(json, TARGET);
        List<Tuv> sides = new ArrayList<>();
        side(json, SOURCE, source).ifPresent(sides::add);
        boolean isSourceMissing = sides.isEmpty();
        side(json, TARGET, target).ifPresent(sides::add);
        if (sides.isEmpty()) {
            return lost(1, id, "object has no text in source or target");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        take(json, "id").ifPresent(text -> attributes.put(Tu.ID, text));
        take(json, "created").ifPresent(date -> attributes.put(Tu.CREATED, TmxDate.UnitDates.tmx(date)));
        take(json, "changed").ifPresent(date -> attributes.put(Tu.CHANGED, TmxDate.UnitDates.tmx(date)));
        Map<String, String> more = attributes(json, "attributes");
        Optional<String> author = take(json, "author");
        if (!more.containsKey(Sides.UnitFacts.CREATOR) && !more.containsKey(Sides.UnitFacts.CHANGER)) {
            author.ifPresent(name -> attributes.put(JsonlFormat.author(attributes.containsKey(Tu.CHANGED)), name));
        }
        attributes.putAll(more);
        List<Annotation> annotations = annotations(json, isAligned);
        Location start = lines.location(1);
        List<String> fields = isSourceMissing ? List.of(TARGET) : List.of(SOURCE, TARGET);
        return Optional.of(new Unit(
                new Tu(attributes, annotations, sides),
                start,
                side -> offset -> side < fields.size() ? place(line, fields.get(side), offset, start) : start,
                source,
                target));
    }

    /** Returns the location of a character of a field; the start of the line for a list of texts and a missing field. */
    private static Location place(String line, String field, int offset, Location start) {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (isWanted && value == JsonToken.VALUE_STRING) {
                    int at = (int) parser.currentTokenLocation().getCharOffset() + 1;
                    for (int i = 0; i < offset; i++) {
                        at += line.charAt(at) != '\\' ? 1 : line.charAt(at + 1) == 'u' ? 6 : 2;
                    }
                    return start.after(line, 0, at);
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start;
    }

    private static Optional<Language> language(ObjectNode json, String side) {
        return LanguageName.ofCode(json.path(side + "Language").asText(""));
    }

    /** Removes and returns a text or number. Other values stay and become properties. */
    private static Optional<String> take(ObjectNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual() && !value.isNumber()) {
            return Optional.empty();
        }
        json.remove(field);
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    /** Removes and returns an object. Other values stay and become properties. */
    private static Map<String, String> attributes(ObjectNode json, String field) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (json.path(field) instanceof ObjectNode object) {
            json.remove(field);
            for (Map.Entry<String, JsonNode> one : object.properties()) {
                JsonNode value = one.getValue();
                attributes.put(one.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        }
        return attributes;
    }

    /** Returns properties and notes. Unknown fields are properties, between the two. */
    private static List<Annotation> annotations(ObjectNode json, boolean isAligned) {
        List<Annotation> own = takeAnnotations(json, "properties", "notes");
        List<Annotation> annotations =
                new ArrayList<>(own.stream().filter(Annotation::isProperty).toList());
        if (isAligned) {
            annotations.add(0, Sides.ALIGNED);
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().isNull()) {
                String name = ALIGN_PROPERTIES.getOrDefault(field.getKey(), field.getKey());
                PropertyJson.addTo(annotations, name, field.getValue());
            }
        }
        annotations.addAll(own.stream().filter(Annotation::isNote).toList());
        return annotations;
    }

    /** Removes and returns properties and notes. Values with another structure stay. */
    private static List<Annotation> takeAnnotations(ObjectNode json, String properties, String notes) {
        List<Annotation> taken = new ArrayList<>();
        if (json.path(properties) instanceof ObjectNode values) {
            taken.addAll(PropertyJson.read(values));
            json.remove(properties);
        }
        texts(json.path(notes)).ifPresent(list -> {
            list.forEach(text -> taken.add(Annotation.note(text)));
            json.remove(notes);
        });
        return taken;
    }

    private static Optional<List<String>> texts(JsonNode json) {
        return json.isTextual() ? Optional.of(List.of(json.textValue())) : PropertyJson.texts(json);
    }

    /** Removes and returns a text; empty if there is none. */
    private static Optional<Tuv> side(ObjectNode json, String name, Optional<Language> language) {
        String text = texts(json.path(name))
                .map(sentences -> sentences.size() == 1 ? sentences.get(0) : joined(sentences, language))
                .orElse("");
        String code = json.path(name + "Language").asText("");
        json.remove(List.of(name, name + "Language"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xml:lang", code.isEmpty() ? name.equals(SOURCE) ? Unit.SOURCE : Unit.TARGET : code);
        attributes(json, name + "Attributes").forEach(attributes::putIfAbsent);
        return Optional.of(
                new Tuv(attributes, takeAnnotations(json, name + "Properties", name + "Notes"), Content.of(text)));
    }

    /** Joins sentences as {@code duiqi align} does. */
    private static String joined(List<String> sentences, Optional<Language> declared) {
        Language language =
                declared.or(() -> Language.of(String.join(" ", sentences))).orElse(Language.ENGLISH);
        Location nowhere = new Location("", 1, 1);
        List<Segment> segments = sentences.stream()
                .map(sentence -> new Segment(sentence, nowhere, 0, Paragraph.Kind.TEXT))
                .toList();
        return new Text("", language, segments)
                .join(IntStream.range(0, segments.size()).boxed().toList());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
