package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Aligns a corpus in one process, and in one that is killed repeatedly. Both give the same result. {@code .ci/cluster} runs
 * several processes that share the work.
 */
@Tag("spark")
class CorpusProcessesIT extends CommandFolder {
    private static final int KILLS = 2;

    /** Returns a JSON list. */
    private static String sentences(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/gold", file)).stream()
                .filter(line -> !line.isBlank())
                .map(line -> "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private Process start(String name, String master) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String libraries = Stream.of(path.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.matches(".*/duiqi[^/]*"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx700m", "-Dfile.encoding=UTF-8", "-cp"));
        command.addAll(List.of(Sandbox.jar() + File.pathSeparator + libraries, "duiqi.cli.Main", "corpus", "align"));
        command.addAll(List.of("corpus.jsonl", name, "--tmx", "1", "--phrases", "0", "--master", master));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private String end(String name, String master) throws Exception {
        int exitCode = start(name, master).waitFor();
        assertThat(exitCode).as(read(name + ".err")).isZero();
        return (read(name + "/summary.json") + read(name + "/tmx/part-00001.tmx"))
                        .replaceAll("\"begun\" : \"[^\"]*\"", "")
                        .replaceAll("(creationdate|changedate)=\"[^\"]*\"", "")
                + Arrays.toString(Files.readAllBytes(folder.resolve(name + "/translations.tables")));
    }

    @Test
    void killedRunsGiveSameResult() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("news", "speech", "essay")) {
            lines.add("{\"id\": \"" + name + "\", \"zh\": " + sentences(name + ".zh") + ", \"en\": "
                    + sentences(name + ".en") + "}");
        }
        lines.add(lines.get(0).replace("\"news\"", "\"again\""));
        lines.add("{\"id\": \"bad\"}");
        write("corpus.jsonl", String.join("\n", lines));
        String expected = end("one", "local[1]");
        assertThat(expected).contains("<tu ").contains("\"documents\" : 4").contains("\"rejected\" : 1");
        Random random = new Random(3);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("killed", "local[2]");
            // Each start finishes at least two more stages than the one before, and is killed in one of the next.
            while (process.isAlive()
                    && read("killed.err")
                                    .lines()
                                    .filter(line -> line.startsWith("duiqi: "))
                                    .count()
                            < 2) {
                Thread.sleep(50);
            }
            Thread.sleep(random.nextInt(400));
            if (kill == 0) {
                process.destroyForcibly().waitFor();
            } else {
                process.destroy();
                assertThat(process.waitFor()).isEqualTo(128 + 15);
                assertThat(read("killed.err")).doesNotContain("internal error", "Exception", "\tat ");
            }
            assertThat(folder.resolve("killed")).doesNotExist();
        }
        assertThat(end("killed", "local[2]")).isEqualTo(expected);
        assertThat(read("killed.err")).doesNotContain("read documents");
        assertThat(folder.resolve("killed.work")).doesNotExist();
    }
}
