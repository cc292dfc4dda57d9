package duiqi.exchange.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.table.Sides;
import duiqi.exchange.table.TableFormat;
import duiqi.exchange.tmx.TmxDate;
import duiqi.io.TextEncoding;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads JSON lines ({@link JsonlFormat}) and skips invalid lines. Not thread-safe. */
final class JsonlReader implements UnitReader {
    /** Number of lines read to detect the languages of source and target. */
    private static final int SAMPLE = 200;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final TextEncoding.Lines lines;
    private final ReaderSettings options;
    private final Direction direction;
    private Location location;
    private boolean isKnown;
    private Optional<Language> source = Optional.empty();
    private Optional<Language> target = Optional.empty();

    JsonlReader(Path file, ReaderSettings options) throws IOException {
        this.options = options;
        this.direction = direction(file, options);
        this.lines = new TextEncoding.Lines(file);
        this.location = lines.location(1);
    }

    private static Direction direction(Path file, ReaderSettings options) throws IOException {
        Optional<Language> source = Optional.empty();
        Optional<Language> target = Optional.empty();
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        try (TextEncoding.Lines lines = new TextEncoding.Lines(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (lines.number() > SAMPLE) {
                    break;
                }
                try {
                    JsonNode json = JSON.readTree(line.get());
                    source = source.or(() -> JsonUnit.language(json, JsonUnit.SOURCE));
                    target = target.or(() -> JsonUnit.language(json, JsonUnit.TARGET));
                    sources.add(json.path("source").toString());
                    targets.add(json.path("target").toString());
                } catch (JsonProcessingException reportedByNext) {
                    // next() reports the problem of this line.
                }
            }
        }
        Direction found = options.direction(source, target, sources, targets);
        // Objects without languages do not get the region that other objects declare.
        return Stream.of(options.direction(), options.direction().reversed())
                .filter(usual -> usual.source().isSameAs(found.source())
                        && usual.target().isSameAs(found.target()))
                .findFirst()
                .orElse(found);
    }

