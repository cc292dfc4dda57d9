package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.Main;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the server as a process, and sends it the messages of Visual Studio Code. */
class LspCommandTest extends CommandFolder {
    private static final Path MESSAGES = Path.of("src/test/resources/protocol/vscode.jsonl");

    @Test
    void answersVisualStudioCodeAndEndsWithIt() throws Exception {
        write("duiqi.toml", "");
        write(
                "glossary/terms.csv",
                "zh,en,status\n基础研究,basic research,preferred\n基础研究,fundamental studies,forbidden\n");
        Process editor = new ProcessBuilder("sleep", "600").start();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "lsp",
                        "--stdio")
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (InputStream answers = new BufferedInputStream(server.getInputStream())) {
            for (String message : Files.readAllLines(MESSAGES)) {
                String root = folder.toUri().toString().replaceFirst("/$", "");
                byte[] bytes = message.replace("@ROOT@", root)
                        .replace("@PATH@", folder.toString())
                        .replace("@PID@", String.valueOf(editor.pid()))
                        .getBytes(StandardCharsets.UTF_8);
                server.getOutputStream()
                        .write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                server.getOutputStream().write(bytes);
                server.getOutputStream().flush();
            }
            await(answers, List.of("\"id\":0", "\"change\":2"));
            await(answers, List.of("\"id\":2", "基础研究 → basic research"));
            await(answers, List.of("/en%20new.po\"", "term-forbidden", "\"character\":17", "\"character\":36"));
            editor.destroyForcibly();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            editor.destroyForcibly();
            server.destroyForcibly();
        }
    }

    /** Reads messages until one has all parts. */
    private static void await(InputStream in, List<String> parts) throws IOException {
        String message = "";
        while (!parts.stream().allMatch(message::contains)) {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("after %s", message).isNotNegative();
                header.append((char) next);
            }
            assertThat(header.toString()).matches("Content-Length: \\d+\r\n\r\n");
            int length = Integer.parseInt(header.toString().replaceAll("\\D", ""));
            message = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }
}
