package duiqi.memory;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tests whether two texts can be translations of each other, by their lengths and by their words. The word test counts
 * the Chinese content words with a dictionary translation in the English text. A likelihood ratio of two binomials
 * compares how probable this count is in translations and in unrelated texts. Not thread-safe.
 *
 * <p>In the development sets, 40 to 60 percent of the words have a translation; in shuffled pairs, 5 to 9 percent. With
 * the bound below, the test rejects 6 of their 2,333 pairs, and 846 of 2,333 shuffled pairs. Single sentences are often
 * too short for a decision.
 */
public final class PairAgreement {
    /** Share of words with a translation in the freest translations, and in unrelated texts. */
    private static final double RATE_OF_TRANSLATIONS = 0.33;

    private static final double RATE_OF_UNRELATED = 0.09;

    /**
     * Minimum log-likelihood ratio to reject a pair: unrelated texts must be about 33 times as probable as
     * translations.
     */
    private static final double MIN_LOG_RATIO = 3.5;

    private static final double LETTERS_PER_CHARACTER = 3.2;
    private static final double LATIN_LETTER = 0.25;
    private static final double SMOOTHING = 10;
    private static final double MEAN = 0.11;
    private static final double DEVIATION = 0.25;

    /** Maximum difference of the ratio from its mean, 1.3, in standard deviations. */
    private static final double MAX_DEVIATION = 5.2;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishTokenizer english = new EnglishTokenizer();

    /**
     * Creates a test with its own tokenizer.
     *
     * @param lexicon the lexicon that lists English translations of Chinese words
     */
    PairAgreement(Lexicon lexicon) {
        this(lexicon, new ChineseTokenizer(lexicon));
    }

    /**
     * Creates a test that shares a tokenizer.
     *
     * @param lexicon the lexicon that lists English translations of Chinese words
     * @param chinese the tokenizer for words of this lexicon
     */
    public PairAgreement(Lexicon lexicon, ChineseTokenizer chinese) {
        this.lexicon = lexicon;
        this.chinese = chinese;
    }

    /**
     * Counts the content words of a pair.
     *
     * @param translated the words with a translation on the other side
     * @param all all content words
     */
    record Count(int translated, int all) {
        double logRatio() {
            return -(translated * Math.log(RATE_OF_TRANSLATIONS / RATE_OF_UNRELATED)
                    + (all - translated) * Math.log((1 - RATE_OF_TRANSLATIONS) / (1 - RATE_OF_UNRELATED)));
        }
    }

    /**
     * Returns the reason why two texts cannot be translations of each other because of their lengths, as a clause, or
     * empty if they can.
     *
     * <p>The length of the English text should follow from that of the Chinese text (after Gale and Church 1993). The
     * ratio is the logarithm of (English letters + 10) / (3.2 &times; Chinese characters + 10). A Latin letter in the
     * Chinese text counts as a quarter of a character. In the development sets the mean of the ratio is 0.11, its
     * standard deviation 0.25, and its range -1.12 to 1.03 for all 2,333 pairs. A pair more than 1.3 from the mean is
     * no translation, or translates only a part.
     */
    public static Optional<String> lengthMismatch(String source, String target) {
        double deviation = lengthDeviation(source, target);
        return Math.abs(deviation) > MAX_DEVIATION
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%d English letters for %.0f Chinese characters",
                        letters(target),
                        characters(source)))
                : Optional.empty();
    }

    /**
     * Returns the difference between the ratio of the lengths and its mean, in standard deviations; positive if the
     * English is long.
     */
    static double lengthDeviation(String source, String target) {
        double ratio =
                Math.log((letters(target) + SMOOTHING) / (LETTERS_PER_CHARACTER * characters(source) + SMOOTHING));
        return (ratio - MEAN) / DEVIATION;
    }

    private static double characters(String source) {
        double chinese = 0;
        for (int i = 0; i < source.length(); i++) {
            int c = source.codePointAt(i);
            i += Character.charCount(c) - 1;
            chinese += Character.isIdeographic(c) ? 1 : Character.isLetterOrDigit(c) ? LATIN_LETTER : 0;
        }
        return chinese;
    }

    private static int letters(String target) {
        int english = 0;
        for (int i = 0; i < target.length(); i++) {
            english += Character.isLetterOrDigit(target.charAt(i)) ? 1 : 0;
        }
        return english;
    }

    /**
     * Returns how few words of two texts translate each other, as a clause, or empty if enough do or the texts are too
     * short.
     */
    public Optional<String> wordMismatch(String source, String target) {
        if (new Count(0, source.length()).logRatio() <= MIN_LOG_RATIO) {
            return Optional.empty();
        }
        Count count = count(source, target);
        return count.logRatio() > MIN_LOG_RATIO
                ? Optional.of(
                        count.translated + " of " + count.all + " Chinese words have a translation in the English text")
                : Optional.empty();
    }

    Count count(String source, String target) {
        Set<String> forms = new HashSet<>();
        Set<Integer> stems = new HashSet<>();
        for (Token token : english.tokens(target)) {
            forms.add(token.form());
            if (token.kind() == Token.Kind.WORD && !FunctionWords.isEnglish(token.form())) {
                stems.add(lexicon.stemNumber(token.form()));
            }
        }
        int translated = 0;
        int all = 0;
        for (Token token : chinese.words(source)) {
            if (token.kind() == Token.Kind.MARK || FunctionWords.isChinese(token.form())) {
                continue;
            }
            all++;
            translated += forms.contains(token.form()) || isTranslated(token, stems) ? 1 : 0;
        }
        return new Count(translated, all);
    }

    private boolean isTranslated(Token token, Set<Integer> stems) {
        int word = token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1;
        if (word < 0) {
            return false;
        }
        boolean[] found = {false};
        lexicon.stemsOfWord(word, (stem, weight) -> found[0] |= stems.contains(stem));
        return found[0];
    }
}
