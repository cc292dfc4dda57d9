package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;

/** Tests properties of the formats with generated texts. */
class ReportLawsTest {
    private static FindingReport report(String source, String target, String message) {
        CheckedUnit unit = CheckedUnit.of(
                message,
                Direction.INTO_ENGLISH,
                SampleFindings.near(source, "a.tmx", 1, 1),
                SampleFindings.near(target, "a.tmx", 2, 1));
        Finding finding = SampleFindings.finding(
                SampleFindings.FORBIDDEN,
                unit,
                "x" + message,
                source,
                List.of(
                        new TextSpan(TextSpan.Side.TARGET, 0, target.length()),
                        new TextSpan(TextSpan.Side.SOURCE, source.length(), source.length())),
                target);
        return SampleFindings.report(List.of(finding), message);
    }

    /** Returns the text as a file returns it: UTF-8 cannot encode unpaired surrogates. */
    private static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().forEach(c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return whole.toString();
    }

    @Property(tries = 300)
    void jsonKeepsAllTexts(@ForAll String source, @ForAll String target, @ForAll String message) throws IOException {
        String line = SampleFindings.written("jsonl", report(source, target, message));
        assertThat(line.lines()).hasSize(1);
        JsonNode finding = new ObjectMapper().readTree(line.getBytes(StandardCharsets.UTF_8));
        assertThat(finding.path("source").asText()).isEqualTo(whole(source));
        assertThat(finding.path("target").asText()).isEqualTo(whole(target));
        assertThat(finding.path("suggestions").path(0).asText()).isEqualTo(whole(target));
    }

    @Property(tries = 100)
    void allFormatsAreWellFormedWithoutControlCharacters(
            @ForAll String source, @ForAll String target, @ForAll String message) throws IOException {
        FindingReport report = report(source, target, message);
        Schemas.assertXml(SampleFindings.written("junit", report), "junit.xsd");
        Schemas.assertJson(SampleFindings.written("gitlab", report), "gitlab.json");
        assertThat(SampleFindings.written("github", report).lines()).hasSize(2);
        var page = Jsoup.parse(SampleFindings.written("html", report));
        assertThat(page.expectFirst("p[lang=en]").wholeText())
                .isEqualTo(target.isEmpty() ? "(empty)" : Terminal.plain(target));
        assertThat(page.select("article")).hasSize(1);
        assertThat(ReportFormat.ALL)
                .allSatisfy(format -> assertThat(
                                SampleFindings.written(format.name(), report).codePoints())
                        .filteredOn(c -> c != '\n' && c != '\r' && c != '\t')
                        .noneMatch(Terminal::isControl));
    }
}
