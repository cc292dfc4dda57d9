package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.GitRepository;
import duiqi.cli.CommandFolder;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs what the workflow of {@code duiqi init --ci github} runs, in a clone. {@code .ci/integrations} runs the others. */
class GeneratedFilesTest extends CommandFolder {
    private static final String FIRST_PUSH = "0".repeat(40);

    private Path project = Path.of("");

    @BeforeEach
    void makeProject() throws Exception {
        assumeTrue(GitRepository.isInstalled(), "git is not installed");
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        project = Files.createDirectory(folder.resolve("project"));
    }

    /** The translations of a project. They are wrong without the number of the file. */
    private static final Map<String, String> TRANSLATIONS = Map.of(
            "tm/main.tmx",
            "<tmx version=\"1.4\"><header creationtool=\"a\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"a\""
                    + " adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body><tu><tuv xml:lang=\"en\"><seg>Open the file"
                    + " {0}.</seg></tuv><tuv xml:lang=\"zh-CN\"><seg>打开文件 {0}。</seg></tuv></tu></body></tmx>\n",
            "po/zh_CN.po",
            "msgid \"\"\nmsgstr \"Language: zh_CN\\n\"\n\nmsgid \"Open the file {0}.\"\nmsgstr \"打开文件 {0}。\"\n",
            "src/locales/zh.json",
            "{\"open\": \"打开文件 {0}。\"}\n");

    /** The source texts, and files of other programs and languages, which are no error. */
    private static final Map<String, String> OTHERS = Map.of(
            "src/locales/en.json", "{\"open\": \"Open the file {0}.\"}\n",
            "src/locales/fr.json", "{\"open\": \"Ouvrir le fichier {0}.\"}\n",
            "package.json", "{\"name\": \"garden\"}\n",
            "old/fr.po",
                    "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"Open the file {0}.\"\nmsgstr \"Ouvrir le fichier {0}.\"\n");

    private void write(Path project, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(project.resolve(file.getKey()).toString(), file.getValue());
        }
    }

    private void writeWrong(Path project, Collection<String> names) throws IOException {
        for (String name : names) {
            write(
                    project.resolve(name).toString(),
                    TRANSLATIONS.getOrDefault(name, "").replace("打开文件 {0}", "打开文件"));
        }
    }

    /** Commits a project, and returns a clone of it, in which empty folders are missing. */
    private Path cloned(Path project) throws Exception {
        GitRepository.run(project, "init", "-q", "-b", "main");
        commit(project);
        GitRepository.run(folder, "clone", "-q", project.toString(), "clone");
        return folder.resolve("clone");
    }

    private static void commit(Path project) throws Exception {
        GitRepository.run(project, "add", "-A");
        GitRepository.run(project, "commit", "-q", "-m", "change");
    }

    private record Ended(int code, String output) {}

    private Ended command(Path in, Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("GIT_") || key.startsWith("DUIQI_"));
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(folder, "output", "");
        Process process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Ended(code, Files.readString(output));
    }

    /** Writes a program that runs duiqi from the classes of this test. */
    private Path launcher() throws IOException {
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("duiqi");
        if (!Files.exists(launcher)) {
            String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            Files.writeString(
                    launcher,
                    "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                            + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                            + classes
                            + "' duiqi.cli.Main \"$@\"\n");
            assertThat(launcher.toFile().setExecutable(true)).isTrue();
        }
        return launcher;
    }

    /** Returns the lines of a block of YAML below a line, without their indentation. */
    private static String block(String yaml, String line) {
        int indentation = line.indexOf(line.strip());
        String below = yaml.substring(yaml.indexOf("\n" + line + "\n") + line.length() + 2);
        return below.lines()
                .takeWhile(next -> next.isBlank() || next.startsWith(" ".repeat(indentation + 1)))
                .map(next -> next.substring(Math.min(next.length(), indentation + 2)))
                .collect(Collectors.joining("\n"));
    }

    /** Runs the step of the action that checks, with the inputs of the generated workflow. */
    private Ended runWorkflow(Path project, String base) throws Exception {
        String workflow = Files.readString(project.resolve(".github/workflows/duiqi.yml"));
        assertThat(workflow).contains("uses: actions/checkout@", "fetch-depth: 0\n");
        String action = Files.readString(Path.of("action.yml"));
        String step = action.substring(action.indexOf("- id: check\n"));
        Map<String, String> environment =
                new TreeMap<>(Map.of("GITHUB_WORKSPACE", project.toString(), "RUNNER_TEMP", folder.toString()));
        Matcher inputs =
                Pattern.compile("(DUIQI_\\w+): \\$\\{\\{ inputs\\.([a-z-]+) }}").matcher(block(step, "      env:"));
        while (inputs.find()) {
            Matcher given = Pattern.compile("(?m)^ {10}" + inputs.group(2) + ": (.*)$")
                    .matcher(workflow.substring(workflow.lastIndexOf("with:")));
            Matcher standard = Pattern.compile("\n  " + inputs.group(2) + ":\n.*\n    default: '?(.*?)'?\n")
                    .matcher(action);
            assertThat(standard.find()).as(inputs.group(2)).isTrue();
            String value = given.find() ? given.group(1) : standard.group(1);
            environment.put(inputs.group(1), value.replace("${{ github.event.pull_request.base.sha }}", base));
        }
        environment.put("DUIQI_LAUNCHER", launcher().toString());
        return command(project, environment, "bash", "-eo", "pipefail", "-c", block(step, "      run: |"));
    }

    private void init() {
        run(0, "init project --ci github");
    }

    @Test
    void checkCloneOfProject() throws Exception {
        write(project, TRANSLATIONS);
        write(project, OTHERS);
        init();
        Path clone = cloned(project);
        String base =
                command(clone, Map.of(), "git", "rev-parse", "HEAD").output.strip();
        assertThat(runWorkflow(clone, FIRST_PUSH))
                .satisfies(ended -> assertThat(ended.code).as(ended.output).isZero());
        writeWrong(clone, TRANSLATIONS.keySet());
        commit(clone);
        assertReported(runWorkflow(clone, base), TRANSLATIONS.keySet());
    }

    private static void assertReported(Ended ended, Collection<String> files) {
        assertThat(ended.code).as(ended.output).isEqualTo(ExitCode.FOUND);
        assertThat(files)
                .allSatisfy(file -> assertThat(ended.output)
                        .containsPattern(Pattern.quote(file) + ".*\\{0} is missing from the Chinese"));
    }

    @Test
    void acceptCloneOfEmptyProject() throws Exception {
        init();
        Path clone = cloned(project);
        assertThat(clone.resolve("tm")).doesNotExist();
        Ended first = runWorkflow(clone, FIRST_PUSH);
        assertThat(first.code).as(first.output).isZero();
        assertThat(first.output).contains("nothing to check: there is no memory");
        write(clone, OTHERS);
        writeWrong(clone, List.of("src/locales/zh.json"));
        assertReported(runWorkflow(clone, FIRST_PUSH), List.of("src/locales/zh.json"));
    }
}
