package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes and searches one memory in several processes. */
@Tag("faults")
class MemoriesAtOnceIT {
    @TempDir
    private Path folder;

    private void write(String name, String... words) throws Exception {
        StringBuilder units = new StringBuilder();
        for (String word : words) {
            units.append("<tu><tuv xml:lang=\"zh-CN\"><seg>水")
                    .append(word)
                    .append("</seg></tuv><tuv xml:lang=\"en-US\"><seg>water ")
                    .append(word)
                    .append("</seg></tuv></tu>\n");
        }
        Files.writeString(
                folder.resolve(name),
                "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>\n" + units + "</body></tmx>\n");
    }

    private Process start(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "duiqi.cli.Main"));
        command.addAll(List.of(args));
        File messages = File.createTempFile("duiqi", ".txt");
        messages.deleteOnExit();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(messages)
                .start();
    }

    private static void awaitAll(List<Process> processes) throws Exception {
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void parallelMergesAndAlignmentsKeepAllUnits() throws Exception {
        write("all.tmx", "0");
        List<Process> runs = new ArrayList<>();
        for (String k : List.of("1", "2", "3")) {
            write(k + ".tmx", k, k + k);
            Files.writeString(folder.resolve("text" + k + ".zh"), "春天来了。\n我们去公园散步。\n");
            Files.writeString(folder.resolve("text" + k + ".en"), "Spring has come.\nWe take a walk in the park.\n");
            runs.add(start("tm", "merge", "all.tmx", k + ".tmx"));
            runs.add(start("align", "-q", "text" + k + ".zh", "text" + k + ".en", "-o", "all.tmx"));
        }
        awaitAll(runs);
        assertThat(Files.readString(folder.resolve("all.tmx")).split("<tu[ >]", -1))
                .hasSize(1 + 1 + 4 * 3);
        assertThat(folder.toFile().list())
                .noneMatch(name -> name.startsWith(".") || name.endsWith(".lock") || name.endsWith(".tmp"));
    }

    @Test
    void parallelLookupsBuildOneIndex() throws Exception {
        write("all.tmx", "0", "1");
        List<Process> lookups = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lookups.add(start("lookup", "--tm", "all.tmx", "水1"));
        }
        awaitAll(lookups);
        try (Stream<Path> files = Files.list(folder.resolve(".index"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains("@")))
                    .hasSize(1);
        }
    }
}
