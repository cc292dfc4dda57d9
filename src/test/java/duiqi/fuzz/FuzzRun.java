package duiqi.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes targets together with Jazzer, in as many processes as processors. {@code .ci/fuzz} calls it.
 *
 * <p>Inputs that reach new code are stored under {@code target/fuzz}, where the next run continues with them.
 */
public final class FuzzRun {
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final Path FINDINGS = FOLDER.resolve("findings");
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    /** Time limit of an input. It normally takes milliseconds, but longer on a busy machine. */
    private static final int SECONDS_OF_AN_INPUT = 25;

    /** Time limit for a process to end after fuzzing. A process that takes longer hangs outside of an input. */
    private static final int SECONDS_TO_END = 120;

    /** Maximum number of findings before a run stops. */
    private static final int MAX_FINDINGS = 20;

    /** Maximum input length in bytes. Longer inputs are slow to mutate and find no additional errors. */
    private static final int MAX_LENGTH = 20_000;

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FuzzRun() {}

    /**
     * Fuzzes targets and exits with 1 if it finds a failure.
     *
     * @param args seconds, followed by target names (default, or {@code any}: all), or {@code --list} to list the targets
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("--list")) {
            Target.ALL.forEach(OUT::println);
            return;
        }
        boolean isAny = args.length == 1 || args[1].equals("any");
        List<Target> targets =
                isAny ? Target.ALL : Stream.of(args).skip(1).map(Target::named).toList();
        prepare(targets);
        System.exit(run(Integer.parseInt(args[0]), targets) ? 0 : 1);
    }

    /** Writes the seeds, and removes those and the findings of the run before. */
    private static void prepare(List<Target> targets) throws IOException {
        Path seeds = Files.createDirectories(FOLDER.resolve("seeds"));
        Files.createDirectories(FOLDER.resolve("corpus"));
        Files.createDirectories(FINDINGS);
        for (Path folder : List.of(seeds, FINDINGS)) {
            for (Path old : Seed.files(folder)) {
                Files.delete(old);
            }
        }
        for (Target target : targets) {
            List<byte[]> inputs = new ArrayList<>();
            for (Seed seed : target.seeds()) {
                inputs.add(seed.content().bytes());
            }
            for (Path file : target.kept()) {
                inputs.add(Files.readAllBytes(file));
            }
            for (int i = 0; i < inputs.size(); i++) {
                Files.write(seeds.resolve(target.name() + "-" + i), Fuzz.named(target, inputs.get(i)));
            }
        }
    }

    /** Returns whether there is no finding. */
    private static boolean run(int seconds, List<Target> targets) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Process process = new ProcessBuilder(command(seconds, targets))
                    .redirectErrorStream(true)
                    .redirectOutput(log(i).toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            processes.add(process);
        }
        boolean isClean = true;
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            boolean hasEnded = process.waitFor(seconds + SECONDS_TO_END, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            isClean &= hasEnded && process.exitValue() == 0;
            String output = Files.readString(log(i), StandardCharsets.ISO_8859_1);
            String executions = EXECUTIONS
                    .matcher(output)
                    .results()
                    .reduce((one, last) -> last)
                    .map(last -> last.group(1))
                    .orElse("?");
            OUT.println(
                    executions + " inputs in " + seconds + " s" + (hasEnded ? "" : ": TIMEOUT") + ", see " + log(i));
            output.lines()
                    .filter(line -> line.contains("== Java Exception") || line.contains("ERROR: libFuzzer"))
                    .forEach(line -> OUT.println("  " + line));
        }
        List<Path> findings = Seed.files(FINDINGS);
        for (Path finding : findings) {
            byte[] input = Files.readAllBytes(finding);
            Path kept = Target.KEPT.resolve(Fuzz.target(input));
            Path file = Files.write(FOLDER.resolve(finding.getFileName()), Fuzz.content(input));
            OUT.println("FINDING: " + file + "\n  keep and replay it: mkdir -p " + kept + " && cp " + file + " " + kept
                    + "/NAME && ./mvnw test -Dtest=FuzzReplayTest");
        }
        return isClean && findings.isEmpty();
    }

    private static Path log(int process) {
        return FOLDER.resolve("log" + process);
    }

    private static List<String> command(int seconds, List<Target> targets) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Most runs are too short to benefit from the optimising compiler.
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                // A killed process does not delete its own folder.
                "-Djava.io.tmpdir=" + ScratchFolder.SCRATCH.path(),
                "-D" + Fuzz.PROPERTY + "=" + targets.stream().map(Target::name).collect(Collectors.joining(",")),
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
                "--reproducer_path=" + FOLDER));
        command.addAll(List.of(
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_OF_AN_INPUT,
                "-rss_limit_mb=3000",
                "-max_len=" + MAX_LENGTH,
                "-print_final_stats=1",
                "-artifact_prefix=" + FINDINGS + "/",
                FOLDER.resolve("corpus").toString(),
                FOLDER.resolve("seeds").toString()));
        return command;
    }
}
