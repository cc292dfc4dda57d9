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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
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

    /**
     * Replaces control characters in texts and file names by U+FFFD, so that they cannot set the title of the terminal,
     * move the cursor, or colour, hide or reverse text. Keeps line ends, tabs, and the sequences of duiqi for colours,
     * styles and the progress line, which begin with {@link Terminal#ESCAPE}. Changes only these for files and pipes. Not
     * thread-safe.
     *
     * <p>Source: ECMA-48, 8.3.41 (EL) and 8.3.117 (SGR); Unicode Standard Annex #9 for characters that reverse text.
     */
    static final class TerminalWriter extends FilterWriter {
        private static final char REPLACEMENT = '\uFFFD';

        /** Codes that neither change the background nor hide text */
        private static final String CODE = "(?:[012349]|2[1-4]|29|3[1-7]|39)";

        private static final Pattern OWN = Pattern.compile(
                "\r\n|\r?" + Terminal.ESCAPE + "\\[K|" + Terminal.ESCAPE + "\\[(?:" + CODE + "(?:;" + CODE + ")*)?m");

        private final boolean isTerminal;
        private final StringBuilder held = new StringBuilder();

        TerminalWriter(Writer out, boolean isTerminal) {
            super(out);
            this.isTerminal = isTerminal;
        }

        @Override
        public void write(int c) throws IOException {
            if (held.isEmpty() && c != '\r' && c != '\033') {
                out.write(shown((char) c));
                return;
            }
            held.append((char) c);
            Matcher own = OWN.matcher(held);
            if (own.matches()) {
                out.append(held.toString().replace(Terminal.ESCAPE, "\033"));
                held.setLength(0);
            } else if (!own.hitEnd()) {
                // The last character may begin another sequence.
                boolean begins = held.length() > 1 && (c == '\r' || c == '\033');
                release(begins ? held.length() - 1 : held.length());
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            if (!isTerminal && held.isEmpty() && text.indexOf('\033', offset) < 0) {
                out.write(text, offset, length);
                return;
            }
            for (int i = offset; i < offset + length; i++) {
                write(text.charAt(i));
            }
        }

        @Override
        public void flush() throws IOException {
            release(held.length());
            super.flush();
        }

        @Override
        public void close() throws IOException {
            release(held.length());
            super.close();
        }

        private void release(int length) throws IOException {
            for (int i = 0; i < length; i++) {
                out.write(shown(held.charAt(i)));
            }
            held.delete(0, length);
        }

        private char shown(char c) {
            return isTerminal && Terminal.isControl(c) && c != '\n' && c != '\t' ? REPLACEMENT : c;
        }
    }

    /** Opens pages in the browser of the user, if there is a desktop. */
    public static final class Browser {
        private Browser() {}

        /**
         * Opens an address. A failure is not an error, because the address is also printed.
         *
         * @return whether a browser was started
         */
        public static boolean open(String address, Console console) {
            List<String> command = new ArrayList<>(command(console));
            if (command.isEmpty()) {
                return false;
            }
            command.add(address);
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

        /** Returns the command that opens an address; empty if there is no desktop. */
        public static List<String> command(Console console) {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            if (system.startsWith("mac")) {
                return List.of("open");
            }
            if (system.startsWith("windows")) {
                return List.of("rundll32", "url.dll,FileProtocolHandler");
            }
            boolean isDesktop = console.variable("DISPLAY").isPresent()
                    || console.variable("WAYLAND_DISPLAY").isPresent();
            return isDesktop ? List.of("xdg-open") : List.of();
        }
    }
}
