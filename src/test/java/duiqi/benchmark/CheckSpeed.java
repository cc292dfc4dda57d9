package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.cli.Main;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the commands {@code check} and {@code report} on 100,000 different units, as a user runs them, with up to 5,000
 * terms that {@code glossary extract} finds in 10,000 of them, and the processor time of each check.
 */
final class CheckSpeed {
    private static final int UNITS = 100_000;

    /** Milliseconds between two readings of the processor time of a process. */
    private static final int PAUSE = 20;

    private CheckSpeed() {}

    /**
     * Measures.
     *
     * @param arguments a folder with tables of pairs; without it, the units are made up and translate nothing
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(CheckSpeed.class, arguments);
        Optional<Path> tables = MadeUpMemory.tables(bench);
        Bench.inFolder(folder -> {
            String memory = folder.resolve("all.tmx").toString();
            String some = folder.resolve("some.tmx").toString();
            String glossary = folder.resolve("terms.csv").toString();
            MadeUpMemory.write(UNITS, Path.of(memory), tables, unit -> {});
            MadeUpMemory.write(UNITS / 10, Path.of(some), tables, unit -> {});
            run(bench, "glossary", "extract", "--limit", "5000", some, "-o", glossary);
            String output = folder.resolve("findings.jsonl").toString();
            run(bench, "check", "--fail-on", "never", "--glossary", glossary, memory, "-o", output);
            run(
                    bench,
                    "report",
                    "--glossary",
                    glossary,
                    memory,
                    "-o",
                    folder.resolve("report.html").toString());
            List<CheckedUnit> units = CheckedTexts.units(Path.of(memory), Direction.INTO_ENGLISH);
            EveryCheck.seconds(Glossary.read(Path.of(glossary)), units)
                    .forEach((rule, seconds) -> bench.say("  %-30s %6.2f s of processor time", rule, seconds));
        });
    }

    /** Runs a command with the options of the launcher and 512 MB, and prints its times. */
    private static void run(Bench bench, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        if (!words[0].equals("glossary")) {
            command.add(1, "-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of(words));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        Duration used = Duration.ZERO;
        while (process.isAlive()) {
            used = process.info().totalCpuDuration().orElse(used);
            Thread.sleep(PAUSE);
        }
        bench.say(
                "%s: exit code %d, %.1f s of processor time, %.1f s in all",
                words[0], process.exitValue(), used.toMillis() / 1e3, Bench.seconds(start));
    }
}
