package duiqi.cli.print;

import duiqi.io.FileName;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints each failure in one line, with a remedy. Reports failures that no user can cause as bugs of duiqi. Prints a stack
 * trace only on request.
 */
public record Failures(Console console, BooleanSupplier debug)
        implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Message of picocli 4.7 for a command that only contains others */
    private static final String NO_COMMAND = "Missing required subcommand";

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        print(explainUsage(failure));
        console.err()
                .println("For help, run: "
                        + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.FAILED;
    }

    private static String explainUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        if (NO_COMMAND.equals(failure.getMessage())) {
            return "no command given; give one, for example: " + example(command);
        }
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return explainUnmatched(command, unmatched);
        }
        if (failure instanceof MissingParameterException missing) {
            return "missing "
                    + missing.getMissing().stream()
                            .map(argument -> argument instanceof OptionSpec option
                                    ? option.longestName() + " " + option.paramLabel()
                                    : argument.paramLabel())
                            .collect(Collectors.joining(" and "));
        }
        if (failure instanceof OverwrittenOptionException overwritten) {
            return name(overwritten.getOverwritten()) + ": given more than once; give it once";
        }
        ArgSpec argument = failure.getArgSpec();
        if (failure.getCause() instanceof IllegalArgumentException cause && argument != null) {
            return name(argument) + ": " + cause.getMessage();
        }
        boolean isUnknown = String.valueOf(failure.getMessage()).contains("expected one of");
        if (isUnknown && argument != null && failure.getValue() != null && argument.completionCandidates() != null) {
            List<String> values = new ArrayList<>();
            argument.completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
            return name(argument) + " " + failure.getValue() + ": unknown value; "
                    + NearestName.remedy(failure.getValue(), values);
        }
        return plain(String.valueOf(failure.getMessage()), argument);
    }

    private static String example(CommandLine command) {
        return Stream.of(command.getCommandSpec().usageMessage().footer())
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("duiqi "))
                .findFirst()
                .orElseThrow()
                .replaceFirst("  .*", "");
    }

    private static String explainUnmatched(CommandLine command, UnmatchedArgumentException unmatched) {
        List<String> words = unmatched.getUnmatched();
        if (unmatched.isUnknownOption()) {
            return UnknownNames.unknownOption(command, words.get(0));
        }
        if (command.getSubcommands().isEmpty()) {
            try {
                // picocli does not report why a name in a list is invalid.
                FileName.requireUtf8(words.get(0));
            } catch (IOException invalid) {
                return String.valueOf(invalid.getMessage());
            }
            return "unexpected argument '" + words.get(0) + "'";
        }
        List<String> commands =
                words.stream().filter(word -> !word.startsWith("-")).toList();
        return UnknownNames.unknownCommand(command, commands);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Returns a message of picocli in the style of the other messages. */
    private static String plain(String message, @Nullable ArgSpec argument) {
        return message.replaceFirst(
                        "^Invalid value for [^:]*: ",
                        Matcher.quoteReplacement(argument == null ? "" : name(argument) + ": "))
                .replaceFirst(
                        "^Value for option option '(.*)' \\((.*)\\) should be in .* format but was (.*)$",
                        "$1: '$3' is not $2")
                .replaceFirst("' is not an? (int|long)$", "' is not a whole number")
                .replaceFirst("' is not a double$", "' is not a number");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        report(failure);
        return ExitCode.FAILED;
    }

    /** Prints a failure. Commands that continue with the next file call it. */
    public void report(Throwable failure) {
        print(explain(failure).orElseGet(() -> bug(failure)));
        if (wantsTrace()) {
            failure.printStackTrace(console.err());
        }
    }

    private void print(String message) {
        console.err().println("duiqi: " + oneLine(message));
    }

    /** Returns a message in one line without control characters, which messages of libraries and names of files may contain. */
    private static String oneLine(String message) {
        return Terminal.plain(message.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    private String bug(Throwable failure) {
        String problem = "internal error: " + failure + "; report it as a bug of duiqi";
        return wantsTrace() ? problem : problem + ", with the output of --debug";
    }

    private boolean wantsTrace() {
        return debug.getAsBoolean() || console.variable("DUIQI_DEBUG").isPresent();
    }

    /** Returns the message for a failure with an external cause; empty for a bug of duiqi. */
    private static Optional<String> explain(Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return explain(cause);
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of("out of memory; give Java more, for example DUIQI_JAVA_OPTS=-Xmx4g");
        }
        if (failure instanceof FormatException || failure instanceof IllegalArgumentException) {
            return Optional.ofNullable(failure.getMessage());
        }
        return failure instanceof IOException e ? Optional.of(explainIo(e)) : Optional.empty();
    }

    private static String explainIo(IOException failure) {
        String message = Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
        if (failure instanceof FileSystemException e) {
            String reason = Optional.ofNullable(e.getReason()).orElse("cannot be read or written");
            return e.getFile() + ": "
                    + (failure instanceof NoSuchFileException
                            ? "there is no such file; check its name and folder"
                            : failure instanceof AccessDeniedException
                                    ? "cannot open: permission denied; check the permissions"
                                    : reason);
        }
        return failure instanceof UnknownHostException
                ? message + ": there is no such host; check the URL and the network"
                : message;
    }

    /** Writes messages about unknown commands and options, with the names that the user probably meant. Stateless. */
    public static final class UnknownNames {
        private UnknownNames() {}

        /**
         * Returns the message for words that are not a command. Searches the commands of all levels, so that {@code stats} leads to
         * {@code tm stats}.
         *
         * @param words words of the command line from the first unknown one, without options
         */
        public static String unknownCommand(CommandLine command, List<String> words) {
            CommandSpec root = command.getCommandSpec().root();
            String name = command.getCommandSpec().qualifiedName() + " " + words.get(0);
            String shown = name.substring(root.name().length() + 1);
            List<String> names = names(root.commandLine(), "").toList();
            List<String> nearest = nearest(
                    names,
                    each -> NearestName.errors(
                            words.stream().limit(each.split(" ").length).collect(Collectors.joining(" ")), each));
            if (nearest.isEmpty()) {
                nearest = nearest(names, each -> NearestName.errors(words.get(0), each.replaceFirst(".* ", "")));
            }
            return "unknown command '" + shown + "'" + question(nearest);
        }

        public static String unknownOption(CommandLine command, String word) {
            String name = word.replaceFirst("=.*", "");
            List<String> nearest = NearestName.of(
                            name, command.getCommandSpec().optionsMap().keySet())
                    .stream()
                    .toList();
            return "unknown option '" + name + "'" + question(nearest);
        }

        private static String question(List<String> names) {
            return names.isEmpty()
                    ? ""
                    : names.stream()
                            .map(name -> "'" + name + "'")
                            .collect(Collectors.joining(" or ", "; did you mean ", "?"));
        }

        /** Returns the names with the fewest errors, without those of groups that contain another one of them. */
        private static List<String> nearest(List<String> names, Function<String, OptionalInt> errors) {
            OptionalInt fewest =
                    names.stream().map(errors).flatMapToInt(OptionalInt::stream).min();
            List<String> nearest = names.stream()
                    .filter(name -> fewest.isPresent() && errors.apply(name).equals(fewest))
                    .toList();
            return nearest.stream()
                    .filter(name -> nearest.stream().noneMatch(other -> other.startsWith(name + " ")))
                    .toList();
        }

        /** Returns the full names of all commands, such as {@code tm stats}. */
        private static Stream<String> names(CommandLine command, String prefix) {
            return command.getSubcommands().entrySet().stream()
                    .flatMap(entry -> Stream.concat(
                            Stream.of(prefix + entry.getKey()),
                            names(entry.getValue(), prefix + entry.getKey() + " ")));
        }
    }
}
