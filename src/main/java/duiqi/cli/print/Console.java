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
 * The surroundings of the program besides files, so that a test can put something else in their place. The
 * writers encode as UTF-8, and the runner of the program flushes them.
 *
 * @param in standard input, as bytes: its encoding is for the reader to find out
 * @param out standard output, for results
 * @param err standard error, for messages and progress
 * @param clock the time
 * @param folder the folder at hand, in which a project is looked for
 * @param environment the environment variables
 * @param outIsTerminal whether a person sees {@code out}
 * @param errIsTerminal whether a person sees {@code err}
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

    /** Returns an environment variable. One that is set to nothing counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the surroundings that commands work in. */
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

    /** Returns the same, safe for a person at a terminal: see {@link TerminalWriter}. */
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

    /** Returns whether standard output takes colour: see no-color.org for {@code NO_COLOR}. */
    public boolean outTakesColour() {
        return outIsTerminal && !isDumb() && variable("NO_COLOR").isEmpty();
    }

    /** Returns whether a line on standard error can be drawn over. */
    boolean errTakesProgress() {
        return errIsTerminal && !isDumb();
    }

    private boolean isDumb() {
        return variable("TERM").filter(term -> !term.equals("dumb")).isEmpty();
    }
}