    /** Returns the name of the attribute that holds the author of a unit. */
    static String author(boolean isChanged) {
        return isChanged ? Sides.UnitFacts.CHANGER : Sides.UnitFacts.CREATOR;
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isBlank()) {
                continue;
            }
            requireObject(line.get());
            if (TextEncoding.hasInvalidBytes(line.get())) {
                lost(1, "", "line has bytes that are invalid in the encoding of the file");
                continue;
            }
            Optional<Tu> unit = read(line.get());
            if (unit.isPresent()) {
                location = lines.location(1);
                return unit;
            }
        }
        return Optional.empty();
    }

    /** Rejects a file whose first line is not an object, because it has another format. */
    private void requireObject(String line) throws FormatException {
        if (!isKnown && !line.stripLeading().startsWith("{")) {
            throw new FormatException(
                    lines.location(1),
                    "is not JSON lines: expected an object",
                    "use a file with one object per line, {\"source\":\"…\",\"target\":\"…\"}");
        }
        isKnown = true;
    }

    private Optional<Tu> read(String line) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            int column =
                    e.getLocation() == null ? 1 : column(line, e.getLocation().getColumnNr());
            String problem =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            lost(column, "", "line is not valid JSON: " + problem);
            return Optional.empty();
        }
        if (!(json instanceof ObjectNode object)) {
            lost(1, "", "line is not a JSON object");
            return Optional.empty();
        }
        source = JsonUnit.language(object, JsonUnit.SOURCE).or(() -> Optional.of(direction.source()));
        target = JsonUnit.language(object, JsonUnit.TARGET).or(() -> Optional.of(direction.target()));
        JsonUnit unit = new JsonUnit(object, direction);
        Optional<Tu> read = unit.read();
        if (read.isEmpty()) {
            lost(1, object.path("id").asText(""), unit.problem());
        }
        return read;
    }

    /** Converts the column of Jackson, which counts UTF-16 units, to a column that counts characters. */
    private static int column(String line, int unit) {
        return line.codePointCount(0, Math.max(0, Math.min(unit - 1, line.length()))) + 1;
    }

    private void lost(int column, String unit, String problem) throws FormatException {
        options.listener().found(new ReadProblem(lines.location(column), unit, problem, ReadProblem.Kind.LOST));
    }

    @Override
    public Optional<Language> sourceLanguage(Tu unit) {
        return source;
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        return target;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Converts an object of JSON lines ({@link JsonlFormat}) to a unit. Handles one object. */
    private static final class JsonUnit {
        private static final String SOURCE = "source";
        private static final String TARGET = "target";

        /** Properties of {@code duiqi align} output that have other names in {@link UnitProperties}. */
        private static final Map<String, String> ALIGN_PROPERTIES =
                Map.of("type", UnitProperties.BEAD, "probability", UnitProperties.PROBABILITY);

        private final ObjectNode json;
        private final Direction direction;
        private final List<Annotation> annotations = new ArrayList<>();
        private String problem = "";

        /** True if source or target is a list of sentences, which only an aligner writes. */
        private boolean isAligned;

        /**
         * Creates a converter for one object.
         *
         * @param direction languages to use if the object declares none
         */
        JsonUnit(ObjectNode json, Direction direction) {
            this.json = json;
            this.direction = direction;
        }

        /** Returns the language that an object declares for a side; empty if it declares none. */
        static Optional<Language> language(JsonNode json, String side) {
            return new LanguageCode(json.path(side + "Language").asText("")).language();
        }

        /** Returns the problem if there is no unit; empty otherwise. */
        String problem() {
            return problem;
        }

        /** Returns the unit; empty if the object has no texts or invalid ones. */
        Optional<Tu> read() {
            List<Tuv> sides = new ArrayList<>();
            side(SOURCE, direction.source()).ifPresent(sides::add);
            side(TARGET, direction.target()).ifPresent(sides::add);
            if (sides.isEmpty() && problem.isEmpty()) {
                problem = "object has no text in source or target";
            }
            Optional<Map<String, String>> more = JsonlFormat.ContentJson.attributes(json.path("attributes"));
            if (more.isEmpty()) {
                problem = "attributes is not an object of texts";
            }
            if (!problem.isEmpty()) {
                return Optional.empty();
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            take("id").ifPresent(id -> attributes.put(Tu.ID, id));
            take("created").ifPresent(date -> attributes.put(Tu.CREATED, TmxDate.UnitDates.tmx(date)));
            take("changed").ifPresent(date -> attributes.put(Tu.CHANGED, TmxDate.UnitDates.tmx(date)));
            Optional<String> author = take("author");
            boolean isNamed = more.get().containsKey(Sides.UnitFacts.CREATOR)
                    || more.get().containsKey(Sides.UnitFacts.CHANGER);
            author.filter(name -> !isNamed)
                    .ifPresent(name -> attributes.put(JsonlReader.author(attributes.containsKey(Tu.CHANGED)), name));
            attributes.putAll(more.get());
            json.remove("attributes");
            annotate();
            return Optional.of(new Tu(attributes, annotations, sides));
        }

        /** Removes and returns a text or number. Other values stay and become properties. */
        private Optional<String> take(String field) {
            JsonNode value = json.path(field);
            if (!value.isTextual() && !value.isNumber()) {
                return Optional.empty();
            }
            json.remove(field);
            return Optional.of(value.asText()).filter(text -> !text.isEmpty());
        }

        private void annotate() {
            List<Annotation> own = takeAnnotations("properties", "notes");
            if (isAligned) {
                annotations.add(Sides.ALIGNED);
            }
            List<Annotation> others = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (!field.getValue().isNull()) {
                    String name = ALIGN_PROPERTIES.getOrDefault(field.getKey(), field.getKey());
                    TableFormat.PropertyJson.addTo(others, name, field.getValue());
                }
            }
            annotations.addAll(own.stream().filter(Annotation::isProperty).toList());
            annotations.addAll(others);
            annotations.addAll(own.stream().filter(Annotation::isNote).toList());
        }

        /** Removes and returns properties and notes. Values with another structure stay. */
        private List<Annotation> takeAnnotations(String properties, String notes) {
            List<Annotation> taken = new ArrayList<>();
            if (json.path(properties) instanceof ObjectNode values) {
                taken.addAll(TableFormat.PropertyJson.read(values));
                json.remove(properties);
            }
            JsonNode texts = json.path(notes);
            Optional<List<String>> all =
                    texts.isTextual() ? Optional.of(List.of(texts.textValue())) : TableFormat.PropertyJson.texts(texts);
            all.ifPresent(list -> {
                list.forEach(text -> taken.add(Annotation.note(text)));
                json.remove(notes);
            });
            return taken;
        }

        private Optional<Tuv> side(String name, Language language) {
            String code = json.path(name + "Language").asText("");
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("xml:lang", code.isEmpty() ? language.tag() : code);
            Optional<Map<String, String>> more = JsonlFormat.ContentJson.attributes(json.path(name + "Attributes"));
            Optional<Content> content =
                    content(name, new LanguageCode(code).language().orElse(language));
            if (more.isEmpty()) {
                problem = name + "Attributes is not an object of texts";
            }
            if (!problem.isEmpty()) {
                return Optional.empty();
            }
            List.of("", "Language", "Content").forEach(field -> json.remove(name + field));
            if (content.isEmpty()) {
                return Optional.empty();
            }
            more.get().forEach(attributes::putIfAbsent);
            List<Annotation> own = takeAnnotations(name + "Properties", name + "Notes");
            json.remove(name + "Attributes");
            return Optional.of(new Tuv(attributes, own, content.get()));
        }

        /** Returns the content of the source or target; empty if it is empty, missing or invalid. */
        private Optional<Content> content(String name, Language language) {
            if (json.has(name + "Content")) {
                Optional<Content> content = JsonlFormat.ContentJson.read(json.path(name + "Content"));
                if (content.isEmpty()) {
                    problem = name + "Content is not a list of texts and tag objects";
                }
                return content;
            }
            JsonNode value = json.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return Optional.empty();
            }
            Optional<List<String>> sentences = TableFormat.PropertyJson.texts(value);
            isAligned |= sentences.isPresent();
            if (sentences.isEmpty() && !value.isTextual()) {
                problem = name + " is neither a text nor a list of texts";
            }
            return Optional.of(sentences.map(all -> joined(all, language)).orElseGet(value::asText))
                    .filter(text -> !text.isEmpty())
                    .map(Content::of);
        }

        private static String joined(List<String> sentences, Language language) {
            Location nowhere = new Location("", 1, 1);
            List<Segment> segments = sentences.stream()
                    .map(sentence -> new Segment(sentence, nowhere, 0, Paragraph.Kind.TEXT))
                    .toList();
            return new Text("", language, segments)
                    .join(IntStream.range(0, segments.size()).boxed().toList());
        }
    }
}
