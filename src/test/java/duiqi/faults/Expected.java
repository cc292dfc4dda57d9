package duiqi.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a command makes of the sample project when nothing goes wrong, by which it is judged when something does. Immutable.
 *
 * @param before the project at first
 * @param after the project when the command has run
 * @param again the project when it has run twice
 * @param out what it prints, with times masked
 * @param err what it prints on standard error
 * @param nanoseconds how long it takes: the shorter of two runs
 */
record Expected(
        Command command, Snapshot before, Snapshot after, Snapshot again, String out, String err, long nanoseconds) {
    private static final int RUNS = 2;

    /** @param place a folder for the runs */
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
            if (run.await() != command.code()) {
                throw new IOException(command.name() + " ends with " + run.await() + ": " + run.err());
            }
            times[i] = System.nanoTime() - start;
            runs.add(run);
            states.add(Snapshot.of(place));
        }
        if (!states.get(0).hidden().isEmpty()) {
            throw new IOException(command.name() + " leaves something hidden");
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

    /** How many bytes it writes at least, and somewhat more. */
    int size() {
        return after.differing(before).stream()
                                .mapToInt(name ->
                                        after.files().getOrDefault(name, "").length())
                                .sum()
                        * 5
                        / 4
                + 1;
    }

    /** What is neither as it was nor as it is to be. */
    List<String> lost(Snapshot found) {
        return found.differing(before, after, again).stream()
                .map(name -> name + " is neither old nor new")
                .toList();
    }

    /** What is not as it is to be, when the command has run to its end. */
    List<String> undone(Snapshot found) {
        List<String> undone = new ArrayList<>();
        found.differing(after, again).forEach(name -> undone.add(name + " is not what it should be in the end"));
        found.hidden().forEach(name -> undone.add(name + " is left"));
        return undone;
    }
}
