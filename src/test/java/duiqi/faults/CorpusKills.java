package duiqi.faults;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kills {@code corpus align} again and again; each run continues the one before. Most kills are at random moments of the
 * work, some during the start of Spark, and some just after a stage or the output has got its name. The output must never be
 * partial, and a run that ends must give exactly the output of an undisturbed run. Not thread-safe.
 */
final class CorpusKills {
    private static final String OUTPUT = "corpus";
    private static final String WORK = "corpus.work";

    /** Longest delay in milliseconds between a rename and the kill. */
    private static final int MAX_DELAY = 20;

    private static final List<String> COMMAND =
            List.of("corpus", "align", "corpus.jsonl", OUTPUT, "--tmx", "1", "--phrases", "5", "--master", "local[2]");

    private final Installation program;
    private final Path place;
    private final Random random;
    private final PrintStream log;
    private final List<String> losses = new ArrayList<>();
    private Surroundings surroundings = Surroundings.PLAIN;
    private Map<String, String> expected = Map.of();
    private long begun;
    private long duration;

    /**
     * Creates the test.
     *
     * @param place a new folder
     * @param log stream that receives each loss, and the duration of an undisturbed run
     */
    CorpusKills(Installation program, Path place, Random random, PrintStream log) {
        this.program = program;
        this.place = place;
        this.random = random;
        this.log = log;
    }

