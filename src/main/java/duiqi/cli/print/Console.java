package duiqi.cli.print;

import duiqi.app.Workspace;
import duiqi.report.Terminal;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds everything outside duiqi except files, so that tests can replace it. The writers encode as UTF-8; the caller
 * flushes them.
 *
 * @param in standard input as bytes, whose encoding the reader detects
 * @param err standard error, for messages and progress
 * @param folder the current folder, which contains the project
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
        environment = Map.copyOf(environment);
    }

    /** Returns an environment variable. An empty variable counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    public Workspace workspace() {
        return new Workspace(folder, clock, Workspace.cacheFolder(this::variable), in, this);
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

    /**
     * Returns a copy that is safe on a terminal, see {@link TerminalWriter}, and whose messages are no commands of CI
     * systems.
     */
    public Console shown() {
        return new Console(
                in,
                outIsTerminal
                        ? new LinePrinter(new TerminalWriter(out, true), true)
                        : new PrintWriter(new TerminalWriter(out, false)),
                new LinePrinter(
                        errIsTerminal
                                ? new Progress.BarWriter(new TerminalWriter(err, true))
                                : new Terminal.CommandGuard(err, Terminal.CommandGuard.Notation.TEXT),
                        true),
                clock,
                folder,
                environment,
                outIsTerminal,
                errIsTerminal);
    }

    /** Ends each line with the same character on all systems. */
    private static final class LinePrinter extends PrintWriter {
        private final boolean flushes;

        LinePrinter(Writer out, boolean flushes) {
            super(out, flushes);
            this.flushes = flushes;
        }

        @Override
        public void println() {
            write('\n');
            if (flushes) {
                flush();
            }
        }
    }

    public Console with(Writer other) {
        PrintWriter lines = new LinePrinter(other, outIsTerminal);
        return new Console(in, lines, err, clock, folder, environment, outIsTerminal, errIsTerminal);
    }

    /** Returns a copy for a project in another folder. */
    public Console in(Path project) {
        return new Console(in, out, err, clock, project, environment, outIsTerminal, errIsTerminal);
    }

    /** Returns whether standard output takes colour. Follows no-color.org for {@code NO_COLOR}. */
    public boolean outTakesColour() {
        return outIsTerminal && !isDumb() && variable("NO_COLOR").isEmpty();
    }

    /** Returns whether standard error can show a progress line that is redrawn. */
    boolean errTakesProgress() {
        return errIsTerminal && !isDumb();
    }

    /**
     * Opens an address in the browser of the user, if there is a desktop. A failure is not an error, because the address is
     * also printed.
     *
     * @return whether a browser was started
     */
    public boolean open(String address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = List.of("xdg-open", address);
        if (system.startsWith("mac")) {
            command = List.of("open", address);
        } else if (system.startsWith("windows")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", address);
        } else if (variable("DISPLAY").isEmpty() && variable("WAYLAND_DISPLAY").isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private boolean isDumb() {
        return variable("TERM").filter(term -> !term.equals("dumb")).isEmpty();
    }

    /**
     * Replaces control characters in texts and file names by U+FFFD, so that they cannot set the title of the terminal,
     * move the cursor, or colour, hide or reverse text. Keeps line ends, tabs, and the sequences of duiqi for colours,
     * styles and the progress line, which begin with {@link Terminal#ESCAPE}. Changes only these for files and pipes.
     *
     * <p>Source: ECMA-48, 8.3.41 (EL) and 8.3.117 (SGR); Unicode Standard Annex #9 for characters that reverse text.
     */
    static final class TerminalWriter extends FilterWriter {
        private static final Pattern SPECIAL = Pattern.compile("\r\n|\r?" + Pattern.quote(Terminal.ESCAPE)
                + "|[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\u202A-\u202E\u2066-\u2069]");

        private final boolean isTerminal;

        TerminalWriter(Writer out, boolean isTerminal) {
            super(out);
            this.isTerminal = isTerminal;
        }

        @Override
        public void write(int c) throws IOException {
            write(String.valueOf((char) c), 0, 1);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String part = text.substring(offset, offset + length);
            out.write(
                    isTerminal
                            ? SPECIAL.matcher(part)
                                    .replaceAll(special -> special.group().length() == 1
                                            ? "\uFFFD"
                                            : special.group().replace(Terminal.ESCAPE, "\033"))
                            : part.replace(Terminal.ESCAPE, "\033"));
        }
    }
}
