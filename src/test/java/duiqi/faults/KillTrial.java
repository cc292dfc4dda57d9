package duiqi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Kills a command at random times of its run, evenly distributed, and some more times right after it starts to write.
 * Runs that end before the kill do not count. After each kill, every file must have its old or new content. The files
 * that a killed run leaves stay for the next run. Sometimes the command runs to its end, which must produce the
 * expected result.
 */
final class KillTrial {
    /** Longest delay in nanoseconds between the start of a write and the kill. */
    private static final int MAX_DELAY = 5_000_000;

    /** Maximum number of runs that end before an aimed kill. Some commands write for less than a millisecond. */
    private static final int MAX_MISSES = 5;

    private final Installation program;
    private final SampleProject project;
    private final Path place;
    private final Random random;
    private long duration;

    KillTrial(Installation program, SampleProject project, Path place, Random random) {
        this.program = program;
        this.project = project;
        this.place = place;
        this.random = random;
    }

    /**
     * Tests a command.
     *
     * @param times number of kills at random times
     * @param aimed number of kills right after the start of a write; fewer if the writes are too short
     */
    Outcome of(Expected expected, int times, int aimed) throws IOException, InterruptedException {
        List<String> losses = new ArrayList<>();
        int killed = 0;
        int writing = 0;
        int missed = 0;
        boolean needsReset = true;
        duration = duration == 0 ? expected.nanoseconds() : duration;
        while (killed < times + aimed && missed < MAX_MISSES) {
            if (needsReset) {
                project.copyTo(place);
            }
            Run run =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            if (killed >= times) {
                awaitWriting(run);
            }
            boolean isDrawn = killed < times;
            long start = System.nanoTime();
            if (!run.kill(isDrawn ? (long) (random.nextDouble() * duration) : random.nextInt(MAX_DELAY))) {
                if (isDrawn) {
                    updateDuration(System.nanoTime() - start);
                }
                missed += isDrawn ? 0 : 1;
                needsReset = true;
                continue;
            }
            killed++;
            Snapshot found = Snapshot.of(place);
            writing += found.wasWriting() ? 1 : 0;
            losses.addAll(expected.lost(found));
            needsReset = !found.differing(expected.before()).isEmpty();
        }
        losses.addAll(runThrough(expected));
        return new Outcome("kill -9", expected.command().name(), killed, writing, losses);
    }

    /** Updates the expected duration, which depends on the load of the machine. */
    private void updateDuration(long nanoseconds) {
        duration = (duration + nanoseconds) / 2;
    }

    /** Waits until the command starts to write or ends. */
    private void awaitWriting(Run run) throws IOException, InterruptedException {
        while (run.process().isAlive() && !isWriting()) {
            Thread.sleep(1);
        }
    }

    private boolean isWriting() throws IOException {
        try (Stream<Path> files =
                Files.find(place, 2, (file, attributes) -> file.toString().endsWith(".tmp"))) {
            return files.findAny().isPresent();
        } catch (NoSuchFileException | UncheckedIOException renamed) {
            return true; // Only a temporary file disappears during a run.
        }
    }

    private List<String> runThrough(Expected expected) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, expected.command().relative());
        int code = run.await();
        updateDuration(System.nanoTime() - start);
        if (code != expected.command().code()) {
            return List.of("after a kill, the command exits with " + code + ": " + run.err());
        }
        return expected.undone(Snapshot.of(place));
    }
}
