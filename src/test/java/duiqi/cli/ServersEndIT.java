package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.server.PageClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs both servers as processes, and stops them. */
class ServersEndIT extends CommandFolder {
    private static final Pattern REVIEW = Pattern.compile("review page: (http://\\S+#token=\\S+)");
    private static final Pattern SERVE = Pattern.compile("at (http://\\S+/); press Ctrl\\+C to stop");

    private Path tm = Path.of("");
    private final List<Process> begun = new ArrayList<>();

    @BeforeEach
    void writeProject() throws IOException {
        tm = writeMemory("tm/main.tmx", unit("水", "water")).resolveSibling("");
    }

    @AfterEach
    void killAll() {
        begun.forEach(Process::destroyForcibly);
    }

    /** Holds a running process and the file with its output. */
    private record Run(Process process, Path out) {
        String printed() throws IOException {
            return Files.readString(out);
        }

        String await(Pattern line) throws Exception {
            Instant end = Instant.now().plus(Duration.ofSeconds(60));
            while (Instant.now().isBefore(end) && process.isAlive()) {
                Matcher found = line.matcher(printed());
                if (found.find()) {
                    return found.group(1);
                }
                Thread.sleep(50);
            }
            throw new AssertionError(printed());
        }

        /** Sends the signal of Ctrl+C or of a system shutdown. */
        void signal(String name) throws Exception {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(printed()).isTrue();
        }
    }

    /**
     * Returns a command that resets SIGINT with env, if possible. A background build inherits an ignored SIGINT, which
     * Java keeps ignoring.
     */
    private static List<String> heedingSignals() throws Exception {
        List<String> reset = List.of("env", "--default-signal=INT");
        Process tried = new ProcessBuilder(
                        Stream.concat(reset.stream(), Stream.of("true")).toList())
                .start();
        return tried.waitFor() == 0 ? reset : List.of();
    }

    private Run start(String... args) throws Exception {
        List<String> command = new ArrayList<>(heedingSignals());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                Main.class.getName()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out" + begun.size());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        begun.add(process);
        return new Run(process, out);
    }

    private Run review() throws Exception {
        return start("review", "--no-browser", "--port", "0", "tm/main.tmx");
    }

    private Run serve() throws Exception {
        return start("serve", "--no-token", "--port", "0");
    }

    private static void confirm(PageClient page, long base) throws IOException {
        JsonNode answer = page.post(
                200,
                "/api/documents/1/operations",
                "{\"base\":" + base + ",\"kind\":\"confirm\",\"beads\":[\"b1\"],\"confirmed\":" + (base % 2 == 0)
                        + "}");
        assertThat(answer.path("version").asLong()).isEqualTo(base + 1);
    }

    private static void add(PageClient page, String chinese) throws IOException {
        page.post(201, "/api/v1/units", "{\"source\":\"" + chinese + "\",\"target\":\"of " + chinese + "\"}");
    }

    @Test
    void reviewStopsOnSignalAndContinues() throws Exception {
        Path lock = tm.resolve(".review/.main.jsonl.lock");
        Run interrupted = review();
        PageClient page = new PageClient(interrupted.await(REVIEW));
        CompletableFuture<JsonNode> waiting = page.later("/api/documents/1/changes?since=0&findings=99");
        confirm(page, 0);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        interrupted.signal("INT");
        assertThat(interrupted.printed())
                .contains("1 step, stored in ", "lacks these steps; run the same command again and save");
        assertThat(lock).doesNotExist();

        Run terminated = review();
        confirm(new PageClient(terminated.await(REVIEW)), 1);
        terminated.signal("TERM");
        assertThat(terminated.printed()).contains("continuing the review of", ", 1 step\n", "2 steps, stored in ");
        assertThat(lock).doesNotExist();

        Run after = review();
        assertThat(new PageClient(after.await(REVIEW))
                        .get(200, "/api/documents/1")
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        after.signal("TERM");
    }

    @Test
    void serverWritesAddedUnitsOnSignal() throws Exception {
        Run terminated = serve();
        add(new PageClient(terminated.await(SERVE)), "土");
        terminated.signal("TERM");
        assertThat(terminated.printed()).contains("1 unit added to tm/additions.tmx");
        assertThat(Files.readString(tm.resolve("additions.tmx"))).contains("土");
        assertThat(tm.resolve(".additions.tmx.journal")).doesNotExist();
    }
}
