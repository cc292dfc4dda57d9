package duiqi.app.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Slicer;
import duiqi.app.TextPairReader;
import duiqi.app.TextReader;
import duiqi.app.Workspace;
import duiqi.io.WindowsFiles;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewEntriesTest {
    @TempDir
    private Path folder;

    private void create(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "x");
    }

    @Test
    void rejectsMemoriesThatFileSystemDoesNotDistinguish() throws IOException {
        create("texts/zh/Report.txt");
        create("texts/en/Report.txt");
        create("texts/cn/report.txt");
        create("texts/eng/report.txt");
        Workspace workspace = Workspace.standard().in(folder);
        ReviewEntries entries = new ReviewEntries(
                TextPairReader.plain(new TextReader(TextReader.Settings.STANDARD, workspace), Optional.empty()),
                new Aligner(),
                new Slicer(Lexicon.standard(), AlignmentWeights.standard(), 400),
                workspace,
                false);
        List<String> inputs = List.of(folder.resolve("texts").toString());
        Path windows = WindowsFiles.inMemory();
        assertThatThrownBy(() -> entries.of(inputs, Optional.of(windows)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("report.tmx: is the same file as C:\\work\\Report.tmx");
        if (!Files.exists(folder.resolve("TEXTS"))) {
            assertThat(entries.of(inputs, Optional.empty()))
                    .extracting(entry -> entry.memory().getFileName().toString())
                    .containsExactly("Report.tmx", "report.tmx");
        }
    }

    @Test
    void keepsReviewsOfMemoriesWithOtherCaseApart() throws IOException {
        create("tm/a.TMX");
        Path review = folder.resolve("tm/.review");
        ReviewEntries.ReviewLocations upper = ReviewEntries.ReviewLocations.of(folder.resolve("tm/a.TMX"));
        ReviewEntries.ReviewLocations lower = ReviewEntries.ReviewLocations.of(folder.resolve("tm/a.tmx"));
        assertThat(upper.log()).isEqualTo(review.resolve("a.TMX.jsonl"));
        assertThat(lower.log()).isEqualTo(review.resolve("a.jsonl"));
        create("tm/.review/a.TMX.jsonl");
        create("tm/.review/b.jsonl");
        assertThat(ReviewEntries.ReviewLocations.ofProject(folder))
                .extracting(ReviewEntries.ReviewLocations::memory)
                .containsExactly(folder.resolve("tm/a.TMX"), folder.resolve("tm/b.tmx"));
    }
}
