package duiqi.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.report.SampleFindings;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewReportTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("译文.tmx");
    }

    /** Returns a finding about words of an English text on the second line, after three characters. */
    private Finding finding(String target, String words, String... suggestions) {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.near("好", "a.zh.txt", 1, 1),
                SampleFindings.onLine(target, file.toString(), 2, 4));
        return SampleFindings.finding(
                SampleFindings.FORBIDDEN,
                unit,
                "wrong words",
                "",
                List.of(SampleFindings.span(Side.TARGET, unit, words)),
                suggestions);
    }

    private static List<JsonNode> comments(Finding... findings) throws IOException {
        List<JsonNode> comments = new ArrayList<>();
        for (String line : SampleFindings.written("github-review", SampleFindings.report(List.of(findings)))
                .lines()
                .toList()) {
            comments.add(new ObjectMapper().readTree(line));
        }
        return comments;
    }

    @Test
    void suggestsTheWholeLine() throws IOException {
        Files.writeString(file, "first\n<😀>See this  house.</seg>\nlast\n");
        Finding found = finding("See this  house.", "this", "that", "a");
        List<JsonNode> comments = comments(found);
        assertThat(comments).hasSize(1);
        assertThat(comments.get(0).fieldNames()).toIterable().containsExactly("path", "line", "side", "body");
        assertThat(comments.get(0).path("path").asText()).endsWith("译文.tmx");
        assertThat(comments.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(comments.get(0).path("body").asText())
                .isEqualTo("wrong words; use \"that\" or \"a\" [made-up-term-forbidden]\n\n```suggestion\n"
                        + "<😀>See that  house.</seg>\n```\n<!-- duiqi:" + found.key() + ":1 -->");
    }

    /** Checks a part of the comment for a file; the line breaks are those of the file. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            \\r\\nen:See the the house.\\r\\n ~ See the the house. ~ the the ~ the ~ ```suggestion\\nen:See the house.\\n```\\n
            \\n```See ````this.\\n ~ See ````this. ~ this ~ that ~ \\n`````suggestion\\n```See ````that.\\n`````\\n
            \\n 1:See this.\\n ~ See this. ~ this ~ a_b *c* [d](e) ~ use "a\\_b \\*c\\* \\[d\\](e)" [made-up-term-forbidden]\\n
            """)
    void commentsOnTheLine(String content, String target, String words, String suggestion, String part)
            throws IOException {
        Files.writeString(file, content.translateEscapes());
        assertThat(comments(finding(target, words, suggestion))
                        .get(0)
                        .path("body")
                        .asText())
                .contains(part.replace("\\n", "\n"));
    }

    @Test
    void omitsWhatIsNoReplacementOnALineOfTheFile() throws IOException {
        Finding found = finding("See this.", "this", "that");
        Files.writeString(file, "\n 1:See this.\n");
        assertThat(comments(
                        finding("See this.", "this"),
                        found.as(Severity.NOTE),
                        finding("See this.", "this", "<that>"),
                        finding("See all of this.", "of this", "that")))
                .isEmpty();
        // A line of GitHub has a line feed at its end, so the suggestion would delete what precedes a carriage return.
        for (String other : List.of("\n1:See this.\n", "only one line", "first\r 1:See this.\n")) {
            Files.writeString(file, other);
            assertThat(comments(found)).isEmpty();
        }
        Files.write(file, "\n中国:See this.\n".getBytes(StandardCharsets.UTF_16));
        assertThat(comments(found)).isEmpty();
        Files.delete(file);
        assertThat(comments(found)).isEmpty();
    }

    /** GitHub rejects a review with a longer comment. */
    @Test
    void omitsLineThatGitHubTakesForTooLong() throws IOException {
        Finding found = finding("See this.", "this", "that");
        Files.writeString(file, "\n 1:See this." + "。".repeat(65_000) + "\n");
        assertThat(comments(found, found))
                .extracting(comment -> comment.path("body").asText().replaceFirst("(?s).*<!-- ", ""))
                .as("equal findings have other marks")
                .containsExactly("duiqi:" + found.key() + ":1 -->", "duiqi:" + found.key() + ":2 -->");
        Files.writeString(file, "\n 1:See this." + "。".repeat(66_000) + "\n");
        assertThat(comments(found)).isEmpty();
    }
}
