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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the server as a process, and sends it the messages that code-server 4.100 (Visual Studio Code 1.100) sent while a person opened a file,
 * applied the first correction, saved the file and asked for a hover.
 */
class LspCommandTest extends CommandFolder {
    private static final Path MESSAGES = Path.of("src/test/resources/protocol/vscode.jsonl");
    private static final String ADDITION =
            "{\"jsonrpc\":\"2.0\",\"id\":12,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":"
                    + "\"duiqi.addTerm\",\"arguments\":[\"@ROOT@/po/en.po\",\"测试\",\"test\"]}}";

    private final List<String> answers = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersVisualStudioCodeAndEndsWithItOrIsKilled(boolean isKilled) throws Exception {
        write("duiqi.toml", "");
        write(
                "glossary/terms.csv",
                "zh,en,status\n翻译记忆库,translation memory,preferred\n翻译记忆库,translation database,forbidden\n");
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
        try (InputStream in = new BufferedInputStream(server.getInputStream())) {
            for (String message : Files.readAllLines(MESSAGES)) {
                send(message.replace("@PID@", String.valueOf(editor.pid())), server);
                if (message.contains("didOpen")) {
                    await(in, "term-forbidden", "\"character\":17", "\"character\":37");
                    answers.clear();
                }
            }
            await(in, "/en.po\"", "\"diagnostics\":[]");
            await(in, "\"id\":11", "翻译记忆库 → translation memory");
            if (isKilled) {
                // The answers are longer than the buffer of a pipe, and wait there for a reader.
                String hover = Files.readAllLines(MESSAGES).stream()
                        .filter(message -> message.contains("textDocument/hover"))
                        .findFirst()
                        .orElseThrow();
                for (int i = 0; i < 1000; i++) {
                    send(hover, server);
                }
                send(ADDITION, server);
                TimeUnit.SECONDS.sleep(3);
                await(in, "\"id\":12", "\"result\"");
                server.destroyForcibly();
                assertThat(folder.resolve("glossary/terms.csv")).content().contains("\n测试,test,preferred");
            }
            editor.destroyForcibly();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            editor.destroyForcibly();
            server.destroyForcibly();
        }
    }

    private void send(String message, Process server) throws IOException {
        byte[] bytes = message.replace("@ROOT@", folder.toUri().toString().replaceFirst("/$", ""))
                .replace("@PATH@", folder.toString())
                .getBytes(StandardCharsets.UTF_8);
        server.getOutputStream()
                .write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        server.getOutputStream().write(bytes);
        server.getOutputStream().flush();
    }

    /** Reads messages until one has all parts. */
    private void await(InputStream in, String... parts) throws IOException {
        while (answers.stream().noneMatch(answer -> Stream.of(parts).allMatch(answer::contains))) {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("after %s", answers).isNotNegative();
                header.append((char) next);
            }
            assertThat(header.toString()).matches("Content-Length: \\d+\r\n\r\n");
            int length = Integer.parseInt(header.toString().replaceAll("\\D", ""));
            answers.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
    }
}
