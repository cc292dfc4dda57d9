package duiqi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.cli.FakeConsole;
import duiqi.cli.print.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs all commands of each page ({@link Page#steps}) in one shell, and compares the output letter by letter. Each page
 * starts in a new folder with duiqi on the path. The README and pages that call {@code ./duiqi} start in a folder with
 * the data of a clone. A command must succeed, unless the next one prints the exit code.
 *
 * <p>The program on the path only passes its arguments and streams to one Java process for each page, because a process for
 * each command takes most of the time; after {@code cd}, it starts one. {@code LauncherIT} tests the launcher.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class PagesTest {
    private static final String OF_A_CLONE = "tm glossary src/test/resources/gold";
    private static final List<String> OTHER_PROGRAMS = List.of("git", "python3", "Rscript");
    private static final String SHOW_EXIT_CODE = "echo $?";

    /** Character that occurs in no text, U+001E: information separator two */
    private static final String SEPARATOR = "\u001E";

    private static final String LIBRARIES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final String PROGRAM = """
            #!/bin/sh
            [ "$PWD" = "$PLACE" ] || exec java -XX:TieredStopAtLevel=1 -cp "$LIBRARIES" duiqi.cli.Main "$@"
            # The next redirections do not change this copy of standard output.
            exec 3>&1
            call=$(mktemp -u "$CALLS.XXXXXX")
            mkfifo "$call"
            printf '%s\\0' "$$" "$@" >"$call.words"
            echo "$call" >"$CALLS"
            exit "$(cat "$call")"
            """;

    @TempDir
    private static Path folder;

    /** Holds the result of a command. */
    private record Outcome(String output, int exitCode) {}

    static List<Page> pages() throws IOException {
        return Page.all().stream().filter(page -> !page.steps().isEmpty()).toList();
    }

    @BeforeAll
    static void installProgram() throws IOException {
        Path program = Files.createDirectories(folder.resolve("program")).resolve("duiqi");
        Files.writeString(program, PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("gitconfig"), "[user]\n\tname = A Reader\n\temail = reader@example.org\n");
    }

    /** Runs the command lines of a page in the current folder. The argument is the pipe that names them. */
    public static void main(String[] arguments) throws IOException {
        // Also open for writing, so that it does not end with the first call
        try (RandomAccessFile calls = new RandomAccessFile(arguments[0], "rw")) {
            while (true) {
                answer(String.valueOf(calls.readLine()));
            }
        }
    }

    /** Runs a command line with the streams of the process that asked for it. */
    private static void answer(String call) throws IOException {
        List<String> words = List.of(Files.readString(Path.of(call + ".words")).split("\0"));
        Path process = Path.of("/proc", words.get(0));
        Map<String, String> environment = Stream.of(
                        Files.readString(process.resolve("environ")).split("\0"))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
        int code;
        try (InputStream in = Files.newInputStream(process.resolve("fd/0"));
                PrintWriter out = writer(process.resolve("fd/3"));
                PrintWriter err = writer(process.resolve("fd/2"))) {
            code = FakeConsole.run(
                    new Console(
                            in, out, err, Clock.system(ZoneId.systemDefault()), Path.of(""), environment, false, false),
                    words.subList(1, words.size()).toArray(String[]::new));
        }
        Files.writeString(Path.of(call), Integer.toString(code), StandardOpenOption.WRITE);
    }

    private static PrintWriter writer(Path stream) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(stream, StandardOpenOption.APPEND));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsPrintWhatIsShown(Page page) throws Exception {
        List<String> missing = missing(page);
        assumeTrue(missing.isEmpty(), () -> "this machine lacks " + missing);
        List<Outcome> outcomes = outcomes(page);
        List<Page.Step> steps = page.steps();
        assertThat(outcomes).as("the shell came to the end").hasSameSizeAs(steps);
        Page printed = page.withOutputs(outcomes.stream().map(Outcome::output).toList());
        if (Boolean.getBoolean("pages.record")) {
            Files.write(page.file(), printed.lines());
        }
        assertThat(undated(printed)).isEqualTo(undated(page));
        for (int i = 0; i < steps.size(); i++) {
            boolean isShown = i + 1 < steps.size() && steps.get(i + 1).command().equals(SHOW_EXIT_CODE);
            assertThat(isShown ? 0 : outcomes.get(i).exitCode())
                    .as("exit code of line %d", steps.get(i).line())
                    .isZero();
        }
    }

    /** Returns the text of a page without dates, because its commands make memories today. */
    private static String undated(Page page) {
        return String.join("\n", page.lines()).replaceAll("\\b20\\d{2}-\\d{2}-\\d{2}\\b", "DATE");
    }

    /** Returns the programs that a page needs and that this machine lacks. */
    private static List<String> missing(Page page) {
        return OTHER_PROGRAMS.stream()
                .filter(program ->
                        page.steps().stream().anyMatch(step -> step.command().startsWith(program + " ")))
                .filter(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .noneMatch(entry -> Files.isExecutable(Path.of(entry, program))))
                .toList();
    }

    private static List<Outcome> outcomes(Page page) throws IOException, InterruptedException {
        Path place = Files.createDirectories(folder.resolve("pages").resolve(page.file()));
        if (page.steps().stream().anyMatch(step -> step.command().startsWith("./duiqi"))) {
            // Only the tracked files, because a user may have other memories in tm
            String copy =
                    "git -c core.quotePath=false ls-files " + OF_A_CLONE + " | tar -cf - -T - | tar -xf - -C \"$1\"";
            ProcessBuilder copying = new ProcessBuilder("sh", "-c", copy, "sh", place.toString());
            assertThat(copying.inheritIO().start().waitFor()).isZero();
            Files.createSymbolicLink(place.resolve("duiqi"), folder.resolve("program/duiqi"));
        }
        Path calls = Files.createTempDirectory(folder, "page").resolve("calls");
        assertThat(new ProcessBuilder("mkfifo", calls.toString()).start().waitFor())
                .isZero();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        LIBRARIES,
                        PagesTest.class.getName(),
                        calls.toString())
                .directory(place.toFile())
                .inheritIO()
                .start();
        String[] parts;
        try {
            parts = shell(page, place, calls).split(SEPARATOR, -1);
        } finally {
            server.destroyForcibly();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            outcomes.add(new Outcome(parts[i], Integer.parseInt(parts[i + 1])));
        }
        return outcomes;
    }

    private static String shell(Page page, Path place, Path calls) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Page.Step step : page.steps()) {
            // Restores the exit code for a next command that prints it.
            script.append(step.command())
                    .append("\nexit_code=$?; printf '" + SEPARATOR + "%s" + SEPARATOR
                            + "' $exit_code; (exit $exit_code)\n");
        }
        Path commands = Files.writeString(Files.createTempFile(folder, "page", ".sh"), script);
        ProcessBuilder builder = new ProcessBuilder("sh", commands.toString())
                .directory(place.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("program") + ":" + environment.get("PATH"));
        environment.put("CALLS", calls.toString());
        environment.put("PLACE", place.toString());
        environment.put("LIBRARIES", LIBRARIES);
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put("GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
