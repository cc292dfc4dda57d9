package duiqi.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan.Side;
import duiqi.report.SampleFindings;
import duiqi.report.Schemas;
import duiqi.text.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    private static final String SCHEMA = "sarif-schema-2.1.0.json";

    private static JsonNode run(List<Finding> findings) throws IOException {
        String written = SampleFindings.written("sarif", SampleFindings.report(findings));
        Schemas.assertJson(written, SCHEMA);
        return new ObjectMapper().readTree(written).at("/runs/0");
    }

    private static Finding finding(String english, int line) {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.onLine("科学。", "a.zh.txt", line, 1),
                SampleFindings.onLine(english, "a.en.txt", line, 1));
        return SampleFindings.finding(
                SampleFindings.FORBIDDEN,
                unit,
                "no",
                "科学",
                List.of(SampleFindings.span(Side.TARGET, unit, "scientism")),
                "science");
    }

    private static List<String> fingerprints(JsonNode run) {
        return StreamSupport.stream(run.path("results").spliterator(), false)
                .map(result -> result.at("/partialFingerprints/primaryLocationLineHash")
                        .asText())
                .toList();
    }

    @Test
    void isValid() throws IOException {
        Schemas.assertJson(SampleFindings.written("sarif", SampleFindings.report()), SCHEMA);
        Schemas.assertJson(SampleFindings.written("sarif", SampleFindings.report(List.of())), SCHEMA);
    }

    @Test
    void columnsCountCodePoints() throws IOException {
        JsonNode region =
                run(List.of(finding("𝕏 is scientism.", 4))).at("/results/0/locations/0/physicalLocation/region");
        assertThat(region.toString()).isEqualTo("{\"startLine\":4,\"startColumn\":6,\"endColumn\":15}");
    }

    @Test
    void fixesReplaceTheSpan() throws IOException {
        JsonNode fix = run(List.of(finding("𝕏 is scientism.", 4))).at("/results/0/fixes/0/artifactChanges/0");
        assertThat(fix.at("/replacements/0/deletedRegion").toString())
                .isEqualTo("{\"startLine\":4,\"startColumn\":6,\"endColumn\":15}");
        assertThat(fix.at("/replacements/0/insertedContent/text").asText()).isEqualTo("science");
        assertThat(fix.at("/artifactLocation/uri").asText()).isEqualTo("a.en.txt");
    }

    @Test
    void writesNoFixForInexactLocations() throws IOException {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.near("科学。", "a.tmx", 7, 1),
                SampleFindings.near("It is scientism.", "a.tmx", 8, 1));
        Finding finding = SampleFindings.finding(
                SampleFindings.FORBIDDEN,
                unit,
                "no",
                "科学",
                List.of(SampleFindings.span(Side.TARGET, unit, "scientism")),
                "science");
        assertThat(run(List.of(finding)).at("/results/0/fixes").isMissingNode()).isTrue();
    }

    @Test
    void fingerprintsIgnoreLines() throws IOException {
        List<String> before = fingerprints(run(List.of(finding("It is scientism.", 4), finding("So scientism.", 5))));
        List<String> after = fingerprints(run(List.of(finding("It is scientism.", 40), finding("So scientism.", 50))));
        assertThat(after).isEqualTo(before);
        assertThat(before).doesNotHaveDuplicates().allMatch(print -> print.matches("[0-9a-f]{16}:1"));
    }

    @Test
    void fingerprintsOfEqualFindingsDiffer() throws IOException {
        assertThat(fingerprints(run(List.of(finding("It is scientism.", 4), finding("It is scientism.", 9)))))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void keepsTheFiveThousandMostSevereFindings() throws IOException {
        List<Finding> many = new ArrayList<>();
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.near("好", "a.tmx", 1, 1),
                SampleFindings.near("good", "a.tmx", 1, 1));
        for (int i = 0; i < 5001; i++) {
            many.add(SampleFindings.finding(SampleFindings.PUNCTUATION, unit, "note " + i, "", List.of()));
        }
        many.add(finding("It is scientism.", 4));
        JsonNode run = run(many);
        assertThat(run.path("results")).hasSize(5000);
        assertThat(StreamSupport.stream(run.path("results").spliterator(), false)
                        .map(result -> result.path("level").asText())
                        .filter("error"::equals))
                .hasSize(1);
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("This report contains the 5000 most severe findings; 2 findings omitted.");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    }

    @Test
    void reportsUncheckedTexts() throws IOException {
        JsonNode invocation = new ObjectMapper()
                .readTree(SampleFindings.written("sarif", SampleFindings.report()))
                .at("/runs/0/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .startsWith("Tm/broken.tmx:7:3");
    }

    @Test
    void describesEveryRuleWithFindings() throws IOException {
        JsonNode run = new ObjectMapper()
                .readTree(SampleFindings.written("sarif", SampleFindings.report()))
                .at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(run.path("results"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(
                                rules.path(result.path("ruleIndex").asInt()).path("id"))
                        .isEqualTo(result.path("ruleId")));
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.path("helpUri").asText())
                        .isEqualTo(
                                "https://example.org/rules/" + rule.path("id").asText() + ".md"));
    }
}
