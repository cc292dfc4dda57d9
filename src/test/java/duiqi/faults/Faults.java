package duiqi.faults;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Tests all commands with all faults and prints a table: {@code Faults [KILLS [MINUTES [SEED]]] [COMMAND...]}. Kills run
 * in rounds over all commands; no round starts after the given minutes. Exits with 1 after a loss. Needs
 * {@code target/duiqi-all.jar}. Skips trials that need root, faketime or Spark if these are unavailable.
 *
 * <p>With commands, only kills these, without the other faults. A command is the start of a name in the table, with
 * hyphens between its words: {@code tm}, {@code tm-convert-table}, {@code serve}.
 */
public final class Faults {
    private static final int ROUND = 10;
    private static final int AIMED = 2;
    private static final int LANES = 2;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final Map<Command, Expected> expected = new ConcurrentHashMap<>();
    private final ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    private final Path scratch;
    private final Installation program;
    private final SampleProject project;
    private final long seed;
    private final List<String> chosen;

    private Faults(Path scratch, long seed, List<String> chosen) throws Exception {
        this.scratch = scratch;
        this.seed = seed;
        this.chosen = chosen;
        program = Installation.in(scratch);
        project = SampleProject.make(Files.createDirectory(scratch.resolve("project")), program);
    }

    public static void main(String[] args) throws Exception {
        List<Long> numbers = Stream.of(args)
                .takeWhile(arg -> arg.matches("[0-9]+"))
                .map(Long::valueOf)
                .toList();
        int kills = numbers.isEmpty() ? 200 : Math.toIntExact(numbers.get(0));
        Duration longest = Duration.ofMinutes(numbers.size() > 1 ? numbers.get(1) : 600);
        Faults faults = new Faults(
                Files.createTempDirectory("duiqi faults"),
                numbers.size() > 2 ? numbers.get(2) : 1,
                List.of(args).subList(numbers.size(), args.length));
        try {
            faults.runTrials();
            faults.kill(kills, Instant.now().plus(longest));
        } finally {
            faults.lanes.shutdownNow();
            SampleProject.delete(faults.scratch);
        }
        Outcome.print(faults.outcomes, faults.out);
        System.exit(
                faults.outcomes.stream().allMatch(outcome -> outcome.losses().isEmpty()) ? 0 : 1);
    }

    private Trials trials(Path place) {
        return new Trials(program, project, place, new Random(seed + place.hashCode()));
    }

    /** Returns whether to test a command. */
    private boolean isChosen(String name) {
        String hyphened = name.replaceAll("[ ,]+", "-");
        return chosen.isEmpty() || chosen.stream().anyMatch(hyphened::startsWith);
    }

    private void runTrials() throws Exception {
        Map<String, Callable<Boolean>> all = new LinkedHashMap<>();
        if (!chosen.isEmpty()) {
            for (Command command : Command.WRITING) {
                if (isChosen(command.name())) {
                    all.put(command.name(), () -> {
                        expected(command, scratch.resolve("work " + command.name()));
                        return true;
                    });
                }
            }
            runAll(all);
            return;
        }
        String noDisk = SmallDisk.reason(scratch);
        boolean hasFaketime = Surroundings.EARLIER.isAvailable();
        if (!noDisk.isEmpty()) {
            out.println("skipped: disk full, read-only disk: " + noDisk);
        }
        if (!hasFaketime) {
            out.println("skipped: clock ten years back: faketime is not installed");
        }
        all.put("many files", () -> add(new ManyFiles(program, scratch.resolve("many")).runTrials()));
        for (Command command : Command.ALL) {
            all.put(command.name(), () -> {
                Path place = scratch.resolve("work " + command.name());
                Expected one = expected(command, place);
                Trials trials = trials(place);
                for (Surroundings surroundings : Surroundings.NEUTRAL) {
                    add(trials.same(one, surroundings));
                }
                if (hasFaketime) {
                    add(trials.same(one, Surroundings.EARLIER));
                }
                add(trials.sameUnder(one, scratch.resolve("对齐 项目/" + command.name() + " 研究 %20")));
                for (Surroundings surroundings : Surroundings.LOSING_OUTPUT) {
                    add(trials.lostOutput(one, surroundings, true));
                }
                add(trials.lostOutput(one, Surroundings.READ_PARTLY, false));
                if (Command.WRITING.contains(command)) {
                    add(trials.twice(one, 3));
                    add(trials.replaced(one, 5));
                    if (noDisk.isEmpty()) {
                        onDisk(one, command);
                    }
                }
                out.println("tested: " + command.name());
                return true;
            });
        }
        runAll(all);
    }

    /** Returns the result of a command without a fault. */
    private Expected expected(Command command, Path place) throws Exception {
        Expected one = Expected.of(program, project, command, place);
        expected.put(command, one);
        return one;
    }

    private void onDisk(Expected one, Command command) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(scratch.resolve("disk " + command.name()))) {
            add(trials(disk.folder()).full(one, disk, 5));
            project.copyTo(disk.folder());
            disk.setReadOnly(true);
            add(trials(disk.folder()).readOnlyFolder(one, new Surroundings("read-only disk", List.of())));
            disk.setReadOnly(false);
        }
    }

    private void kill(int kills, Instant end) throws Exception {
        Map<Expected, Trials> trials = new HashMap<>();
        for (Expected one : expected.values()) {
            if (!one.after().differing(one.before()).isEmpty()) {
                trials.put(one, trials(scratch.resolve("work " + one.command().name())));
            }
        }
        ServerKills review = new ServerKills(program, project.copyTo(scratch.resolve("work review")), new Random(seed));
        ServerKills serve = new ServerKills(program, project.copyTo(scratch.resolve("work serve")), new Random(seed));
        for (int done = 0; done < kills && Instant.now().isBefore(end); done += ROUND) {
            int times = Math.min(ROUND, kills - done);
            Map<String, Callable<Boolean>> round = new LinkedHashMap<>();
            if (isChosen("review")) {
                round.put("review", () -> add(review.review(times)));
            }
            if (isChosen("serve")) {
                round.put("serve", () -> add(serve.serve(times)));
            }
            trials.forEach((one, trial) -> round.put(one.command().name(), () -> add(trial.killed(one, times, AIMED))));
            runAll(round);
            out.println("killed: " + (done + times) + " times each");
        }
    }

    private boolean add(Outcome outcome) {
        outcomes.add(outcome);
        outcome.losses().forEach(loss -> out.println(outcome.fault() + ", " + outcome.command() + ": " + loss.strip()));
        return true;
    }

    private void runAll(Map<String, Callable<Boolean>> trials) throws InterruptedException {
        List<String> names = List.copyOf(trials.keySet());
        List<Future<Boolean>> ended = lanes.invokeAll(trials.values());
        for (int i = 0; i < names.size(); i++) {
            try {
                ended.get(i).get();
            } catch (ExecutionException failed) {
                add(new Outcome("failed trial", names.get(i), 1, 0, List.of(String.valueOf(failed.getCause()))));
            }
        }
    }
}
