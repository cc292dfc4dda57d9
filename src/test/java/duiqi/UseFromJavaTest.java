package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.app.Duiqi;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
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

    private static final Pattern CODE = Pattern.compile("<pre>\\{@code\n(.*?)}</pre>", Pattern.DOTALL);

    /** Character that occurs in no text, U+001E: information separator two */
    private static final String SEPARATOR = "\u001E";

    @TempDir
    private Path folder;

    /** Holds a code block: its language after the fence, and its lines. */
    private record Block(String kind, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(PAGE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(new Block(lines.get(i).substring(3), text));
                i = end;
            }
        }
        return blocks;
    }

    @Test
    void printsOutputOfThePage() throws Exception {
        List<Block> blocks = blocks();
        StringBuilder program = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (Block block : blocks.subList(1, blocks.size())) {
            switch (block.kind()) {
                case "java" -> program.append(block.text()).append("System.out.print(\"" + SEPARATOR + "\");\n");
                case "text" -> expected.add(block.text());
                case "sh" -> assertThat(run("sh", "-c", block.text())).isEmpty();
                default -> assertThat(block.kind()).isEqualTo("console");
            }
        }
        String output = output(blocks.get(0).text(), program.toString());
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
        String classPath = folder + File.pathSeparator + classPath();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", classPath, "Examples");
    }

    private static String classPath() {
        String entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(entries.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(String program) throws IOException, URISyntaxException {
        Path source = Files.writeString(folder.resolve("Examples.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            // The classes of duiqi are enough; the compiler would index hundreds of libraries.
            String duiqi = Path.of(Duiqi.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            List<String> options = List.of("-proc:none", "-implicit:none", "-d", folder.toString(), "-cp", duiqi);
            boolean isCompiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(isCompiled).as(complaints.toString()).isTrue();
        }
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
