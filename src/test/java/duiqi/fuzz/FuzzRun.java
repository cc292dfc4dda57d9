package duiqi.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets Jazzer fuzz targets, each in a process of its own, as many at a time as there are processors. {@code .ci/fuzz} calls it.
 *
 * <p>What leads somewhere new is gathered under {@code target/fuzz}, where the next run goes on with it.
 */
public final class FuzzRun {
    private static final Path WORK = Path.of("target", "fuzz");
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    /** An input takes milliseconds; a machine that is busy with much else makes that longer. */
    private static final int SECONDS_OF_AN_INPUT = 25;

    /** A process that has not ended so long after its time hangs in something that is no input. */
    private static final int SECONDS_TO_END = 120;

    /** So many are looked for before a run is given up. */
    private static final int MOST_FINDINGS = 20;

    /** Bytes of an input; what is longer is slow to change, and breaks nothing that shorter ones do not. */
    private static final int MAX_LENGTH = 20_000;

    private final int seconds;

    /** For the processes, since one that is killed leaves its own behind. */
    private final ScratchFolder scratch = new ScratchFolder();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FuzzRun(int seconds) {
        this.seconds = seconds;
    }

    /**
     * Fuzzes, and exits with 1 when something was found.
     *
     * @param args how many seconds to fuzz each target, and the targets: all when none is named; {@code any} is all of them at once.
     *     Or {@code --list} to name the targets
     */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("--list")) {
            Targets.ALL.forEach(target -> System.out.println(target.name()));
            return;
        }
        List<String> names = args.length > 1
                ? List.of(args).subList(1, args.length)
                : Targets.ALL.stream().map(Target::name).toList();
        boolean isSound = new FuzzRun(Integer.parseInt(args[0])).runAll(names);
        System.exit(isSound ? 0 : 1);
    }

    private boolean runAll(List<String> names) throws IOException, InterruptedException, ExecutionException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(processors);
        List<Future<Boolean>> runs = new ArrayList<>();
        for (String name : names) {
            prepare(name);
            // Processes on the same target learn from each other, since they share a folder.
            int copies = names.size() == 1 ? processors : 1;
            IntStream.range(0, copies).forEach(copy -> runs.add(pool.submit(() -> run(name, copy))));
        }
        boolean isSound = true;
        for (Future<Boolean> run : runs) {
            isSound &= run.get();
        }
        pool.shutdown();
        return isSound;
    }

    private static Path folder(String name) {
        return WORK.resolve(name);
    }

    /** Writes what to begin with. */
    private static void prepare(String name) throws IOException {
        boolean isAny = name.equals(Fuzz.ANY);
        for (String part : List.of("seeds", "corpus", "findings")) {
            Files.createDirectories(folder(name).resolve(part));
        }
        for (Path old : inputs(folder(name).resolve("findings"))) {
            Files.delete(old);
        }
        for (Target target : isAny ? Targets.ALL : List.of(Targets.named(name))) {
            int number = 0;
            for (byte[] input : inputs(target)) {
                Files.write(
                        folder(name).resolve("seeds").resolve(target.name() + "-" + number++),
                        isAny ? Fuzz.named(target, input) : input);
            }
        }
    }

    private static List<Path> inputs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<byte[]> inputs(Target target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (Seed seed : target.seeds()) {
            inputs.add(seed.content().bytes());
        }
        for (Path file : KeptInputs.of(target.name())) {
            inputs.add(Files.readAllBytes(file));
        }
        return inputs;
    }

    private boolean run(String name, int copy) throws IOException, InterruptedException {
        Path folder = folder(name);
        Path log = folder.resolve("log" + copy);
        Process process = new ProcessBuilder(command(folder, name))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        boolean hasEnded = process.waitFor(seconds + SECONDS_TO_END, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        List<Path> findings = inputs(folder.resolve("findings"));
        boolean isSound = hasEnded && process.exitValue() == 0 && findings.isEmpty();
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        String executions = EXECUTIONS
                .matcher(said)
                .results()
                .reduce((one, last) -> last)
                .map(last -> last.group(1))
                .orElse("?");
        String outcome = isSound ? "nothing found" : (hasEnded ? "FOUND something" : "DID NOT END") + ", see " + log;
        tell(String.format(Locale.ROOT, "%-20s %8s inputs in %d s: %s", name, executions, seconds, outcome));
        said.lines()
                .filter(line -> line.contains("== Java Exception") || line.contains("ERROR: libFuzzer"))
                .forEach(line -> tell("  " + line));
        for (Path finding : findings) {
            tellHowToKeep(finding, name);
        }
        return isSound;
    }

    private synchronized void tell(String line) {
        out.println(line);
    }

    /** Says where an input lies, under the name of its target. */
    private void tellHowToKeep(Path finding, String name) throws IOException {
        byte[] input = Files.readAllBytes(finding);
        String target = name;
        Path lies = finding;
        if (name.equals(Fuzz.ANY)) {
            target = Fuzz.target(input);
            lies = Files.createDirectories(folder(target).resolve("findings")).resolve(finding.getFileName());
            Files.write(lies, Fuzz.content(input));
        }
        Path kept = KeptInputs.FOLDER.resolve(target);
        tell("  input: " + lies);
        tell("  keep and replay it: mkdir -p " + kept + " && cp " + lies + " " + kept
                + "/NAME && ./mvnw test -Dtest=FuzzReplayTest");
    }

    private List<String> command(Path folder, String name) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Most runs are too short for what a better compiler saves.
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + scratch.path(),
                "-D" + Fuzz.PROPERTY + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzz.class.getName(),
                "--instrumentation_includes=duiqi.**",
                // To watch the libraries as well makes starting much longer.
                "--custom_hook_includes=duiqi.**",
                // That an expression can come from a file is what SRX and glossaries are for.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--keep_going=" + MOST_FINDINGS,
                "--reproducer_path=" + folder));
        command.addAll(List.of(
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_OF_AN_INPUT,
                "-rss_limit_mb=3000",
                "-max_len=" + MAX_LENGTH,
                "-print_final_stats=1",
                "-artifact_prefix=" + folder.resolve("findings") + "/",
                folder.resolve("corpus").toString(),
                folder.resolve("seeds").toString()));
        return command;
    }
}