    /** Returns whether the class path contains Spark. */
    static boolean isAvailable() {
        return classPath().stream().anyMatch(jar -> jar.contains("spark-core"));
    }

    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !String.valueOf(Path.of(entry).getFileName()).startsWith("duiqi"))
                .toList();
    }

    Outcome corpusAlign(int times) throws IOException, InterruptedException {
        losses.clear();
        if (expected.isEmpty()) {
            prepare();
        }
        int killed = 0;
        int writing = 0;
        while (killed < times) {
            Run run = program.start(place, surroundings, COMMAND);
            if (kill(run)) {
                killed++;
                writing += Files.exists(place.resolve(WORK).resolve("aside")) ? 1 : 0;
                if (Files.exists(place.resolve(OUTPUT))) {
                    requireWhole("after a kill");
                }
            } else {
                finish(run);
            }
        }
        finish(program.start(place, surroundings, COMMAND));
        return new Outcome("kill -9", "corpus align", killed, writing, losses);
    }

    /** Writes the corpus and runs the command without a fault, once to make the class data archive and once to measure. */
    private void prepare() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("news", "speech")) {
            lines.add("{\"id\": \"" + name + "\", \"zh\": " + sentences(name + ".zh") + ", \"en\": "
                    + sentences(name + ".en") + "}");
        }
        lines.add(lines.get(0).replace("\"news\"", "\"again\""));
        lines.add("{\"id\": \"bad\"}");
        Files.write(place.resolve("corpus.jsonl"), lines);
        Path jars = Files.createDirectories(place.resolve("libraries/spark/jars"));
        for (String jar : classPath()) {
            Files.createSymbolicLink(
                    jars.resolve(Path.of(jar).getFileName()), Path.of(jar).toAbsolutePath());
        }
        // The options of Java are separated by spaces, so this path must have none.
        Path shared = Files.createTempDirectory("duiqi-spark");
        shared.toFile().deleteOnExit();
        Path archive = shared.resolve("spark.jsa");
        archive.toFile().deleteOnExit();
        for (String option : List.of("-XX:ArchiveClassesAtExit=" + archive, "-XX:SharedArchiveFile=" + archive)) {
            surroundings = new Surroundings(
                    "plain",
                    List.of(
                            "env",
                            "DUIQI_LIBRARIES=" + place.resolve("libraries"),
                            "DUIQI_JAVA_OPTS=-XX:TieredStopAtLevel=1 -Xmx700m " + option,
                            "SPARK_LOCAL_IP=127.0.0.1",
                            "SPARK_SCALA_VERSION=2.13"));
            Map<String, String> earlier = expected;
            SampleProject.delete(place.resolve(OUTPUT));
            Files.deleteIfExists(place.resolve(OUTPUT));
            long start = System.nanoTime();
            Run run = program.start(place, surroundings, COMMAND);
            while (run.process().isAlive() && !Files.exists(place.resolve(WORK))) {
                Thread.sleep(10);
            }
            begun = System.nanoTime() - start;
            if (run.await() != 0) {
                throw new IOException("corpus align exits with " + run.await() + ": " + run.err());
            }
            duration = System.nanoTime() - start;
            expected = output();
            if (!earlier.isEmpty()) {
                compare("a second undisturbed run", earlier);
            }
        }
        log.println("corpus align: " + begun / 1_000_000 + " ms until the work begins, " + duration / 1_000_000
                + " ms in all");
        reset();
    }

    private static String sentences(String file) throws IOException {
        List<String> sentences = Files.readAllLines(Path.of("src/test/resources/gold", file)).stream()
                .filter(line -> !line.isBlank())
                .limit(40)
                .map(line -> "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .toList();
        return "[" + String.join(", ", sentences) + "]";
    }

    /** Kills a run. Returns false if it ended before the kill. */
    private boolean kill(Run run) throws IOException, InterruptedException {
        double kind = random.nextDouble();
        if (kind < 0.1) {
            return run.kill((long) (random.nextDouble() * begun));
        }
        if (kind < 0.7) {
            return run.kill(begun + (long) (random.nextDouble() * (duration - begun)));
        }
        // Waits for the output, or for some of the next names of stages.
        int steps = kind < 0.8 ? Integer.MAX_VALUE : 1 + random.nextInt(6);
        int seen = 0;
        int before = names();
        while (run.process().isAlive() && !Files.exists(place.resolve(OUTPUT)) && seen < steps) {
            Thread.sleep(2);
            int now = names();
            seen += Math.abs(now - before);
            before = now;
        }
        return run.kill(random.nextInt(MAX_DELAY * 1_000_000));
    }

    /** Returns the number of files and folders at the top of the work folder. */
    private int names() throws IOException {
        try (Stream<Path> files = Files.list(place.resolve(WORK))) {
            return (int) files.count();
        } catch (NoSuchFileException notBegun) {
            return 0;
        }
    }

    private void finish(Run run) throws IOException, InterruptedException {
        if (run.await() != 0) {
            lose("after a kill, corpus align exits with " + run.await() + ": " + run.err());
        } else {
            requireWhole("after a complete run");
        }
        if (Files.exists(place.resolve(WORK))) {
            lose(WORK + " was not deleted");
        }
        reset();
    }

    private void lose(String loss) {
        losses.add(loss);
        log.println("corpus align: " + loss);
    }

    private void reset() throws IOException {
        for (String name : List.of(OUTPUT, WORK)) {
            SampleProject.delete(place.resolve(name));
            Files.deleteIfExists(place.resolve(name));
        }
    }

    private void requireWhole(String moment) throws IOException {
        compare(moment, output());
    }

    private void compare(String moment, Map<String, String> found) {
        expected.forEach((name, content) -> {
            if (!content.equals(found.get(name))) {
                lose(moment + ", " + name + (found.containsKey(name) ? " has other content" : " is missing"));
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> lose(moment + ", " + name + " is new"));
    }

    /** Returns the content of the output, with the unique names and the times of Spark masked. */
    private Map<String, String> output() throws IOException {
        Path output = place.resolve(OUTPUT);
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file)
                        .toString()
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
                // The bytes of a table depend on the run; the other files contain the same units and counts.
                String content = name.endsWith(".parquet") ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
                contents.put(name, Snapshot.masked(content, place).replaceAll("\"begun\" ?: ?\"[^\"]*\"", ""));
            }
        }
        return contents;
    }
}
