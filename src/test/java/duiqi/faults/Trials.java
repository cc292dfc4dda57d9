package duiqi.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs a command once with a fault and checks its output and files. Not thread-safe.
 *
 * @param program duiqi
 * @param project the sample project
 * @param place folder of the runs, used only by these trials
 * @param random source of random numbers
 */
record Trials(Installation program, SampleProject project, Path place, Random random) {
    private static final String NO_ROOM = "No space left on device";

    /** Holds the result of a run. */
    private record Ended(int code, String out, String err, Snapshot found) {}

    /** Returns trials in another folder. */
    private Trials at(Path other) {
        return new Trials(program, project, other, random);
    }

    private Ended run(Surroundings surroundings, List<String> arguments) throws Exception {
        Run run = program.start(place, surroundings, arguments);
        int code = run.await();
        return new Ended(
                code, Snapshot.masked(run.out(), place), Snapshot.masked(run.err(), place), Snapshot.of(place));
    }

    /** Returns output that does not help a user. */
    private static List<String> unhelpful(Ended ended) {
        boolean isTrace =
                ended.err.contains("\tat ") || ended.err.contains("Exception") || ended.err.contains("internal error");
        boolean isSilent = ended.code > 1 && ended.err.isBlank();
        return isTrace || isSilent ? List.of("exits with " + ended.code + ": " + ended.err) : List.of();
    }

    /** Tests an environment that must change neither files nor output. */
    Outcome same(Expected expected, Surroundings surroundings) throws Exception {
        project.copyTo(place);
        return same(expected, surroundings, expected.command().relative());
    }

    /** Tests absolute paths in a folder with an unusual name. */
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
            losses.add("exits with " + ended.code + ": " + ended.err);
        }
        if (!ended.out.equals(expected.out()) || !ended.err.equals(expected.err())) {
            losses.add("prints different output: " + ended.out + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** Tests a standard output that loses data. The command must complete its work and report the loss. */
    Outcome lostOutput(Expected expected, Surroundings surroundings, boolean isLoss) throws Exception {
        project.copyTo(place);
        Ended ended = run(surroundings, expected.command().relative());
        List<String> losses = new ArrayList<>(expected.undone(ended.found));
        losses.addAll(unhelpful(ended));
        int code = isLoss && !expected.out().isEmpty() ? 2 : expected.command().code();
        if (ended.code != code) {
            losses.add("exits with " + ended.code + ", expected " + code + ": " + ended.err);
        }
        if (code == 2 && !ended.err.contains("duiqi: standard output: ")) {
            losses.add("error does not mention standard output: " + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** Tests a disk with less space than the command may need. */
    Outcome full(Expected expected, SmallDisk disk, int times) throws Exception {
        List<String> losses = new ArrayList<>();
        int rejected = 0;
        Trials there = at(disk.folder());
        for (int i = 0; i < times; i++) {
            project.copyTo(disk.folder());
            disk.fill(random.nextInt(expected.size()));
            Ended ended = there.run(Surroundings.QUICK, expected.command().relative());
            losses.addAll(expected.lost(ended.found));
            boolean isRejected = ended.code == 2 && ended.err.contains(NO_ROOM);
            rejected += isRejected ? 1 : 0;
            if (!isRejected) {
                losses.addAll(expected.undone(ended.found));
            }
            losses.addAll(
                    isRejected || ended.code == expected.command().code()
                            ? List.of()
                            : List.of("exits with " + ended.code));
            losses.addAll(unhelpful(ended));
            ended.found.hidden().forEach(name -> losses.add(name + " was not deleted and uses space"));
            disk.makeRoom();
            losses.addAll(expected.undone(
                    there.run(Surroundings.QUICK, expected.command().relative()).found));
        }
        return new Outcome("disk full", expected.command().name(), times, rejected, losses);
    }

    Outcome readOnlyFolder(Expected expected, Surroundings surroundings) throws Exception {
        Ended ended = run(surroundings, expected.command().relative());
        List<String> losses = new ArrayList<>(ended.found.differing(expected.before()));
        losses.addAll(unhelpful(ended));
        boolean isExplained = ended.code == 2 && ended.err.contains("allow writing");
        if (!isExplained) {
            losses.add("exits with " + ended.code + ": " + ended.err);
        }
        return new Outcome(surroundings.name(), expected.command().name(), 1, 0, losses);
    }

    /** Tests two concurrent runs of the same command. */
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
                    losses.add("one of two writers exits with " + code + ": " + run.err());
                }
            }
            losses.addAll(expected.undone(Snapshot.of(place)));
        }
        return new Outcome("two writers", expected.command().name(), times, 0, losses);
    }

    /**
     * Tests an input that another program replaces while duiqi reads it. The result must come from the old or the new
     * content. The replaced file must survive, even if the command writes to the same file.
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
        int rejected = 0;
        for (int i = 0; i < times; i++) {
            project.copyTo(place);
            Run run =
                    program.start(place, Surroundings.QUICK, expected.command().relative());
            Thread.sleep((long) (random.nextDouble() * expected.nanoseconds() / 1_000_000));
            Path next = Files.write(place.resolveSibling("next " + place.getFileName()), saved);
            Files.move(next, place.resolve(input), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            int code = run.await();
            Snapshot found = Snapshot.of(place);
            boolean isRejected = code == 2 && run.err().contains("changed by another program");
            rejected += isRejected ? 1 : 0;
            if (!isRejected && code != expected.command().code()) {
                losses.add("exits with " + code + ": " + run.err());
            }
            found.differing(expected.before(), expected.after(), ofRevised, revised)
                    .forEach(name -> losses.add(name + " matches neither content"));
            if (found.only(input)
                    .differing(revised.only(input), ofRevised.only(input))
                    .contains(input.toString())) {
                losses.add(input + ": the replaced content is lost");
            }
        }
        return new Outcome("file replaced while read", expected.command().name(), times, rejected, losses);
    }
}
