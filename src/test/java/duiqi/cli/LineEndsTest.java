package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that the output is the same on a system that ends lines with a carriage return and a line feed. */
class LineEndsTest {
    private static final List<String> COMMANDS = List.of(
            "--help",
            "check --list-rules",
            "segment src/test/resources/golden/reader/plain.txt",
            "tm stats tm",
            "lookup --min 50 数学",
            "no-such-command");

    /** Prints all output of the commands. */
    public static void main(String[] arguments) {
        System.out.writeBytes(output().getBytes(StandardCharsets.UTF_8));
    }

    private static String output() {
        StringBuilder all = new StringBuilder();
        for (String command : COMMANDS) {
            FakeConsole console = new FakeConsole();
            new CommandLineProgram(console.console()).run(command.split(" "));
            all.append(console.out()).append(console.err());
        }
        return all.toString();
    }

    @Test
    void areLineFeeds() throws Exception {
        assertThat(outputOfSystemWithCarriageReturns())
                .doesNotContain("\r")
                .isEqualTo(output())
                .contains("Usage: duiqi", "no-such-command");
    }

    private static String outputOfSystemWithCarriageReturns() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dline.separator=\r\n",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LineEndsTest.class.getName())
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
