package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Aligns a corpus in separate processes: in one, in one that is killed repeatedly, and in several that share the work.
 * All give the same result.
 */
@Tag("spark")
class CorpusProcessesIT {
    private static final int KILLS = 2;

    @TempDir
    private static Path folder;

    private static String expected = "";

    @BeforeAll
    static void alignsOnOneProcessor() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("news", "speech", "essay")) {
            lines.add("{\"id\": \"" + name + "\", \"zh\": " + sentences(name + ".zh") + ", \"en\": "
                    + sentences(name + ".en") + "}");
        }
        lines.add(lines.get(0).replace("\"news\"", "\"again\""));
        lines.add("{\"id\": \"bad\"}");
        Files.write(folder.resolve("corpus.jsonl"), lines);
        Path sparkJars = Files.createDirectories(folder.resolve("spark/jars"));
        for (String jar : classPath()) {
            Files.createSymbolicLink(
                    sparkJars.resolve(Path.of(jar).getFileName()), Path.of(jar).toAbsolutePath());
        }
        Process process = start("one", "duiqi.cli.Main", "--master", "local[1]");
        assertThat(process.waitFor()).as(errors("one")).isZero();
        expected = output("one");
        assertThat(expected).contains("<tu ").contains("\"documents\" : 4").contains("\"rejected\" : 1");
    }

    /** Removes the symbolic links before JUnit does, which would log each. */
    @AfterAll
    static void removeLinks() throws IOException {
        try (Stream<Path> links = Files.list(folder.resolve("spark/jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    /** Returns a JSON list. The texts contain no ASCII quotes or backslashes that would need escapes. */
    private static String sentences(String file) throws IOException {
        List<String> sentences = Files.readAllLines(Path.of("src/test/resources/gold", file)).stream()
                .filter(line -> !line.isBlank())
                .map(line -> "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .toList();
        return "[" + String.join(", ", sentences) + "]";
    }

    /** Returns the libraries that the launcher uses. */
    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("duiqi"))
                .toList();
    }

    private static Process start(String name, String mainClass, String... options) throws IOException {
        boolean submits = !mainClass.equals("duiqi.cli.Main");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                (submits ? "" : Sandbox.jar() + File.pathSeparator) + folder.resolve("spark/jars") + "/*",
                mainClass));
        if (submits) {
            command.addAll(List.of(options));
            command.add(Sandbox.jar().toString());
        }
        command.addAll(List.of("corpus", "align", "corpus.jsonl", name, "--tmx", "1", "--phrases", "0"));
        if (!submits) {
            command.addAll(List.of(options));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start();
    }

    private static String errors(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }

    /** Returns the number of stages that a process has finished. */
    private static long stages(String name) throws IOException {
        return errors(name).lines().filter(line -> line.startsWith("duiqi: ")).count();
    }

    /** Returns all readable text without time stamps, and the bytes of the learned tables. */
    private static String output(String name) throws IOException {
        StringBuilder all = new StringBuilder();
        Path output = folder.resolve(name);
        for (String file : List.of("summary.json", "tmx/part-00001.tmx")) {
            all.append(Files.readString(output.resolve(file)));
        }
        for (byte b : Files.readAllBytes(output.resolve("translations.tables"))) {
            all.append(b).append(' ');
        }
        return all.toString()
                .replaceAll("\"begun\" : \"[^\"]*\"", "")
                .replaceAll("(creationdate|changedate)=\"[^\"]*\"", "");
    }

    @Test
    void killedRunsGiveSameResult() throws Exception {
        Random random = new Random(3);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("killed", "duiqi.cli.Main", "--master", "local[2]");
            // Each start finishes at least two more stages than the one before, and is killed in one of the next.
            while (process.isAlive() && stages("killed") < 2) {
                Thread.sleep(50);
            }
            Thread.sleep(random.nextInt(400));
            if (kill == 0) {
                process.destroyForcibly().waitFor();
            } else {
                process.destroy();
                assertThat(process.waitFor()).isEqualTo(128 + 15);
                assertThat(errors("killed")).doesNotContain("internal error", "Exception", "\tat ");
            }
            assertThat(folder.resolve("killed")).doesNotExist();
        }
        Process last = start("killed", "duiqi.cli.Main", "--master", "local[2]");
        assertThat(last.waitFor()).as(errors("killed")).isZero();
        assertThat(errors("killed")).doesNotContain("read documents");
        assertThat(output("killed")).isEqualTo(expected);
        assertThat(folder.resolve("killed.work")).doesNotExist();
    }

    /** Takes long, because each worker starts Spark. {@code .ci/cluster} tests the same with the launcher. */
    @Test
    @Tag("soak")
    void severalProcessesGiveSameResult() throws Exception {
        Process process = start(
                "shared",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local-cluster[2,1,1024]",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--class",
                "duiqi.cli.Main");
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(errors("shared")).isZero();
        assertThat(output("shared")).isEqualTo(expected);
    }
}
