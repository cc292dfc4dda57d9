package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.page.FindingText;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that reports show the deletion of words as a deletion. */
class DeletionsTest {
    @TempDir
    private Path folder;

    private static Finding finding(String file, String target, String words, String suggestion) {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.onLine("这里。", file, 1, 1),
                SampleFindings.onLine(target, file, 2, 3));
        return SampleFindings.finding(
                SampleFindings.PUNCTUATION,
                unit,
                "wrong words",
                "",
                List.of(SampleFindings.span(TextSpan.Side.TARGET, unit, words)),
                suggestion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            See the the house.  | the the | the    | ; delete "the"
            See it,, now.       | ,,      | ,      | ; delete ","
            See the house.      | the     | ``     | ; delete "the"
            他的的书。          | 的的    | 的     | ; delete "的"
            It is 350,000 now.  | 350,000 | 35,000 | ; use "35,000"
            It is 2.50 now.     | 2.50    | 2.5    | ; use "2.5"
            They are thee.      | thee    | the    | ; use "the"
            See this house.     | this    | that   | ; use "that"
            See a house.        | a       | a big  | ; use "a big"
            """)
    void namesWordsToDelete(String target, String words, String suggestion, String remedy) {
        assertThat(FindingText.advice(finding("a.txt", target, words, suggestion)))
                .isEqualTo("wrong words" + remedy);
    }

    @Test
    void everyFormatShowsTheDeletion() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "这里。\n中😀See the the house.\n");
        Finding found = finding(file.toString(), "See the the house.", "the the", "the");
        FindingReport report = SampleFindings.report(List.of(found));
        assertThat(SampleFindings.written("text", report)).contains("    delete: \"the\"\n");
        assertThat(SampleFindings.written("html", report)).contains("delete: <del>the</del>");
        assertThat(SampleFindings.written("github", report)).contains("; delete \"the\"");
        assertThat(SampleFindings.written("sarif", report))
                .contains("Delete the words.", "\"startColumn\" : 10", "\"endColumn\" : 14")
                .doesNotContain("insertedContent");
        Finding all = finding(file.toString(), "See the the house.", "the", "");
        assertThat(SampleFindings.written("csv", SampleFindings.report(List.of(all))))
                .contains("(delete)");
    }
}
