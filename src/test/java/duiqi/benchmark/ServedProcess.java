package duiqi.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the jar in processes, mainly the server, and reads their figures from the system. */
final class ServedProcess {
    private static final Path JAR = Path.of("target/duiqi-all.jar").toAbsolutePath();
    private static final Pattern SERVING =
            Pattern.compile("at (http://\\S+)/; press Ctrl\\+C to stop\\s+token\\s+(\\S+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int PATIENCE_SECONDS = 600;

    private final Process process;
    private final Path printed;
    private final Matcher place;

    private ServedProcess(Process process, Path printed, Matcher place) {
        this.process = process;
        this.printed = printed;
        this.place = place;
    }

    /** Starts a process that prints to a file. */
    static Process run(Path printed, List<String> options, String... arguments) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException(JAR + " is missing; run ./duiqi --version first");
        }
        List<String> command = new ArrayList<>(List.of(
                tool("java"),
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Starts a server for a folder of memories, and returns when it accepts requests. */
    static ServedProcess start(Path tm, Path printed, String heap) throws IOException, InterruptedException {
        Files.deleteIfExists(printed);
        Process process = run(printed, List.of("-Xmx" + heap), "serve", "--port", "0", "--tm", tm.toString());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher place = SERVING.matcher(Files.readString(printed));
            if (place.find()) {
                return new ServedProcess(process, printed, place);
            }
            Thread.sleep(20);
        }
        process.destroyForcibly();
        throw new IOException("the server did not start: " + Files.readString(printed));
    }

    String address() {
        return place.group(1);
    }

    String token() {
        return place.group(2);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the lines that the process printed after its start. */
    List<String> said() throws IOException {
        return Files.readAllLines(printed).stream()
                .filter(line -> line.startsWith("duiqi:") || line.contains("Exception") || line.contains("Error"))
                .toList();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the process as Ctrl+C does. Returns false if it does not stop. */
    boolean end() throws InterruptedException {
        process.destroy();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Holds the numbers of open files and of threads. */
    record Figures(int files, int threads) {}

    static boolean isCounted() {
        return Files.isDirectory(Path.of("/proc/self/fd"));
    }

    Figures figures() throws IOException {
        Path own = Path.of("/proc", Long.toString(process.pid()));
        return new Figures(count(own.resolve("fd")), count(own.resolve("task")));
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    /** Returns the used heap in megabytes after a full collection. */
    double heap() throws IOException, InterruptedException {
        ask("GC.run");
        Matcher used = USED.matcher(ask("GC.heap_info"));
        long kilobytes = 0;
        // The first two numbers are the young and the old generation; the metaspace follows them.
        for (int i = 0; i < 2 && used.find(); i++) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes / 1024.0;
    }

    private String ask(String command) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), command)
                .redirectError(new File("/dev/null"))
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return answer;
    }
}
