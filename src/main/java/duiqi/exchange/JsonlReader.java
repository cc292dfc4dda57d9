package duiqi.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON lines ({@link JsonlFormat}). A line that cannot be read is left out alone. Not thread-safe. */
final class JsonlReader implements UnitReader {
    /** So many lines are looked at to find out which side is in which language. */
    private static final int SAMPLE = 200;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final LineSource lines;
    private final ReaderSettings options;
    private final Direction direction;
    private Location location;
    private boolean isKnown;

    JsonlReader(Path file, ReaderSettings options) throws IOException {
        this.options = options;
        this.direction = direction(file, options);
        this.lines = new LineSource(file);
        this.location = lines.location(1);
    }

    private static Direction direction(Path file, ReaderSettings options) throws IOException {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        try (LineSource lines = new LineSource(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (lines.number() > SAMPLE) {
                    break;
                }
                try {
                    JsonNode json = JSON.readTree(line.get());
                    sources.add(json.path("source").toString());
                    targets.add(json.path("target").toString());
                } catch (JsonProcessingException told) {
                    // when the line is read for its unit
                }
            }
        }
        return Direction.of(options.source(), options.target(), sources, targets);
    }

    /** The attribute that the author of a unit stands for. */
    static String author(boolean isChanged) {
        return isChanged ? UnitFacts.CHANGER : UnitFacts.CREATOR;
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
            if (TextEncoding.hasFault(line.get())) {
                lost(1, "", "a line has bytes that the encoding of the file does not allow");
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

    /** A file whose first line is no beginning of an object is of another form altogether. */
    private void requireObject(String line) throws FormatException {
        if (!isKnown && !line.stripLeading().startsWith("{")) {
            throw new FormatException(
                    lines.location(1),
                    "is not JSON lines: no object begins here",
                    "use a file with one object a line, {\"source\":\"…\",\"target\":\"…\"}");
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
            lost(column, "", "a line is no JSON: " + problem);
            return Optional.empty();
        }
        if (!(json instanceof ObjectNode object)) {
            lost(1, "", "a line is no JSON object");
            return Optional.empty();
        }
        JsonUnit unit = new JsonUnit(object, direction);
        Optional<Tu> read = unit.read();
        if (read.isEmpty()) {
            lost(1, object.path("id").asText(""), unit.problem());
        }
        return read;
    }

    /** Columns count characters, Jackson counts UTF-16 units. */
    private static int column(String line, int unit) {
        return line.codePointCount(0, Math.max(0, Math.min(unit - 1, line.length()))) + 1;
    }

    private void lost(int column, String unit, String problem) throws FormatException {
        options.listener().found(new ReadProblem(lines.location(column), unit, problem, ReadProblem.Kind.LOST));
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
