package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.app.Duiqi;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java code of its page in the guide and of the page of the API, and compares the output. */
@DisabledOnOs(OS.WINDOWS)
class UseFromJavaTest {
    private static final Path PAGE = Path.of("src/docs/guide/use-from-java.md");

    private static final Path API_PAGE = Path.of("src/main/java/duiqi/app/package-info.java");

    /** Matches a code block: its language and its lines. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    private static final Pattern CODE = Pattern.compile("<pre>\\{@code\n(.*?)}</pre>", Pattern.DOTALL);

    /** Character that occurs in no text, U+001E: information separator two */
    private static final String SEPARATOR = "\u001E";

    @TempDir
    private Path folder;

    @Test
    void printsOutputOfThePage() throws Exception {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(PAGE)).results().toList();
        StringBuilder program = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (MatchResult block : blocks.subList(1, blocks.size())) {
            switch (block.group(1)) {
                case "java" -> program.append(block.group(2)).append("System.out.print(\"" + SEPARATOR + "\");\n");
                case "text" -> expected.add(block.group(2));
                case "sh" -> assertThat(run("sh", "-c", block.group(2))).isEmpty();
                default -> assertThat(block.group(1)).isEqualTo("console");
            }
        }
        String output = output(blocks.get(0).group(2), program.toString());
        assertThat(List.of(output.split(SEPARATOR))).isEqualTo(expected);
    }

    @Test
    void printsOutputOfTheApiPage() throws Exception {
        String page = Files.readString(API_PAGE).replaceAll("(?m)^ \\* ?", "");
        List<String> blocks =
                CODE.matcher(page).results().map(found -> found.group(1)).toList();
        Map<Boolean, String> program = blocks.get(0)
                .lines()
                .collect(Collectors.partitioningBy(
                        line -> line.startsWith("import "), Collectors.joining("\n", "", "\n")));
        assertThat(output(program.getOrDefault(true, ""), program.getOrDefault(false, "")))
                .isEqualTo(blocks.get(1));
    }

    /** Returns what the statements print. */
    private String output(String imports, String statements) throws Exception {
        compile(imports + "class Examples { public static void main(String[] arguments) throws Exception {\n"
                + statements + "}}\n");
        String classPath = folder
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", classPath, "Examples");
    }

    private void compile(String program) throws IOException, URISyntaxException {
        Path source = Files.writeString(folder.resolve("Examples.java"), program);
        // The classes of duiqi are enough; the compiler would index hundreds of libraries.
        Path duiqi = Path.of(
                Duiqi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String[] options = {
            "-proc:none", "-implicit:none", "-encoding", "UTF-8", "-cp", duiqi.toString(), source.toString()
        };
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, options);
        assertThat(code).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
