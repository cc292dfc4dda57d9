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
    void jsonlKeepsTheOrderOfKeys() throws IOException {
        assertThat(lines("jsonl", SampleFindings.report())).allSatisfy(line -> {
            List<String> names = new ArrayList<>();
            line.fieldNames().forEachRemaining(names::add);
            names.remove("other_span");
            assertThat(names)
                    .containsExactly(
                            "rule",
                            "severity",
                            "message",
                            "file",
                            "line",
                            "column",
                            "unit",
                            "source",
                            "target",
                            "span",
                            "term",
                            "suggestions",
                            "key");
        });
    }

    @Test
    void jsonlOffsetsCountCodePoints() throws IOException {
        JsonNode line = lines("jsonl", SampleFindings.report()).get(1);
        String target = line.path("target").asText();
        int start = target.offsetByCodePoints(0, line.at("/span/start").asInt());
        int end = target.offsetByCodePoints(0, line.at("/span/end").asInt());
        assertThat(target).startsWith("😀");
        assertThat(target.substring(start, end))
                .isEqualTo("self-reliance and self-reliance")
                .isEqualTo(line.at("/span/text").asText());
        assertThat(line.at("/other_span/side").asText()).isEqualTo("source");
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
    void junitCasesFailIfTheRunFails() {
        String junit = SampleFindings.written("junit", SampleFindings.report());
        assertThat(junit)
                .contains("name=\"text/a.en.md\" timestamp=\"2026-11-25T08:00:00\" hostname=\"localhost\" tests=\"5\""
                        + " failures=\"4\" errors=\"0\" skipped=\"1\"")
                .contains("<testcase classname=\"text/clean.en.md\" name=\"no findings\" time=\"0\"/>")
                .contains("errors=\"1\"");
    }

    @Test
    void junitCaseNamesAreUnique() {
        assertThat(SampleFindings.written("junit", SampleFindings.report()))
                .contains("name=\"made-up-doubled-rendering 3:16\"", "name=\"made-up-doubled-rendering 3:16 (2)\"");
    }

    @Test
    void gitlabFingerprintsAreUnique() throws IOException {
        JsonNode issues = mapper.readTree(SampleFindings.written("gitlab", SampleFindings.report()));
        assertThat(issues.findValuesAsText("fingerprint")).hasSize(11).doesNotHaveDuplicates();
        assertThat(issues.findValuesAsText("severity")).contains("info", "minor", "major");
    }

    @Test
    void reviewdogColumnsCountBytes() throws IOException {
        JsonNode line = lines("rdjsonl", SampleFindings.report()).get(1);
        // Editors count an emoji as one column. reviewdog counts its four bytes.
        assertThat(line.at("/location/range").toString())
                .isEqualTo("{\"start\":{\"line\":3,\"column\":19},\"end\":{\"line\":3,\"column\":50}}");
        assertThat(line.path("suggestions").findValuesAsText("text"))
                .containsExactly("self-reliance and self-improvement");
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

    @Test
    void csvContainsNoFormulas() {
        String csv = SampleFindings.written("csv", SampleFindings.report());
        assertThat(csv).startsWith("\uFEFFrule,severity,message,");
        assertThat(csv.split("\r\n"))
                .contains(
                        "made-up-term-missing,warning,\"'=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\") has no translation\","
                                + "a.csv,2,9,'=1+1,'=2+5的和,\"'@SUM(1;2), +5 or -5\",source,5,6,和,'＝和,'+sum | -sum,a4b38b9a2bd277b1");
    }

    @Test
    void sourceIsEnglishIfTranslationIsChinese() {
        CheckedUnit unit = CheckedUnit.of(
                "u1",
                Direction.INTO_CHINESE,
                SampleFindings.onLine("It has 15 lamps.", "a.en.md", 3, 1),
                SampleFindings.onLine("有51盏灯。", "a.zh.md", 3, 1));
        FindingReport report = SampleFindings.report(List.of(SampleFindings.finding(
                SampleFindings.MISSING,
                unit,
                "wrong",
                "15",
                List.of(SampleFindings.span(Side.SOURCE, unit, "15"), SampleFindings.span(Side.TARGET, unit, "51")),
                "15")));
        assertThat(SampleFindings.written("text", report))
                .contains("a.zh.md:3:2:")
                .containsSubsequence("en  It has 15 lamps.", "zh  有51盏灯。", "use: \"15\"");
        assertThat(SampleFindings.written("jsonl", report))
                .contains("\"source\":\"It has 15 lamps.\",\"target\":\"有51盏灯。\"", "\"text\":\"51\"");
        assertThat(SampleFindings.written("csv", report)).contains("It has 15 lamps.,有51盏灯。,target,1,3,51,15");
        assertThat(SampleFindings.written("sarif", report)).contains("English: 15");
        assertThat(SampleFindings.written("rdjsonl", report)).contains("English: 15");
        assertThat(SampleFindings.written("junit", report)).contains("en: It has 15 lamps.", "zh: 有51盏灯。");
        assertThat(SampleFindings.written("html", report))
                .containsSubsequence("lang=\"en\">It has <mark>15</mark>", "lang=\"zh\">有<mark>51</mark>");
    }
}
