package duiqi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the rules of plain English.
 *
 * @param phrases the phrases of {@code phrases.txt} with the words to write instead
 * @param any finds any of the phrases; most begin at a word boundary, which it looks for only once
 * @param allowed parts of lines that need not follow the rules
 */
record English(Map<Pattern, String> phrases, Pattern any, List<String> allowed) {
    static final Path FOLDER = Path.of("src/test/resources/english");

    static English read() throws IOException {
        Map<String, String> rows = words("phrases.txt").stream()
                .collect(Collectors.toMap(row -> row.split("\t")[0], row -> row.split("\t")[1]));
        Map<Boolean, String> alternatives = rows.keySet().stream()
                .collect(Collectors.partitioningBy(
                        regex -> regex.startsWith("\\b"),
                        Collectors.mapping(regex -> regex.replaceFirst("^\\\\b", ""), Collectors.joining("|"))));
        return new English(
                rows.entrySet().stream().collect(Collectors.toMap(row -> pattern(row.getKey()), Map.Entry::getValue)),
                pattern("\\b(?:" + alternatives.get(true) + ")|" + alternatives.get(false)),
                words("allowed.txt"));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    static List<String> words(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    boolean isAllowed(String line) {
        return allowed.stream().anyMatch(line::contains);
    }

    /** Returns a line for each forbidden phrase in a text. */
    List<String> problems(String place, String text) {
        return !any.matcher(text).find()
                ? List.of()
                : phrases.entrySet().stream()
                        .filter(phrase -> phrase.getKey().matcher(text).find())
                        .map(phrase ->
                                place + ": " + text.strip() + "\n    \"" + phrase.getKey() + "\": " + phrase.getValue())
                        .filter(line -> !isAllowed(line))
                        .toList();
    }
}
