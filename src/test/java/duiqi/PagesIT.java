package duiqi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs all commands of each page ({@link Page#steps}) in one shell, and compares the output letter by letter. Each page
 * starts in a new folder with duiqi on the path. The README and pages that call {@code ./duiqi} start in a folder with
 * the data of a clone. A command must succeed, unless the next one prints the exit code.
 */
@DisabledOnOs(OS.WINDOWS)
@OnlyIfChanged({
    "README.md",
    "src/docs",
    "duiqi",
    "target/duiqi-all.jar",
    "tm",
    "glossary",
    "src/test/resources/gold",
    "src/test/java/duiqi/Page.java",
    "src/test/java/duiqi/PagesIT.java"
})
class PagesIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String OF_A_CLONE = "tm glossary src/test/resources/gold";
    private static final List<String> OTHER_PROGRAMS = List.of("git", "python3", "Rscript");
    private static final String ENCODER_PAGE = "add-an-encoder.md";
    private static final String ENCODER_FOLDER = "models/bge-small-zh-v1.5";
    private static final String SHOW_EXIT_CODE = "echo $?";

    /** Character that occurs in no text, U+001E: information separator two */
    private static final String SEPARATOR = "\u001E";

    @TempDir
    private static Path folder;

    /** Holds the result of a command. */
    private record Outcome(String output, int exitCode) {}

    static List<Page> pages() throws IOException {
        return Page.all().stream().filter(page -> !page.steps().isEmpty()).toList();
    }

    @BeforeAll
    static void installProgram() throws IOException {
        Path program = Files.createDirectories(folder.resolve("program"));
        Files.copy(PROJECT.resolve("duiqi"), program.resolve("duiqi"));
        Files.copy(PROJECT.resolve("target/duiqi-all.jar"), program.resolve("duiqi-all.jar"));
        // The launcher of a clone looks here for the libraries that it downloads to run encoders.
        Path jars = Files.createDirectories(program.resolve("encoder/jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("/onnxruntime") || entry.contains("/ai/djl/")) {
                Files.copy(Path.of(entry), jars.resolve(Path.of(entry).getFileName()));
            }
        }
        Files.writeString(folder.resolve("gitconfig"), "[user]\n\tname = A Reader\n\temail = reader@example.org\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    @Execution(ExecutionMode.CONCURRENT)
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
            copyData(place);
            Files.createSymbolicLink(place.resolve("duiqi"), folder.resolve("program/duiqi"));
        }
        if (page.file().endsWith(ENCODER_PAGE)) {
            installEncoder(place.resolve(ENCODER_FOLDER));
        }
        List<Outcome> outcomes = new ArrayList<>();
        String[] parts = shell(page, place).split(SEPARATOR, -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            outcomes.add(new Outcome(parts[i], Integer.parseInt(parts[i + 1])));
        }
        return outcomes;
    }

    private static String shell(Page page, Path place) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Page.Step step : page.steps()) {
            // Restores the exit code for a next command that prints it.
            script.append(step.command())
                    .append("\nexit_code=$?; printf '" + SEPARATOR + "%s" + SEPARATOR
                            + "' $exit_code; (exit $exit_code)\n");
        }
        Path name = page.file().getFileName();
        Path out = Files.createTempFile(folder, name + "-", ".out");
        Path commands = Files.writeString(Files.createTempFile(folder, name + "-", ".sh"), script);
        ProcessBuilder builder = new ProcessBuilder("sh", commands.toString())
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(out.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("program") + ":" + environment.get("PATH"));
        // This makes short runs faster and changes nothing else.
        environment.put("DUIQI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put("GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    /** Copies the model of the tests under the names of its publisher; a user would download the two files. */
    private static void installEncoder(Path models) throws IOException {
        Files.createDirectories(models);
        for (String name : List.of("", "-tokenizer")) {
            String resource = "/bge-small-zh-v1.5-q" + name + (name.isEmpty() ? ".onnx" : ".json");
            try (var in = PagesIT.class.getResourceAsStream(resource)) {
                assertThat(in).as(resource).isNotNull();
                Files.copy(in, models.resolve(name.isEmpty() ? "model.onnx" : "tokenizer.json"));
            }
        }
    }

    /** Copies the tracked files only, because a user may have other memories in {@code tm}. */
    private static void copyData(Path place) throws IOException, InterruptedException {
        String copy = "git -c core.quotePath=false ls-files " + OF_A_CLONE + " | tar -cf - -T - | tar -xf - -C \"$1\"";
        assertThat(new ProcessBuilder("sh", "-c", copy, "sh", place.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
