package duiqi.check;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a baseline, and goes on after a line that is wrong. Used once. */
final class BaselineReader {
    private static final String REMEDY = "mend the line, or write the baseline anew";
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final Path file;
    private final List<FileProblem> problems = new ArrayList<>();

    BaselineReader(Path file) {
        this.file = file;
    }

    Baseline.Reading read() throws IOException {
        LenientUtf8 text = LenientUtf8.read(file, "the findings that are known");
        problems.addAll(text.problems());
        List<BaselineEntry> entries = new ArrayList<>();
        String[] lines = text.text().split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                entry(lines[i], i + 1).ifPresent(entries::add);
            }
        }
        return new Baseline.Reading(
                Baseline.merged(ProjectFolder.of(file).path(), entries), FileProblem.exceptions(problems));
    }

    private Optional<BaselineEntry> entry(String line, int number) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            int column = Optional.ofNullable(e.getLocation())
                    .map(JsonLocation::getColumnNr)
                    .orElse(1);
            int units = Math.min(Math.max(column - 1, 0), line.length());
            return refuse(number, line.codePointCount(0, units) + 1, "is not JSON (" + e.getOriginalMessage() + ")");
        }
        if (!json.isObject()) {
            return refuse(number, 1, "is no JSON object");
        }
        for (String key : List.of("file", "rule", "text")) {
            if (!json.path(key).isTextual()) {
                return refuse(number, 1, "has no \"" + key + "\"");
            }
        }
        JsonNode count = json.path("count");
        if (!count.isMissingNode()
                && !(count.canConvertToExactIntegral() && count.canConvertToInt() && count.intValue() > 0)) {
            return refuse(number, 1, "has a \"count\" that is no number from 1 on");
        }
        return Optional.of(new BaselineEntry(
                json.path("file").textValue(),
                json.path("rule").textValue(),
                json.path("term").asText(""),
                json.path("text").textValue(),
                json.path("source").asText(""),
                json.path("target").asText(""),
                count.asInt(1)));
    }

    private Optional<BaselineEntry> refuse(int line, int column, String problem) {
        problems.add(new FileProblem(new Location(file.toString(), line, column), problem, REMEDY));
        return Optional.empty();
    }
}
