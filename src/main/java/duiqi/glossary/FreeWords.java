package duiqi.glossary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chinese words that translators render as the sentence asks, each time another way: verbs, adverbs, measure words, vague nouns. No term
 * begins or ends with them unless it is a term of the dictionary. The list {@code free-words.txt} is our own.
 */
final class FreeWords {
    private static final Set<String> WORDS = load();

    private FreeWords() {}

    static boolean isFree(String word) {
        return word.length() == 1 || WORDS.contains(word);
    }

    private static Set<String> load() {
        try (InputStream in = FreeWords.class.getResourceAsStream("free-words.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
