package duiqi.cli;

import duiqi.cli.print.Console;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs duiqi inside a test with a given input, time and environment, and keeps the output. Not a terminal by default.
 */
public final class FakeConsole extends Clock {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
    private byte[] in = {};
    private boolean terminal;
    private Path folder = Path.of("");
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    public FakeConsole in(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public FakeConsole variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets the current folder to a project. */
    public FakeConsole at(Path project) {
        folder = project;
        return this;
    }

    public FakeConsole onTerminal() {
        terminal = true;
        return this;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Console console() {
        return new Console(
                new ByteArrayInputStream(in),
                new PrintWriter(out),
                new PrintWriter(err),
                this,
                folder,
                environment,
                terminal,
                terminal);
    }

    /** Runs one command line and returns the exit code. */
    public int run(String... args) {
        return new CommandLineProgram(console()).run(args);
    }

    /** Runs one command line with the streams of a console. */
    public static int run(Console console, String... args) {
        int code = new CommandLineProgram(console).run(args);
        console.out().flush();
        return code;
    }

    /** Returns the first match in the output of a running command, as soon as there is one. */
    public Matcher await(Pattern wanted, Future<?> run) throws InterruptedException {
        for (int k = 0; k < 1200 && !run.isDone(); k++) {
            Matcher found = wanted.matcher(out());
            if (found.find()) {
                return found;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(out() + err());
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
