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
    private static final String SCHEMA = "sarif.json";

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
    void fingerprintsIgnoreLines() throws IOException {
        List<String> before = fingerprints(run(List.of(finding("It is scientism.", 4), finding("So scientism.", 5))));
        List<String> after = fingerprints(run(List.of(finding("It is scientism.", 40), finding("So scientism.", 50))));
        assertThat(after).isEqualTo(before);
        assertThat(before).doesNotHaveDuplicates().allMatch(print -> print.matches("[0-9a-f]{16}:1"));
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
}
