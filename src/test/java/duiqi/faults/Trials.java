package duiqi.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Faults that are tried in one way: a command runs once with the fault, and what it says and leaves is judged. Not thread-safe.
 *
 * @param place the folder in which it runs, of these trials alone
 */
record Trials(Installation program, SampleProject project, Path place, Random random) {
    private static final String NO_ROOM = "No space left on device";

    /** What a run left behind. */
    private record Ended(int code, String out, String err, Snapshot found) {}

    /** Where the place is another one. */
    private Trials at(Path other) {
        return new Trials(program, project, other, random);
    }

    private Ended run(Surroundings surroundings, List<String> arguments) throws Exception {
        Run run = program.start(place, surroundings, arguments);
        int code = run.await();
        return new Ended(
                code, Snapshot.masked(run.out(), place), Snapshot.masked(run.err(), place), Snapshot.of(place));
    }

    /** What is no word to a user. */
    private static List<String> unhelpful(Ended ended) {
        boolean isTrace = ended.err.contains("\tat ")
                || ended.err.contains("Exception")
                || ended.err.contains("a fault of duiqi");
        boolean isSilent = ended.code > 1 && ended.err.isBlank();
        return isTrace || isSilent ? List.of("it ends with " + ended.code + " and says: " + ended.err) : List.of();
    }

    /** Surroundings that must change nothing: neither files nor what is printed. */
    Outcome same(Expected expected, Surroundings surroundings) throws Exception {
        project.copyTo(place);
        return same(expected, surroundings, expected.command().relative());
    }

    /** The same by absolute paths, in a folder whose name is awkward. */
    Outcome sameUnder(Expected expected, Path folder) throws Exception {
        project.copyTo(folder);
        Surroundings named = new Surroundings("path with Chinese and spaces", List.of());
        return at(folder).same(expected, named, expected.command().in(folder));
    }

    private Outcome same(Expected expected, Surroundings surroundings, List<String> arguments) throws Exception {
        Ended ended = run(surroundings, arguments);
        List<String> losses = new ArrayList<>(ended.found.differing(expected.after()));
        losses.addAll(ended.found.hidden());
        if (ended.code != expected.command().code()) {
            losses.add("it ends with " + ended.code + ": " + ended.err);
        }
        if (!ended.out.equals(expected.out()) || !ended.err.equals(expected.err())) {
            losses.add("it prints something else: " + ended.out + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** Standard output that takes nothing, or not all: the work is done all the same, and the loss is told. */
    Outcome closed(Expected expected, Surroundings surroundings, boolean isLoss) throws Exception {
        project.copyTo(place);
        Ended ended = run(surroundings, expected.command().relative());
        List<String> losses = new ArrayList<>(expected.undone(ended.found));
        losses.addAll(unhelpful(ended));
        int code = isLoss && !expected.out().isEmpty() ? 2 : expected.command().code();
        if (ended.code != code) {
            losses.add("it ends with " + ended.code + ", not " + code + ": " + ended.err);
        }
        if (code == 2 && !ended.err.contains("duiqi: standard output: ")) {
            losses.add("it does not name standard output: " + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** A disk on which there is less room than the command may need. */
    Outcome full(Expected expected, SmallDisk disk, int times) throws Exception {
        List<String> losses = new ArrayList<>();
        int refused = 0;
        Trials there = at(disk.folder());
        for (int i = 0; i < times; i++) {
            project.copyTo(disk.folder());
            disk.fill(random.nextInt(expected.size()));
            Ended ended = there.run(Surroundings.QUICK, expected.command().relative());
            losses.addAll(expected.lost(ended.found));
            boolean isRefused = ended.code == 2 && ended.err.contains(NO_ROOM);
            refused += isRefused ? 1 : 0;
            if (!isRefused) {
                losses.addAll(expected.undone(ended.found));
            }
            losses.addAll(
                    isRefused || ended.code == expected.command().code()
                            ? List.of()
                            : List.of("it ends with " + ended.code));
            losses.addAll(unhelpful(ended));
            ended.found.hidden().forEach(name -> losses.add(name + " is left, and takes room"));
            disk.makeRoom();
            losses.addAll(expected.undone(
                    there.run(Surroundings.QUICK, expected.command().relative()).found));
        }
        return new Outcome("disk full", expected.command().name(), times, refused, losses);
    }

    /** A folder in which nothing can be written. */
    Outcome closedFolder(Expected expected, Surroundings surroundings) throws Exception {
        Ended ended = run(surroundings, expected.command().relative());
        List<String> losses = new ArrayList<>(ended.found.differing(expected.before()));
        losses.addAll(unhelpful(ended));
        boolean isTold = ended.code == 2 && ended.err.contains("allow writing");
        if (!isTold) {
            losses.add("it ends with " + ended.code + " and says: " + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** Two of the same at once. */
    Outcome twice(Expected expected, int times) throws Exception {
        List<String> losses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            project.copyTo(place);
            Run one =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            Run other =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            for (Run run : List.of(one, other)) {
                int code = run.await();
                if (code != expected.command().code()) {
                    losses.add("one of two ends with " + code + ": " + run.err());
                }
            }
            losses.addAll(expected.undone(Snapshot.of(place)));
        }
        return new Outcome("two writers", expected.command().name(), times, 0, losses);
    }

    /**
     * An input that somebody saves anew while it is read: what is made is that of the old or of the new content, and what was saved
     * stays, also where the command was to write into the same file.
     */
    Outcome replaced(Expected expected, int times) throws Exception {
        List<String> losses = new ArrayList<>();
        Path input = Path.of(expected.command().paths().stream()
                .filter(name -> Files.isRegularFile(project.folder().resolve(name)))
                .findFirst()
                .orElse("gold/news.zh"));
        project.copyTo(place);
        byte[] saved = Revised.of(place.resolve(input));
        Files.write(place.resolve(input), saved);
        Snapshot revised = Snapshot.of(place);
        Snapshot ofRevised = run(Surroundings.QUICK, expected.command().relative()).found;
        int refused = 0;
        for (int i = 0; i < times; i++) {
            project.copyTo(place);
            Run run =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            Thread.sleep((long) (random.nextDouble() * expected.nanoseconds() / 1_000_000));
            Path next = Files.write(place.resolveSibling("next " + place.getFileName()), saved);
            Files.move(next, place.resolve(input), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            int code = run.await();
            Snapshot found = Snapshot.of(place);
            boolean isRefused = code == 2 && run.err().contains("another program has changed it");
            refused += isRefused ? 1 : 0;
            if (!isRefused && code != expected.command().code()) {
                losses.add("it ends with " + code + ": " + run.err());
            }
            found.differing(expected.before(), expected.after(), ofRevised, revised)
                    .forEach(name -> losses.add(name + " is of neither content"));
            if (found.only(input)
                    .differing(revised.only(input), ofRevised.only(input))
                    .contains(input.toString())) {
                losses.add(input + ": what was saved is gone");
            }
        }
        return new Outcome("file replaced while read", expected.command().name(), times, refused, losses);
    }
}
