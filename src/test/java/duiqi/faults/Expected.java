package duiqi.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the expected result of a command on the sample project without faults. Immutable.
 *
 * @param command the command
 * @param before project before the run
 * @param after project after the run
 * @param again project after a second run
 * @param out standard output, with times masked
 * @param err standard error output
 * @param nanoseconds duration of the faster of two runs
 */
record Expected(
        Command command, Snapshot before, Snapshot after, Snapshot again, String out, String err, long nanoseconds) {
    private static final int RUNS = 2;

    /**
     * Runs a command and returns its result.
     *
     * @param place folder for the runs
     */
    static Expected of(Installation program, SampleProject project, Command command, Path place)
            throws IOException, InterruptedException {
        project.copyTo(place);
        Snapshot before = Snapshot.of(place);
        List<Snapshot> states = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        long[] times = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            Run run = program.start(place, Surroundings.QUICK, command.relative());
            if (run.await() != command.code() || run.err().contains("\tat ")) {
                throw new IOException(command.name() + " exits with " + run.await() + ": " + run.err());
            }
            times[i] = System.nanoTime() - start;
            runs.add(run);
            states.add(Snapshot.of(place));
        }
        if (!states.get(0).hidden().isEmpty()) {
            throw new IOException(command.name() + " leaves hidden files");
        }
        Arrays.sort(times);
        return new Expected(
                command,
                before,
                states.get(0),
                states.get(1),
                Snapshot.masked(runs.get(0).out(), place),
                Snapshot.masked(runs.get(0).err(), place),
                times[0]);
    }

    /** Returns slightly more bytes than the command writes at least. */
    int size() {
        return after.differing(before).stream()
                                .mapToInt(name ->
                                        after.files().getOrDefault(name, "").length())
                                .sum()
                        * 5
                        / 4
                + 1;
    }

    /** Returns the files that equal neither the old nor the new content. */
    List<String> lost(Snapshot found) {
        return found.differing(before, after, again).stream()
                .map(name -> name + " is neither old nor new")
                .toList();
    }

    /** Returns the files that are wrong after a complete run. */
    List<String> undone(Snapshot found) {
        List<String> undone = new ArrayList<>();
        found.differing(after, again).forEach(name -> undone.add(name + " differs from the expected result"));
        found.hidden().forEach(name -> undone.add(name + " was not deleted"));
        return undone;
    }
}
