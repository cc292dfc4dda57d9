package duiqi.cli.print;

import duiqi.report.Terminal;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong, in one line that the user can act on. What no user can have caused is owned up to as a fault
 * of the program. A stack trace comes only when asked for.
 */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern CHOICES = Pattern.compile("expected one of \\[([A-Z0-9_, ]+)] \\(case-insensitive\\)");

    private final Console console;
    private final BooleanSupplier debug;

    public Failures(Console console, BooleanSupplier debug) {
        this.console = console;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        print(explainUsage(failure));
        if (!UnmatchedArgumentException.printSuggestions(failure, console.err())) {
            console.err().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.FAILED;
    }

    private static String explainUsage(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().get(0);
            boolean isCommand = !failure.getCommandLine().getSubcommands().isEmpty();
            return isCommand ? "there is no command '" + word + "'" : "one argument too many: '" + word + "'";
        }
        return plain(String.valueOf(failure.getMessage()));
    }

    /** Returns a message of picocli in the terms of the help, not of Java. */
    private static String plain(String message) {
        return CHOICES.matcher(message)
                .replaceAll(choices -> Matcher.quoteReplacement(
                        "expected one of " + choices.group(1).toLowerCase(Locale.ROOT)))
                .replaceFirst("' is not an int$", "' is not a whole number");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        report(failure);
        return ExitCode.FAILED;
    }

    /** Prints the line for a failure; for commands that go on with the next file after it. */
    public void report(Throwable failure) {
        print(explain(failure).orElseGet(() -> ownUp(failure)));
        if (wantsTrace()) {
            failure.printStackTrace(console.err());
        }
    }

    private void print(String message) {
        console.err().println("duiqi: " + oneLine(message));
    }

    /** Returns a message in one line without control characters. Libraries break messages, and files may put anything into them. */
    private static String oneLine(String message) {
        return Terminal.plain(message.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    private String ownUp(Throwable failure) {
        String fault = "this is a fault of duiqi, please report it: " + failure;
        return wantsTrace() ? fault : fault + " (--debug shows where)";
    }

    private boolean wantsTrace() {
        return debug.getAsBoolean() || console.variable("DUIQI_DEBUG").isPresent();
    }

    /** Returns the message for a failure that comes from outside; empty if it can only be a fault of the program. */
    private static Optional<String> explain(Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return explain(cause);
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of("not enough memory; give Java more, as in DUIQI_JAVA_OPTS=-Xmx4g");
        }
        if (failure instanceof FormatException || failure instanceof IllegalArgumentException) {
            return Optional.ofNullable(failure.getMessage());
        }
        return failure instanceof IOException e ? Optional.of(explainIo(e)) : Optional.empty();
    }

    private static String explainIo(IOException failure) {
        String message = Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
        if (failure instanceof NoSuchFileException e) {
            return e.getFile() + ": there is no such file; check its name and folder";
        }
        if (failure instanceof AccessDeniedException e) {
            return e.getFile() + ": access denied; check its rights";
        }
        if (failure instanceof FileSystemException e) {
            return e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse("cannot be read or written");
        }
        if (failure instanceof UnknownHostException) {
            return message + ": no such host; check the address and the network";
        }
        return message;
    }
}
