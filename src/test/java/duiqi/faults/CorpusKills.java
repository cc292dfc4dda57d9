package duiqi.faults;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Kills {@code corpus align} again and again at random moments; each run continues the one before. An output with its
 * summary must never be partial, and a run that ends must give exactly the output of an undisturbed run: the same rows in
 * each table, and the same other files. Not thread-safe.
 */
final class CorpusKills {
    private static final String OUTPUT = "corpus";
    private static final String WORK = "corpus.work";

    /** Last file of an output. */
    private static final String SUMMARY = "summary.json";

    private static final List<String> COMMAND =
            List.of("corpus", "align", "corpus.jsonl", OUTPUT, "--tmx", "1", "--phrases", "5", "--master", "local[1]");

    /** Options of Java and Spark that shorten the start of a process and the work. They do not change the output. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -Xmx700m -XX:ParallelGCThreads=1"
            + " -Dspark.sql.shuffle.partitions=2 -Dspark.sql.codegen.wholeStage=false"
            + " -Dspark.sql.codegen.factoryMode=NO_CODEGEN ";

    private final Installation program;
    private final Path place;
    private final Random random;
    private final PrintStream log;
    private final List<String> losses = new ArrayList<>();
    private Surroundings surroundings = Surroundings.PLAIN;
    private Optional<Snapshot> expected = Optional.empty();
    private long duration;

    /**
     * Creates the test.
     *
     * @param place a new folder
     * @param log stream that receives each loss
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
            if (!run.kill((long) (random.nextDouble() * duration))) {
                finish(run);
                continue;
            }
            killed++;
            writing += isWriting() ? 1 : 0;
            if (Files.exists(place.resolve(OUTPUT).resolve(SUMMARY))) {
                compare("after a kill");
            }
        }
        finish(program.start(place, surroundings, COMMAND));
        return Outcome.ofKills("corpus align", killed, writing, losses);
    }

    /** Writes the corpus and runs the command twice without a fault. */
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
        surroundings = new Surroundings(
                "plain",
                List.of(
                        "env",
                        "DUIQI_LIBRARIES=" + place.resolve("libraries"),
                        "DUIQI_JAVA_OPTS=" + QUICK,
                        "SPARK_LOCAL_IP=127.0.0.1",
                        "SPARK_SCALA_VERSION=2.13"));
        // The first run also prepares the start of Spark, so the second one gives the time.
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Run run = program.start(place, surroundings, COMMAND);
            if (run.await() != 0) {
                throw new IOException("corpus align exits with " + run.await() + ": " + run.err());
            }
            duration = System.nanoTime() - start;
            expected = Optional.of(Snapshot.of(place.resolve(OUTPUT)));
            reset();
        }
    }

    private static String sentences(String file) throws IOException {
        List<String> sentences = Files.readAllLines(Path.of("src/test/resources/gold", file)).stream()
                .filter(line -> !line.isBlank())
                .limit(40)
                .map(line -> "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .toList();
        return "[" + String.join(", ", sentences) + "]";
    }

    /** Returns whether the killed run was writing a table. */
    private boolean isWriting() throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve(WORK))) {
            return files.anyMatch(file -> file.endsWith("_temporary"));
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    private void finish(Run run) throws IOException, InterruptedException {
        if (run.await() != 0) {
            lose("after a kill, corpus align exits with " + run.await() + ": " + run.err());
        } else {
            compare("after a complete run");
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

    private void compare(String moment) throws IOException {
        Snapshot.of(place.resolve(OUTPUT))
                .differing(expected.orElseThrow())
                .forEach(name -> lose(moment + ", " + name + " differs from that of an undisturbed run"));
    }
}
