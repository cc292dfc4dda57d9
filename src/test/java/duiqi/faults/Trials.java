package duiqi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs a command with a fault and checks its output and files. Not thread-safe.
 *
 * @param program duiqi
 * @param project the sample project
 * @param place folder of the runs, used only by these trials
 * @param random source of random numbers
 */
record Trials(Installation program, SampleProject project, Path place, Random random) {
    private static final String NO_ROOM = "No space left on device";

    /** Longest delay in nanoseconds between the start of a write and the kill. */
    private static final int MAX_DELAY = 5_000_000;

    /** Maximum number of runs that end before an aimed kill. Some commands write for less than a millisecond. */
    private static final int MAX_MISSES = 5;

    private static final String UNIT =
            "<tu><tuv xml:lang=\"zh-CN\"><seg>后来的</seg></tuv><tuv xml:lang=\"en-US\"><seg>what came later</seg></tuv></tu>";

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
            List<String> arguments = expected.command().relative();
            for (Run run : List.of(
                    program.start(place, Surroundings.QUICK, arguments),
                    program.start(place, Surroundings.QUICK, arguments))) {
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
        byte[] saved = revised(place.resolve(input));
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
            Files.move(next, place.resolve(input), StandardCopyOption.ATOMIC_MOVE);
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

    /**
     * Kills a command at random times of its run, evenly distributed, and some more times right after it starts to write.
     * Runs that end before the kill do not count. After each kill, every file must have its old or new content. The files
     * that a killed run leaves stay for the next run. At the end the command must produce the expected result.
     *
     * @param times number of kills at random times
     * @param aimed number of kills right after the start of a write; fewer if the writes are too short
     */
    Outcome killed(Expected expected, int times, int aimed) throws Exception {
        List<String> losses = new ArrayList<>();
        Command command = expected.command();
        long duration = expected.nanoseconds();
        int killed = 0;
        int writing = 0;
        int missed = 0;
        boolean needsReset = true;
        while (killed < times + aimed && missed < MAX_MISSES) {
            if (needsReset) {
                project.copyTo(place);
            }
            Run run = program.start(place, Surroundings.QUICK, command.relative());
            boolean isAimed = killed >= times;
            while (isAimed && run.process().isAlive() && !isWriting()) {
                Thread.sleep(1);
            }
            long start = System.nanoTime();
            boolean isKilled = run.kill(isAimed ? random.nextInt(MAX_DELAY) : (long) (random.nextDouble() * duration));
            Snapshot found = Snapshot.of(place);
            if (isKilled) {
                killed++;
                writing += found.wasWriting() ? 1 : 0;
                losses.addAll(expected.lost(found));
            } else if (isAimed) {
                missed++;
            } else {
                // The duration depends on the load of the machine.
                duration = (duration + System.nanoTime() - start) / 2;
            }
            needsReset = !isKilled || !found.differing(expected.before()).isEmpty();
        }
        Ended ended = run(Surroundings.QUICK, command.relative());
        losses.addAll(
                ended.code == command.code()
                        ? expected.undone(ended.found)
                        : List.of("after a kill, the command exits with " + ended.code + ": " + ended.err));
        return Outcome.ofKills(command.name(), killed, writing, losses);
    }

    private boolean isWriting() throws IOException {
        try (Stream<Path> files =
                Files.find(place, 2, (file, attributes) -> file.toString().endsWith(".tmp"))) {
            return files.findAny().isPresent();
        } catch (NoSuchFileException | UncheckedIOException renamed) {
            return true; // Only a temporary file disappears during a run.
        }
    }

    /** Edits a file as a user would: adds a unit or a comment, or replaces the last line with the line before it. */
    private static byte[] revised(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.toString();
        String revised;
        if (name.endsWith(".tmx")) {
            revised = text.replace("</body>", UNIT + "</body>");
        } else if (name.endsWith(".xlf")) {
            revised = text + "<!-- what came later -->\n";
        } else if (name.endsWith(".po")) {
            revised = text + "\nmsgid \"后来的\"\nmsgstr \"what came later\"\n";
        } else {
            // Keep the number of lines, because annotations refer to line numbers.
            int last = text.lastIndexOf('\n', text.length() - 2) + 1;
            revised = text.substring(0, last) + text.substring(text.lastIndexOf('\n', last - 2) + 1, last);
        }
        return revised.getBytes(StandardCharsets.UTF_8);
    }
}
