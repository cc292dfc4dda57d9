package duiqi.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Kills a command at moments drawn evenly over the time it takes, and a few more times as soon as it has begun to write. What has
 * ended before it was killed does not count. After each kill every file must be the old or the new one; what the killed run has left
 * stays for the next one, and now and then the command is run to its end, which must come out as if nothing had happened.
 */
final class KillTrial {
    /** How long after the beginning of a write to kill at the latest, in nanoseconds. */
    private static final int LATEST = 5_000_000;

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
     * Tries a command.
     *
     * @param times how often to kill it at any moment
     * @param aimed how often to kill it as soon as it writes
     */
    Outcome of(Expected expected, int times, int aimed) throws IOException, InterruptedException {
        List<String> losses = new ArrayList<>();
        int killed = 0;
        int writing = 0;
        boolean isTouched = true;
        duration = duration == 0 ? expected.nanoseconds() : duration;
        while (killed < times + aimed) {
            if (isTouched) {
                project.copyTo(place);
            }
            Run run =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            if (killed >= times) {
                awaitWriting(run);
            }
            boolean isDrawn = killed < times;
            long start = System.nanoTime();
            if (!run.kill(isDrawn ? (long) (random.nextDouble() * duration) : random.nextInt(LATEST))) {
                if (isDrawn) {
                    took(System.nanoTime() - start);
                }
                isTouched = true;
                continue;
            }
            killed++;
            Snapshot found = Snapshot.of(place);
            writing += found.wasWriting() ? 1 : 0;
            losses.addAll(expected.lost(found));
            isTouched = !found.differing(expected.before()).isEmpty();
        }
        losses.addAll(runThrough(expected));
        return new Outcome("kill -9", expected.command().name(), killed, writing, losses);
    }

    /** Learns how long a run takes now: other programs may take more or less of the machine than before. */
    private void took(long nanoseconds) {
        duration = (duration + nanoseconds) / 2;
    }

    /** Waits until something has begun to be written, or the run has ended. */
    private void awaitWriting(Run run) throws IOException, InterruptedException {
        while (run.process().isAlive() && !isWriting()) {
            Thread.sleep(1);
        }
    }

    private boolean isWriting() throws IOException {
        try (Stream<Path> files =
                Files.find(place, 2, (file, attributes) -> file.toString().endsWith(".tmp"))) {
            return files.findAny().isPresent();
        }
    }

    private List<String> runThrough(Expected expected) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, expected.command().relative());
        int code = run.await();
        took(System.nanoTime() - start);
        if (code != expected.command().code()) {
            return List.of("after a kill it ends with " + code + ": " + run.err());
        }
        return expected.undone(Snapshot.of(place));
    }
}
