package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.Alignment;
import duiqi.io.WindowsFiles;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentTargetTest {
    private static final List<TextPairSpecs.Spec> JOBS = List.of(
            new TextPairSpecs.Spec("Report", "Report.zh.txt", "Report.en.txt"),
            new TextPairSpecs.Spec("report", "report.zh.txt", "report.en.txt"));

    @TempDir
    private Path folder;

    private static AlignmentTarget target(String format, String output, List<TextPairSpecs.Spec> jobs)
            throws IOException {
        AlignmentTarget.AlignmentForm form = AlignmentTarget.AlignmentForm.of(
                format, Alignment.Selection.ALL, Optional.empty(), false, Workspace.standard());
        return AlignmentTarget.of(form, Optional.of(output), new TextPairSpecs(jobs, List.of(), false));
    }

    @Test
    void rejectsOutputsThatFileSystemDoesNotDistinguish() throws IOException {
        for (String format : List.of("tmx", "tsv", "txt-pair")) {
            AlignmentTarget target = target(format, folder.toString(), JOBS.subList(0, 1));
            Path windows = WindowsFiles.inMemory();
            assertThatThrownBy(() -> target.requireDistinct(JOBS, windows))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(": is the same file as C:\\work\\Report.");
            assertThatCode(() -> target.requireDistinct(JOBS.subList(1, 2), windows))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void rejectsTwoPairsWithTheSameOutput() throws IOException {
        List<TextPairSpecs.Spec> twice =
                List.of(new TextPairSpecs.Spec("x", "x.md"), new TextPairSpecs.Spec("x", "x.docx"));
        assertThatThrownBy(() -> target("tsv", folder.toString(), twice))
                .hasMessageStartingWith(folder.resolve("x.tsv") + ": would be the output of two inputs; rename");
        // One memory and standard output hold all pairs.
        assertThat(target("tmx", folder.resolve("all.tmx").toString(), twice).isStandardOutput())
                .isFalse();
        assertThat(target("tsv", "-", twice).isStandardOutput()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }
}
