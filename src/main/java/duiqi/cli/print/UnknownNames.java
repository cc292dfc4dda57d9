package duiqi.cli.print;

import duiqi.text.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes messages about unknown commands and options, with the names that the user probably meant. Stateless. */
public final class UnknownNames {
    /** Rank of a command that the words do not resemble. */
    private static final int UNRELATED = Integer.MAX_VALUE;

    private UnknownNames() {}

    /**
     * Returns the message for words that are not a command. Searches the commands of all levels, so that {@code stats} leads to
     * {@code tm stats}.
     *
     * @param command the command before the words
     * @param words words of the command line from the first unknown one, without options
     */
    public static String unknownCommand(CommandLine command, List<String> words) {
        CommandSpec root = command.getCommandSpec().root();
        Map<String, Integer> ranks = new LinkedHashMap<>();
        names(root.commandLine(), "").forEach(name -> ranks.put(name, rank(words, name)));
        int best = ranks.values().stream().min(Integer::compare).orElse(UNRELATED);
        List<String> nearest = ranks.entrySet().stream()
                .filter(ranked -> best < UNRELATED && ranked.getValue() == best)
                .map(Map.Entry::getKey)
                .toList();
        String name = command.getCommandSpec().qualifiedName() + " " + words.get(0);
        return "unknown command '" + name.substring(root.name().length() + 1) + "'" + question(nearest);
    }

    /** Returns the message for an option that a command does not have. */
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

    /**
     * Ranks a command; a lower rank is better. The number of errors decides first. Among equals, a command with all words given comes
     * first, and a command with only its last word given comes last.
     */
    private static int rank(List<String> words, String name) {
        String[] parts = name.split(" ");
        String given = words.stream().limit(parts.length).collect(Collectors.joining(" "));
        return IntStream.of(
                        rank(NearestName.errors(given, name), parts.length > 1 ? 0 : 1),
                        rank(NearestName.errors(words.get(0), parts[parts.length - 1]), parts.length > 1 ? 2 : 1))
                .min()
                .getAsInt();
    }

    private static int rank(OptionalInt errors, int minor) {
        return errors.isPresent() ? 3 * errors.getAsInt() + minor : UNRELATED;
    }

    /** Returns the full names of all commands, such as {@code tm stats}. */
    private static Stream<String> names(CommandLine command, String prefix) {
        return command.getSubcommands().entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(prefix + entry.getKey()), names(entry.getValue(), prefix + entry.getKey() + " ")));
    }
}
