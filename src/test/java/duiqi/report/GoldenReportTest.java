package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the output of all formats for {@link SampleFindings} with {@code src/test/resources/golden/report}. */
class GoldenReportTest {
    static Stream<String> formats() {
        return ReportFormat.ALL.stream().map(ReportFormat::name);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void matchesTheGoldenFile(String format) throws IOException {
        String written = SampleFindings.written(format, SampleFindings.report());
        // UTF-8 cannot encode unpaired surrogates.
        byte[] bytes = SampleFindings.withoutStyle(written).getBytes(StandardCharsets.UTF_8);
        try (InputStream golden = GoldenReportTest.class.getResourceAsStream("/golden/report/findings." + format)) {
            assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(
                            new String(Objects.requireNonNull(golden, format).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void fitsTheSchemas() throws IOException {
        for (FindingReport report : List.of(SampleFindings.report(), SampleFindings.report(List.of()))) {
            Schemas.assertXml(SampleFindings.written("junit", report), "junit.xsd");
            Schemas.assertJson(SampleFindings.written("gitlab", report), "gitlab.json");
            Schemas.assertJson(SampleFindings.written("sarif", report), "sarif.json");
            List<String> lines = SampleFindings.written("jsonl", report).lines().toList();
            for (String line : lines) {
                Schemas.assertJson(line, "finding.json");
            }
            assertThat(SampleFindings.written("json", report)
                            .lines()
                            .map(line -> line.strip().replaceFirst(",$", "")))
                    .containsAll(lines);
        }
    }

    @Test
    void findsFormatsByName() {
        assertThat(formats()).doesNotHaveDuplicates().startsWith("text", "json", "jsonl", "sarif");
        assertThat(ReportFormat.named("SARIF")).map(ReportFormat::name).contains("sarif");
        assertThat(ReportFormat.named("pdf")).isEmpty();
    }

    @Test
    void writesReportsWithoutFindings() {
        FindingReport nothing = SampleFindings.report(List.of());
        assertThat(SampleFindings.written("text", nothing)).isEqualTo("no findings in 120 units of 6 files\n");
        assertThat(SampleFindings.written("jsonl", nothing)).isEmpty();
        assertThat(SampleFindings.written("github", nothing)).isEmpty();
        assertThat(SampleFindings.written("gitlab", nothing)).isEqualTo("[ ]\n");
        assertThat(SampleFindings.written("html", nothing)).contains("<h1>duiqi check: no findings</h1>");
    }
}
