package duiqi.check.contrast;

import duiqi.lexicon.ContentWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Holds a text as tokens in lower case: English words, Chinese characters, numbers and marks. <i>Doesn't</i> is two tokens.
 *
 * @param tokens the tokens
 * @param starts their indexes in the text
 * @param table table of the language
 * @param words content words of the text
 */
record PolarityText(List<String> tokens, List<Integer> starts, PolarityTable table, List<ContentWord> words) {
    private static final Pattern TOKEN = Pattern.compile(
            "[a-z]+(?=n['’]t(?![a-z]))|n['’]t(?![a-z])|[a-z]+|\\d[\\d.,]*\\d|\\d|[^\\sa-z\\d]",
            Pattern.CASE_INSENSITIVE);

    private static final String MARKS = "，。；：、！？,;:!?（）().";

    static PolarityText of(String text, PolarityTable table, List<ContentWord> words) {
        List<String> tokens = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        TOKEN.matcher(text).results().forEach(token -> {
            tokens.add(token.group().toLowerCase(Locale.ROOT).replace('’', '\''));
            starts.add(token.start());
        });
        return new PolarityText(tokens, starts, table, words);
    }

    List<Integer> indexes(Predicate<String> which) {
        return IntStream.range(0, tokens.size())
                .filter(k -> which.test(tokens.get(k)))
                .boxed()
                .toList();
    }

    /** Returns the token at an index, or {@code ^} outside the text. */
    String token(int index) {
        return index < 0 || index >= tokens.size() ? "^" : tokens.get(index);
    }

    /** Returns the index of the token at the start of a content word. */
    int indexOf(ContentWord word) {
        int index = Collections.binarySearch(starts, word.token().start());
        return index < 0 ? -index - 2 : index;
    }

    /** Returns the index after the last token of the clause of a token. */
    int endOfClause(int index) {
        return IntStream.range(index + 1, tokens.size())
                .filter(k -> MARKS.contains(tokens.get(k)))
                .findFirst()
                .orElse(tokens.size());
    }
}
