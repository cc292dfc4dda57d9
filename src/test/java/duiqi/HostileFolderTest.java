package duiqi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.GitRepository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher and the scripts of CI integrations in a folder of untrusted files. No program of it may run. */
@DisabledOnOs(OS.WINDOWS)
class HostileFolderTest {
    @TempDir
    Path folder;

    private Path hostile = Path.of("");
    private Path home = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeFolders() throws IOException {
        hostile = Files.createDirectory(folder.resolve("hostile"));
        home = Files.createDirectory(folder.resolve("home"));
        environment.put("PATH", System.getenv("PATH"));
    }

    private Path mark() {
        return folder.resolve("mark");
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path canary(Path file) throws IOException {
        return script(file, "echo \"$0 $*\" >>'" + mark() + "'");
    }

    /** Runs a command in the hostile folder and returns its exit code and output. */
    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(hostile.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output;
    }

    @Test
    void launcherRunsNoProgramOfCurrentFolder() throws Exception {
        Files.copy(Path.of("duiqi"), home.resolve("duiqi"));
        Files.createFile(home.resolve("duiqi-all.jar"));
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        script(bin.resolve("java"), "for argument; do echo \"argument $argument\"; done");
        for (String name :
                "java javac sh sed find locale readlink wc mkdir cksum tr mv rm mvn mvnw duiqi dirname touch head"
                        .split(" ")) {
            canary(hostile.resolve(name));
        }
        for (String name : List.of("duiqi-all.jar", "pom.xml", ".hotspotrc", ".hotspot_compiler", ".jvmopts")) {
            Files.writeString(hostile.resolve(name), "-XX:OnOutOfMemoryError=./java\n");
        }
        for (String name : List.of("jvm.config", "maven.config", "extensions.xml")) {
            Files.createDirectories(hostile.resolve(".mvn"));
            Files.writeString(hostile.resolve(".mvn").resolve(name), "-javaagent:duiqi-all.jar\n");
        }
        String path = bin + File.pathSeparator + System.getenv("PATH");
        for (String relative : List.of(".:" + path, ":" + path, path + ":", "../hostile:" + path)) {
            environment.put("PATH", relative);
            environment.put("JAVA_HOME", "");
            assertThat(run(home.resolve("duiqi").toString(), "check", "a.tmx"))
                    .startsWith("0\n")
                    .contains("argument -jar\nargument " + home.toRealPath() + "/duiqi-all.jar\nargument check\n")
                    .doesNotContain("-javaagent", "OnOutOfMemory");
        }
        assertThat(mark()).doesNotExist();
    }

    /** Writes the step of the action that checks as a script, and a launcher that prints its arguments. */
    private Path action() throws IOException {
        String text = Files.readString(Path.of("action.yml"));
        String run = "      run: |\n";
        String step = text.substring(text.lastIndexOf(run) + run.length(), text.indexOf("    - name: Suggest"))
                .replaceAll("(?m)^ {8}", "");
        script(home.resolve("duiqi"), "for argument; do echo \"argument $argument\"; done");
        environment.put("DUIQI_LAUNCHER", home.resolve("duiqi").toString());
        environment.put("GITHUB_WORKSPACE", hostile.toString());
        environment.put("GITHUB_SERVER_URL", "file://" + folder);
        environment.put("GITHUB_REPOSITORY", "origin");
        environment.put("RUNNER_TEMP", folder.toString());
        for (String name : "FILES GLOSSARY CHANGED_SINCE CONFIG BASELINE SARIF UPLOAD_SARIF SUGGEST TOKEN".split(" ")) {
            environment.put("DUIQI_" + name, "");
        }
        environment.put("DUIQI_FAIL_ON", "warning");
        return Files.writeString(folder.resolve("step.sh"), step);
    }

    private String act(Path step) throws IOException, InterruptedException {
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", step.toString());
    }

    @Test
    void actionPassesEachLineAsOneName() throws Exception {
        Path step = action();
        environment.put("DUIQI_FILES", " a.tmx\n--to\n-o\n$(touch mark)\nb\tc.tmx \n");
        environment.put("DUIQI_GLOSSARY", "--config\n* .csv");
        assertThat(act(step))
                .isEqualTo(
                        "0|check|--fail-on|warning|--to|github|--glossary|--config|--glossary|* .csv|--| a.tmx|--to|-o|$(touch mark)"
                                        .replace("|", "\nargument ")
                                + "\nargument b\tc.tmx \n");
    }

    @Test
    void actionFetchesWithoutSettingsOfCheckout() throws Exception {
        assumeTrue(GitRepository.isInstalled(), "git is not installed");
        Path origin = Files.createDirectory(folder.resolve("origin"));
        GitRepository.run(origin, "init", "-q", "-b", "main");
        for (String text : List.of("one", "two")) {
            Files.writeString(origin.resolve("a.tsv"), text);
            GitRepository.run(origin, "add", "-A");
            GitRepository.run(origin, "commit", "-q", "-m", text);
        }
        GitRepository.run(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
        GitRepository.run(folder, "clone", "-q", "--depth", "1", "file://" + origin, hostile + "/clone");
        Path step = action();
        String canary = canary(folder.resolve("canary")).toString();
        hostile = hostile.resolve("clone");
        for (String name :
                "core.sshCommand core.fsmonitor core.alternateRefsCommand credential.helper remote.origin.uploadpack"
                        .split(" ")) {
            GitRepository.run(hostile, "config", name, canary);
        }
        GitRepository.run(hostile, "config", "url.ext::" + canary + " .insteadOf", "file://");
        GitRepository.run(hostile, "config", "protocol.ext.allow", "always");
        GitRepository.run(hostile, "config", "remote.origin.promisor", "true");
        canary(hostile.resolve(".git/hooks/reference-transaction"));
        Files.deleteIfExists(mark());
        Process first = new ProcessBuilder("git", "rev-parse", "HEAD~")
                .directory(origin.toFile())
                .start();
        String revision = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        environment.put("DUIQI_CHANGED_SINCE", revision);
        script(
                home.resolve("duiqi"),
                "echo \"token ${DUIQI_TOKEN-none}\"; GIT_NO_LAZY_FETCH=1 git -c core.fsmonitor= show --no-textconv "
                        + revision + ":a.tsv");
        assertThat(act(step)).isEqualTo("0\ntoken none\none");
        assertThat(mark()).doesNotExist();
    }

    @Test
    void actionWritesReportThroughNoLink() throws Exception {
        Path step = action();
        Path secret = Files.writeString(folder.resolve("secret"), "kept");
        Files.createSymbolicLink(hostile.resolve("findings.sarif"), secret);
        Files.createSymbolicLink(hostile.resolve("out"), folder);
        Files.createDirectory(hostile.resolve("real"));
        for (String name :
                List.of("findings.sarif", "out/findings.sarif", "./out/x/y.sarif", hostile + "/out/findings.sarif")) {
            environment.put("DUIQI_SARIF", name);
            assertThat(act(step)).startsWith("2\nduiqi: " + name + ": ").endsWith("is a symbolic link; remove it\n");
        }
        for (String name : List.of("new.sarif", "real/new.sarif", folder + "/new.sarif", hostile + "/new.sarif")) {
            environment.put("DUIQI_SARIF", name);
            assertThat(act(step)).startsWith("0\n").contains("argument -o\nargument " + name + "\n");
        }
    }

    @Test
    void templatesProtectFileNamesAndCache() throws Exception {
        assertThat(Files.readString(Path.of(".pre-commit-hooks.yaml")))
                .containsOnlyOnce("pass_filenames: false")
                .containsOnlyOnce("args: [--]");
        assertThat(Files.readString(Path.of(".gitlab/duiqi.gitlab-ci.yml")))
                .contains("[ -z \"$(git ls-files -- .duiqi)\" ] || {")
                .contains("rm -f gl-code-quality-report.json\n");
    }
}
