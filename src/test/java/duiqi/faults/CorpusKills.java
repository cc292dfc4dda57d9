package duiqi.faults;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Kills {@code corpus align} again and again; each run continues the one before. Most kills strike just after a file or folder
 * of the work has got its name, the others at random moments of the work or of the start of Spark, or just after the output
 * has got its name. An output with its summary must never be partial, and a run that ends must give exactly the output of an
 * undisturbed run: the same rows in each table, and the same other files. Not thread-safe.
 */
final class CorpusKills {
    private static final String OUTPUT = "corpus";
    private static final String WORK = "corpus.work";
    private static final String OUTPUT_STAGES = "output";

    /** Last file of an output. */
    private static final String SUMMARY = "summary.json";

    /** Longest delay in milliseconds between a rename and the kill. */
    private static final int MAX_DELAY = 20;

    private static final List<String> COMMAND =
            List.of("corpus", "align", "corpus.jsonl", OUTPUT, "--tmx", "1", "--phrases", "5", "--master", "local[1]");

    /** Options of Java and Spark that shorten the start of a process and the work. They do not change the output. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -Xmx700m -XX:ParallelGCThreads=1"
            + " -Dspark.sql.shuffle.partitions=2 -Dspark.sql.codegen.wholeStage=false"
            + " -Dspark.sql.codegen.factoryMode=NO_CODEGEN ";

    /** Maximum number of new or removed names between the start of the work and the kill. A full run has about 150. */
    private static final int MAX_CHANGES = 32;

    /** Longest time of work in nanoseconds before a kill at a random moment. */
    private static final long MAX_WORK = 3_000_000_000L;

    private final Installation program;
    private final Path place;
    private final Random random;
    private final PrintStream log;
    private final List<String> losses = new ArrayList<>();
    private Surroundings surroundings = Surroundings.PLAIN;
    private Map<String, String> expected = Map.of();
    private long begun;

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
            if (kill(run)) {
                killed++;
                writing += isWriting() ? 1 : 0;
                if (Files.exists(place.resolve(OUTPUT).resolve(SUMMARY))) {
                    compare("after a kill", output());
                }
            } else {
                finish(run);
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
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Run run = program.start(place, surroundings, COMMAND);
            while (run.process().isAlive() && !Files.exists(place.resolve(WORK))) {
                Thread.sleep(10);
            }
            begun = System.nanoTime() - start;
            if (run.await() != 0) {
                throw new IOException("corpus align exits with " + run.await() + ": " + run.err());
            }
            Map<String, String> found = output();
            compare("in a second undisturbed run", found);
            expected = found;
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

    /** Kills a run. Returns false if it ended before the kill. */
    private boolean kill(Run run) throws IOException, InterruptedException {
        double kind = random.nextDouble();
        if (kind < 0.1) {
            return run.kill((long) (random.nextDouble() * begun));
        }
        if (kind < 0.4) {
            return run.kill(begun + (long) (random.nextDouble() * MAX_WORK));
        }
        boolean awaitsOutput = kind > 0.8 && Files.exists(place.resolve(WORK).resolve(OUTPUT_STAGES));
        int changes = awaitsOutput ? Integer.MAX_VALUE : 1 + random.nextInt(MAX_CHANGES);
        Set<String> before = names();
        while (run.process().isAlive() && !Files.exists(place.resolve(OUTPUT)) && changes > 0) {
            Thread.sleep(2);
            Set<String> now = names();
            changes -= now.equals(before) ? 0 : 1;
            before = now;
        }
        return run.kill(random.nextInt(MAX_DELAY * 1_000_000));
    }

    /** Returns whether the killed run was writing a table. */
    private boolean isWriting() throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve(WORK))) {
            return files.anyMatch(file -> file.endsWith("_temporary"));
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** Returns the names of the steps in the work folder, of their attempts and manifests. */
    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve(WORK), 3)) {
            return files.map(Path::toString).collect(Collectors.toSet());
        } catch (NoSuchFileException | UncheckedIOException removed) {
            return Set.of();
        }
    }

    private void finish(Run run) throws IOException, InterruptedException {
        if (run.await() != 0) {
            lose("after a kill, corpus align exits with " + run.await() + ": " + run.err());
        } else {
            compare("after a complete run", output());
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

    private void compare(String moment, Map<String, String> found) {
        if (expected.isEmpty()) {
            return;
        }
        expected.forEach((name, content) -> {
            if (!content.equals(found.get(name))) {
                lose(moment + ", " + name + (found.containsKey(name) ? " has other content" : " is missing"));
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> lose(moment + ", " + name + " is new"));
    }

    /** Returns the content of the output, with the times masked, and the sorted rows of each table. */
    private Map<String, String> output() throws IOException {
        Path output = place.resolve(OUTPUT);
        Map<String, String> contents = new TreeMap<>();
        Map<String, List<String>> tables = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                if (name.endsWith(".parquet")) {
                    // The names of the files and the order of the rows depend on the run.
                    tables.computeIfAbsent(name.replaceAll("/[^/]*$", ""), table -> new ArrayList<>())
                            .addAll(rows(file));
                } else {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    contents.put(name, Snapshot.masked(content, place).replaceAll("\"begun\" ?: ?\"[^\"]*\"", ""));
                }
            }
        }
        tables.forEach(
                (table, rows) -> contents.put(table, rows.stream().sorted().collect(Collectors.joining("\n"))));
        return contents;
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            Optional<Group> row = Optional.ofNullable(reader.read());
            while (row.isPresent()) {
                rows.add(row.get().toString());
                row = Optional.ofNullable(reader.read());
            }
        }
        return rows;
    }
}
