package duiqi.cli;

import duiqi.app.Workspace;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts duiqi and connects it to the process. The launcher reports which streams are terminals, because Java 17 knows
 * only whether all of them are.
 */
public final class Main {
    /**
     * Time to wait for a write at the end. A write takes milliseconds; only a slow disk or a memory locked by another
     * duiqi takes longer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Main() {}

    // The launcher of Windows sets jdk.console, so that newer versions of Java return null too.
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String[] args) {
        // Libraries format text and change its case by the default locale. A Turkish locale must not change a result.
        Locale.setDefault(Locale.ROOT);
        WatchedOutput output = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
        boolean isWindows = Boolean.getBoolean("duiqi.windows");
        // The launcher of Windows cannot test a stream.
        boolean allAreTerminals = isWindows && System.console() != null;
        boolean outIsTerminal = allAreTerminals || Boolean.getBoolean("duiqi.stdout.terminal");
        boolean errIsTerminal = allAreTerminals || Boolean.getBoolean("duiqi.stderr.terminal");
        Console console = new Console(
                System.in,
                utf8(new BufferedOutputStream(output), outIsTerminal),
                utf8(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), true),
                Clock.systemUTC(),
                Path.of(""),
                System.getenv(),
                outIsTerminal,
                errIsTerminal);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Workspace.UninterruptibleWrite.awaitEnd(PATIENCE)));
        // Only this launcher means this process: the variable also reaches the programs that duiqi starts.
        String[] arguments = isWindows ? windowsArguments(console) : args;
        int exitCode = run(console, output, arguments);
        console.err().flush();
        System.exit(exitCode);
    }

    private static String[] windowsArguments(Console console) {
        String line = console.variable("DUIQI_ARGUMENTS").orElse("");
        return WindowsArguments.of(line, console.folder()).toArray(String[]::new);
    }

    private static int run(Console console, WatchedOutput output, String[] args) {
        int exitCode = new CommandLineProgram(console).run(args);
        console.out().flush();
        return output.failure()
                .map(failure -> {
                    console.err().print("duiqi: standard output: " + explain(failure) + "\n");
                    return ExitCode.FAILED;
                })
                .orElse(exitCode);
    }

    private static String explain(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Bad file descriptor")
                ? "is closed; open it, or redirect it to /dev/null"
                : message + "; free some space, or write to a file with -o";
    }

    private static PrintWriter utf8(OutputStream stream, boolean flushLines) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), flushLines);
    }

    /**
     * Keeps the first failure to write, which {@link java.io.PrintWriter} hides. A result lost on a full disk must not
     * look like success. Not thread-safe; the writer on top of it is.
     */
    static final class WatchedOutput extends FilterOutputStream {
        private Optional<IOException> failure = Optional.empty();

        WatchedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(e));
                throw e;
            }
        }

        /**
         * Returns the reason why output was lost. A reader that closes the pipe early, such as {@code head}, is not a
         * failure.
         */
        Optional<IOException> failure() {
            return failure.filter(e -> !String.valueOf(e.getMessage()).contains("Broken pipe"));
        }
    }
}
