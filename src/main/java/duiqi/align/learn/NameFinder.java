package duiqi.align.learn;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Chinese names that the English text spells in pinyin: one to three characters whose joined toneless syllables
 * are a word that the English text mostly capitalises. Not thread-safe.
 */
public final class NameFinder {
    /** Share of capitalised occurrences above which a word counts as a name. */
    private static final double CAPITALISED = 0.6;

    private static final int MIN_LENGTH = 2;
    private static final int MAX_CHARACTERS = 3;
    private static final int BEGINNING = 3;

    private final Lexicon lexicon;
    private final Set<String> names;

    /** Beginnings of the names: {@link #BEGINNING} letters, or the whole name if it is shorter. */
    private final Set<String> beginnings = new HashSet<>();

    /** Syllables of the characters that were read before. */
    private final Map<Character, List<String>> syllables = new HashMap<>();

    /** Stems names with the same rules as the words of the English text. */
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    /**
     * Creates a finder.
     *
     * @param names result of {@link #names} for the English text
     */
    NameFinder(Lexicon lexicon, Set<String> names) {
        this.lexicon = lexicon;
        this.names = names;
        for (String name : names) {
            beginnings.add(name.substring(0, Math.min(BEGINNING, name.length())));
        }
    }

    /**
     * Returns whether the stem of a spelling can be a name. Stemming is expensive, and it changes only the ends of
     * pinyin spellings, except that it may add an e in place of -ing.
     */
    private boolean mayBeName(String spelling) {
        return spelling.length() < BEGINNING
                || beginnings.contains(spelling.substring(0, BEGINNING))
                || beginnings.contains(spelling.substring(0, BEGINNING - 1))
                || spelling.endsWith("ing")
                || EnglishTokenizer.isIrregular(spelling);
    }

    /** Returns the stems that an English text mostly capitalises. */
    static Set<String> names(List<List<Token>> english) {
        Set<String> names = new HashSet<>();
        Map<String, int[]> counts = new HashMap<>();
        for (List<Token> row : english) {
            for (Token token : row) {
                if (token.kind() == Token.Kind.WORD && token.form().length() >= MIN_LENGTH) {
                    int[] count = counts.computeIfAbsent(token.form(), form -> new int[2]);
                    count[0] += token.capitalised() ? 1 : 0;
                    count[1]++;
                }
            }
        }
        counts.forEach((form, count) -> {
            if (count[0] > CAPITALISED * count[1]) {
                names.add(form);
            }
        });
        return names;
    }

    /** Returns each name in a text once, as its stem in the English text. */
    List<Token> find(CharSequence text) {
        String simplified = lexicon.simplify(text);
        List<Token> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int start = 0; start < simplified.length(); start++) {
            List<String> spellings = List.of("");
            for (int end = start; end < Math.min(simplified.length(), start + MAX_CHARACTERS); end++) {
                spellings = extend(spellings, syllables.computeIfAbsent(simplified.charAt(end), lexicon::pinyin));
                for (String spelling : spellings) {
                    if (!mayBeName(spelling)) {
                        continue;
                    }
                    String stem = tokenizer.stem(spelling);
                    if (names.contains(stem) && seen.add(stem)) {
                        found.add(new Token(stem, start, Token.Kind.NAME));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the characters of a name that was found at an index of a text. */
    public static String characters(Lexicon lexicon, String text, int start, String stem) {
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        String simplified = lexicon.simplify(text);
        List<String> spellings = List.of("");
        int most = Math.min(simplified.length(), start + MAX_CHARACTERS);
        for (int end = start; end < most; end++) {
            spellings = extend(spellings, lexicon.pinyin(simplified.charAt(end)));
            if (spellings.stream().map(tokenizer::stem).anyMatch(stem::equals)) {
                return text.substring(start, end + 1);
            }
        }
        throw new IllegalArgumentException("not a name: " + stem + " at " + start + " of " + text);
    }

    private static List<String> extend(List<String> spellings, List<String> syllables) {
        List<String> longer = new ArrayList<>(spellings.size() * syllables.size());
        for (String spelling : spellings) {
            for (String syllable : syllables) {
                longer.add(spelling.concat(syllable));
            }
        }
        return longer;
    }
}
