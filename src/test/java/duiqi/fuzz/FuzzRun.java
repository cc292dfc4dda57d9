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

/**
 * Fuzzes targets with Jazzer, each in its own process, with as many processes as processors. {@code .ci/fuzz} calls it.
 *
 * <p>Inputs that reach new code are stored under {@code target/fuzz}, where the next run continues with them.
 */
public final class FuzzRun {
    private static final Path WORK = Path.of("target", "fuzz");
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    /** Time limit of an input. It normally takes milliseconds, but longer on a busy machine. */
    private static final int SECONDS_OF_AN_INPUT = 25;

    /** Time limit for a process to end after fuzzing. A process that takes longer hangs outside of an input. */
    private static final int SECONDS_TO_END = 120;

    /** Maximum number of findings before a run stops. */
    private static final int MAX_FINDINGS = 20;

    /** Maximum input length in bytes. Longer inputs are slow to mutate and find no additional errors. */
    private static final int MAX_LENGTH = 20_000;

    private final int seconds;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FuzzRun(int seconds) {
        this.seconds = seconds;
    }

    /**
     * Fuzzes targets and exits with 1 if it finds a failure.
     *
     * @param args seconds per target, followed by target names (default: all; {@code any} is all of them together), or
     *     {@code --list} to list the targets
     */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("--list")) {
            Target.ALL.forEach(target -> System.out.println(target.name()));
            return;
        }
        List<String> names = args.length > 1
                ? List.of(args).subList(1, args.length)
                : Target.ALL.stream().map(Target::name).toList();
        boolean isClean = new FuzzRun(Integer.parseInt(args[0])).runAll(names);
        System.exit(isClean ? 0 : 1);
    }

    private boolean runAll(List<String> names) throws IOException, InterruptedException, ExecutionException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(processors);
        List<Future<Boolean>> runs = new ArrayList<>();
        for (String name : names) {
            prepare(name);
            // Processes on the same target share a corpus folder and thus reuse each other's inputs.
            int copies = names.size() == 1 ? processors : 1;
            IntStream.range(0, copies).forEach(copy -> runs.add(pool.submit(() -> run(name, copy))));
        }
        boolean isClean = true;
        for (Future<Boolean> run : runs) {
            isClean &= run.get();
        }
        pool.shutdown();
        return isClean;
    }

    private static Path folder(String name) {
        return WORK.resolve(name);
    }

    /** Writes the seeds. */
    private static void prepare(String name) throws IOException {
        boolean isAny = name.equals(Fuzz.ANY);
        for (String part : List.of("seeds", "corpus", "findings")) {
            Files.createDirectories(folder(name).resolve(part));
        }
        for (Path old : Seed.files(folder(name).resolve("findings"))) {
            Files.delete(old);
        }
        for (Target target : isAny ? Target.ALL : List.of(Target.named(name))) {
            int number = 0;
            for (byte[] input : inputs(target)) {
                Files.write(
                        folder(name).resolve("seeds").resolve(target.name() + "-" + number++),
                        isAny ? Fuzz.named(target, input) : input);
            }
        }
    }

    private static List<byte[]> inputs(Target target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (Seed seed : target.seeds()) {
            inputs.add(seed.content().bytes());
        }
        for (Path file : target.kept()) {
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
        List<Path> findings = Seed.files(folder.resolve("findings"));
        boolean isClean = hasEnded && process.exitValue() == 0 && findings.isEmpty();
        String output = Files.readString(log, StandardCharsets.ISO_8859_1);
        String executions = EXECUTIONS
                .matcher(output)
                .results()
                .reduce((one, last) -> last)
                .map(last -> last.group(1))
                .orElse("?");
        String outcome = isClean ? "no findings" : (hasEnded ? "FINDINGS" : "TIMEOUT") + ", see " + log;
        print(String.format(Locale.ROOT, "%-20s %8s inputs in %d s: %s", name, executions, seconds, outcome));
        output.lines()
                .filter(line -> line.contains("== Java Exception") || line.contains("ERROR: libFuzzer"))
                .forEach(line -> print("  " + line));
        for (Path finding : findings) {
            printReplayCommand(finding, name);
        }
        return isClean;
    }

    private synchronized void print(String line) {
        out.println(line);
    }

    /** Prints the location of an input, under the name of its target. */
    private void printReplayCommand(Path finding, String name) throws IOException {
        byte[] input = Files.readAllBytes(finding);
        String target = name;
        Path file = finding;
        if (name.equals(Fuzz.ANY)) {
            target = Fuzz.target(input);
            file = Files.createDirectories(folder(target).resolve("findings")).resolve(finding.getFileName());
            Files.write(file, Fuzz.content(input));
        }
        Path kept = Target.KEPT.resolve(target);
        print("  input: " + file);
        print("  keep and replay it: mkdir -p " + kept + " && cp " + file + " " + kept
                + "/NAME && ./mvnw test -Dtest=FuzzReplayTest");
    }

    private List<String> command(Path folder, String name) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Most runs are too short to benefit from the optimising compiler.
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                // A killed process does not delete its own folder.
                "-Djava.io.tmpdir=" + ScratchFolder.SCRATCH.path(),
                "-D" + Fuzz.PROPERTY + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzz.class.getName(),
                "--instrumentation_includes=duiqi.**",
                // Instrumenting the libraries as well would make the start much slower.
                "--custom_hook_includes=duiqi.**",
                // SRX files and glossaries contain regular expressions by design.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--keep_going=" + MAX_FINDINGS,
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
