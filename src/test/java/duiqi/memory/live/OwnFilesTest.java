package duiqi.memory.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.io.LockedFile;
import duiqi.review.log.ReviewLock;
import duiqi.text.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Attacks the journals and locks of duiqi with links to other files. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class OwnFilesTest {
    @TempDir
    private Path folder;

    @Test
    void appendsNothingThroughLinks() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine\n");
        Path memory = folder.resolve("additions.tmx");
        Path journal = AdditionJournal.of(memory);
        Files.createSymbolicLink(journal, precious);
        assertThatThrownBy(() -> AdditionJournal.open(memory))
                .hasMessageContaining("is a link, not a file that duiqi wrote; remove it");
        Files.delete(journal);
        Files.writeString(journal, "a line of an attacker\n");
        Path damaged = journal.resolveSibling(journal.getFileName() + AdditionJournal.DAMAGED);
        Files.createSymbolicLink(damaged, precious);
        assertThatThrownBy(() -> AdditionJournal.open(memory)).isInstanceOf(FormatException.class);
        assertThat(precious).hasContent("mine\n");
    }

    @Test
    void locksNoReviewThroughLink() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path log = folder.resolve("x.review");
        Files.createSymbolicLink(LockedFile.lockFile(folder.toRealPath().resolve("x.review")), precious);
        assertThatThrownBy(() -> ReviewLock.of(log)).isInstanceOf(FormatException.class);
        assertThat(precious).hasContent("mine");
    }

    @Test
    void waitsForNoPipe() throws Exception {
        Path journal = AdditionJournal.of(folder.resolve("additions.tmx"));
        assumeTrue(
                new ProcessBuilder("mkfifo", journal.toString()).start().waitFor() == 0, "this system has no mkfifo");
        assertThatThrownBy(() -> AdditionJournal.open(folder.resolve("additions.tmx")))
                .isInstanceOf(FormatException.class);
    }
}
