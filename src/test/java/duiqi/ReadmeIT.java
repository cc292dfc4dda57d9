package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the README shows and compares what comes out, letter by letter: each line {@code $ command} in a {@code console}
 * block with the lines up to the next one. The commands run one after the other in a folder with the project's data and the
 * program as it is installed.
 */
class ReadmeIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final List<String> SHOWN = List.of("tm", "glossary", "src/test/resources/gold");

    @TempDir
    private static Path folder;

    /** A command and what it prints. */
    private record Example(int line, String command, String output) {}

    @TestFactory
    List<DynamicTest> commandsPrintWhatIsShown() throws IOException {
        for (String data : SHOWN) {
            copy(PROJECT.resolve(data), folder.resolve(data));
        }
        Files.copy(PROJECT.resolve("duiqi"), folder.resolve("duiqi"));
        Files.copy(PROJECT.resolve("target/duiqi-all.jar"), folder.resolve("duiqi-all.jar"));
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        "README.md:" + example.line() + ": " + example.command(),
                        () -> assertThat(run(example.command())).isEqualTo(example.output())))
                .toList();
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        boolean shown = false;
        List<String> lines = Files.readAllLines(PROJECT.resolve("README.md"));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                shown = line.equals("```console");
            } else if (shown && line.startsWith("$ ")) {
                StringBuilder output = new StringBuilder();
                for (int k = i + 1;
                        !lines.get(k).startsWith("$ ") && !lines.get(k).startsWith("```");
                        k++) {
                    output.append(lines.get(k)).append('\n');
                }
                examples.add(new Example(i + 1, line.substring(2), output.toString()));
            }
        }
        return examples;
    }

    private static String run(String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(out.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(command + " ends").isTrue();
        String printed = Files.readString(out);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
