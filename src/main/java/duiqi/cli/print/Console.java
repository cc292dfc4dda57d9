package duiqi.cli.print;

import duiqi.app.Workspace;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds everything outside duiqi except files, so that tests can replace it. The writers encode as UTF-8; the caller
 * flushes them.
 *
 * @param in standard input as bytes, whose encoding the reader detects
 * @param out standard output, for results
 * @param err standard error, for messages and progress
 * @param clock the clock
 * @param folder the current folder, which contains the project
 * @param environment the environment variables
 * @param outIsTerminal true if {@code out} is a terminal
 * @param errIsTerminal true if {@code err} is a terminal
 */
public record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Clock clock,
        Path folder,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal)
        implements Workspace.Messages {
    public Console {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(folder, "folder");
        environment = Map.copyOf(environment);
    }

    /** Returns an environment variable. An empty variable counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the workspace of the commands. */
    public Workspace workspace() {
        return new Workspace(folder, clock, Workspace.cacheFolder(this::variable), variable("DUIQI_API_KEY"), in, this);
    }

    @Override
    public void warn(String message) {
        err.println("duiqi: " + message);
        err.flush();
    }

    @Override
    public void note(String message) {
        out.println(message);
        out.flush();
    }

    @Override
    public void progress(String message) {
        if (errTakesProgress()) {
            warn(message);
        }
    }

    /** Returns a copy that is safe on a terminal: see {@link TerminalWriter}. */
    public Console shown() {
        return new Console(
                in,
                outIsTerminal ? safe(out) : out,
                errIsTerminal ? safe(err) : err,
                clock,
                folder,
                environment,
                outIsTerminal,
                errIsTerminal);
    }

    private static PrintWriter safe(PrintWriter writer) {
        return new PrintWriter(new TerminalWriter(writer), true);
    }

    /** Returns whether standard output takes colour. Follows no-color.org for {@code NO_COLOR}. */
    public boolean outTakesColour() {
        return outIsTerminal && !isDumb() && variable("NO_COLOR").isEmpty();
    }

    /** Returns whether standard error can show a progress line that is redrawn. */
    boolean errTakesProgress() {
        return errIsTerminal && !isDumb();
    }

    private boolean isDumb() {
        return variable("TERM").filter(term -> !term.equals("dumb")).isEmpty();
    }
}
