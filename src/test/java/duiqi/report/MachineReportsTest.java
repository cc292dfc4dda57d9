package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan.Side;
import duiqi.text.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the machine-readable formats against their schemas and the limits of their readers. */
class MachineReportsTest {
    private final ObjectMapper mapper = new ObjectMapper();

    private List<JsonNode> lines(String format, FindingReport report) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : SampleFindings.written(format, report).split("\n")) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }

    @Test
    void xmlIsValid() throws IOException {
        for (FindingReport report : List.of(SampleFindings.report(), SampleFindings.report(List.of()))) {
            Schemas.assertXml(SampleFindings.written("junit", report), "junit.xsd");
        }
    }

    @Test
    void jsonIsValid() throws IOException {
        Schemas.assertJson(SampleFindings.written("gitlab", SampleFindings.report()), "gitlab.json");
        for (JsonNode line : lines("rdjsonl", SampleFindings.report())) {
            Schemas.assertJson(line.toString(), "rdjsonl.json");
        }
        for (JsonNode line : lines("jsonl", SampleFindings.report())) {
            Schemas.assertJson(line.toString(), "finding.json");
        }
    }

    @Test
    void jsonContainsTheFindingsOfJsonl() throws IOException {
        JsonNode json = mapper.readTree(SampleFindings.written("json", SampleFindings.report()));
        assertThat(json.path("findings")).hasSameElementsAs(lines("jsonl", SampleFindings.report()));
        assertThat(json.path("units").asInt()).isEqualTo(120);
        assertThat(json.at("/counts/severity").toString()).isEqualTo("{\"note\":1,\"warning\":6,\"error\":4}");
        assertThat(json.at("/counts/rule/made-up-doubled-rendering").asInt()).isEqualTo(2);
        assertThat(json.path("incomplete")).hasSize(1);
    }

    @Test
    void reviewdogOmitsUnknownByteColumns() throws IOException {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.onLine("科学。", "a.tmx", 7, 12),
                SampleFindings.onLine("It is scientism.", "a.tmx", 8, 12));
        Finding finding = SampleFindings.finding(
                SampleFindings.FORBIDDEN,
                unit,
                "no",
                "科学",
                List.of(SampleFindings.span(Side.TARGET, unit, "scientism")),
                "science");
        JsonNode line =
                lines("rdjsonl", SampleFindings.report(List.of(finding))).get(0);
        assertThat(line.at("/location/range").toString()).isEqualTo("{\"start\":{\"line\":8}}");
        assertThat(line.has("suggestions")).isFalse();
    }
}
