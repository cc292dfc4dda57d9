package duiqi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Provides a folder in which the launcher runs as a process. The jar comes from the current build; the launcher never
 * builds the project from here.
 */
final class Sandbox {
    /** Holds the result of a process. */
    record Result(int exitCode, String out, String err) {}

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    Sandbox(Path folder) {
        this.folder = folder;
    }

    static Path jar() {
        return PROJECT.resolve("target/duiqi-all.jar");
    }

    /** Installs the launcher with the jar beside it. */
    Path install(String name) throws IOException {
        Path launcher = copyLauncher(name);
        Files.copy(jar(), launcher.resolveSibling("duiqi-all.jar"));
        return launcher;
    }

    /**
     * Installs the launcher in a project whose {@code mvnw} is the given shell script.
     *
     * @param mvnw script that replaces the build
     */
    Path cloneWith(String name, String mvnw) throws IOException {
        Path launcher = copyLauncher(name);
        Files.writeString(launcher.resolveSibling("pom.xml"), "<project/>");
        Files.createDirectories(launcher.resolveSibling("src/main/java"));
        Files.writeString(launcher.resolveSibling("src/main/java/A.java"), "class A {}");
        Files.writeString(launcher.resolveSibling("mvnw"), mvnw);
        return launcher;
    }

    private Path copyLauncher(String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        return Files.copy(PROJECT.resolve("duiqi"), home.resolve("duiqi"));
    }

    /** Creates a JDK that prints its arguments, one per line, and then standard input. */
    Path fakeJdk(String version) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve("jdk " + version));
        executable(
                jdk.resolve("bin/java"),
                "#!/bin/sh\n[ \"$1\" != -version ] || exit 0\nprintf '%s\\n' \"$@\"\ncat\nexit 42\n");
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    Sandbox variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Result run(Path launcher, String... args) throws IOException, InterruptedException {
        return runWithInput("", launcher, args);
    }

    Result runWithInput(String input, Path launcher, String... args) throws IOException, InterruptedException {
        return start(
                input,
                Stream.concat(Stream.of(launcher.toString()), Stream.of(args)).toList());
    }

    /** Runs a script in which {@code $0} is the launcher. */
    Result shell(String script, Path launcher) throws IOException, InterruptedException {
        return start("", List.of("sh", "-c", script, launcher.toString()));
    }

    private Result start(String input, List<String> command) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("stdin"), input, UTF_8);
        Path out = Files.createTempFile(folder, "stdout", "");
        Path err = Files.createTempFile(folder, "stderr", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("DUIQI_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within five minutes");
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
