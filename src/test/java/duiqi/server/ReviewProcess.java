package duiqi.server;

import duiqi.cli.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@code duiqi review} in a process that can be killed. */
final class ReviewProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#token=\\S+");

    private final Process process;
    private final String address;
    private final Path errors;

    private ReviewProcess(Process process, String address, Path errors) {
        this.process = process;
        this.address = address;
        this.errors = errors;
    }

    /** Starts the command in a folder and waits for the URL that it prints. */
    static ReviewProcess start(Path folder, String... arguments) throws IOException {
        Path errors = folder.resolve("stderr.log");
        Process process = new ProcessBuilder(
                        command(Stream.concat(Stream.of("review", "--no-browser"), Stream.of(arguments))))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return new ReviewProcess(process, address.group(), errors);
            }
            printed.append(line).append('\n');
        }
        throw new IOException("no address was printed: " + printed + Files.readString(errors));
    }

    /** Runs another command of duiqi until it ends. */
    static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        int code = new ProcessBuilder(command(Stream.of(arguments)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("exit code " + code + ": " + Files.readString(output));
        }
    }

    private static List<String> command(Stream<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Options of the launcher: a short start matters more than peak speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath(),
                Main.class.getName()));
        arguments.forEach(command::add);
        return command;
    }

    /** Returns the class path of this process with absolute paths. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String address() {
        return address;
    }

    String port() {
        return address.replaceAll("^http://[^:]*:|/#.*$", "");
    }

    /** Kills the process, like a power failure. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Checks that the process is running. The error contains its last output. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "the program ended by itself with " + process.exitValue() + ": " + Files.readString(errors));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("the program does not end"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
