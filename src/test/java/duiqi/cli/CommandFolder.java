package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Gives a test a folder in which it runs commands. */
public abstract class CommandFolder {
    @TempDir
    protected Path folder = Path.of("");

    protected Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    /** Writes a memory with Chinese as the source. */
    protected Path writeMemory(String name, String... units) throws IOException {
        return write(name, tmx("zh-CN", units));
    }

    protected static String tmx(String source, String... units) {
        return "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\""
                + " adminlang=\"en\" srclang=\"" + source + "\" datatype=\"plaintext\"/><body>\n"
                + String.join("", units) + "</body></tmx>\n";
    }

    protected static String unit(String chinese, String english) {
        return "<tu><tuv xml:lang=\"zh-CN\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>" + english
                + "</seg></tuv></tu>\n";
    }

    protected String path(String name) {
        return folder.resolve(name).toString();
    }

    protected String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    protected List<String> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(name).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /**
     * Runs a command.
     *
     * @param line words separated by spaces, with {@code @a} for the path of file a
     * @param more further arguments, as they are
     */
    protected FakeConsole run(int exitCode, String line, String... more) {
        return run(new FakeConsole(), exitCode, line, more);
    }

    protected FakeConsole run(FakeConsole console, int exitCode, String line, String... more) {
        assertThat(runs(console, line, more)).as(console.out() + console.err()).isEqualTo(exitCode);
        assertThat(console.out() + console.err()).doesNotContain("internal error");
        return console;
    }

    /** Runs a command with any exit code, and returns it. */
    protected int runs(FakeConsole console, String line, String... more) {
        Stream<String> words =
                Stream.of(line.strip().split(" +")).map(word -> word.startsWith("@") ? path(word.substring(1)) : word);
        return console.at(folder).run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }
}
