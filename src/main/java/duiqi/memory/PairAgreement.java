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
 * Tells whether two texts can be translations of each other, by their lengths and by their words. The words are judged by how many of
 * the Chinese content words have an English word of their dictionary entries on the other side, with the likelihood ratio of two
 * binomials. Not thread-safe.
 *
 * <p>Of the development gold 40 to 60 of 100 words have one, of shuffled pairs 5 to 9. At the bound below, 6 of its 2,333 pairs
 * are called misaligned, and 846 of 2,333 shuffled ones: single sentences are often too short to tell.
 */
public final class PairAgreement {
    /** The share of words that have a rendering in the freest texts, and below it the share in strange pairs. */
    private static final double RATE_TOGETHER = 0.33;

    private static final double RATE_BY_CHANCE = 0.09;

    /** How much likelier chance must be: e to this, some thirty times. */
    private static final double SURE = 3.5;

    private static final double LETTERS_PER_CHARACTER = 3.2;
    private static final double SMOOTHING = 10;
    private static final double MEAN = 0.11;
    private static final double MAX_RATIO = 1.3;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishTokenizer english = new EnglishTokenizer();

    /**
     * Prepares.
     *
     * @param lexicon says which words render which
     */
    PairAgreement(Lexicon lexicon) {
        this(lexicon, new ChineseTokenizer(lexicon));
    }

    /**
     * Prepares.
     *
     * @param lexicon says which words render which
     * @param chinese cuts Chinese into words of that lexicon; may be used by others too
     */
    public PairAgreement(Lexicon lexicon, ChineseTokenizer chinese) {
        this.lexicon = lexicon;
        this.chinese = chinese;
    }

    /**
     * Content words of a pair.
     *
     * @param translated those with a rendering on the other side
     * @param all all of them
     */
    record Count(int translated, int all) {
        double strangeness() {
            return -(translated * Math.log(RATE_TOGETHER / RATE_BY_CHANCE)
                    + (all - translated) * Math.log((1 - RATE_TOGETHER) / (1 - RATE_BY_CHANCE)));
        }
    }

    /**
     * Returns what is wrong with the lengths of two texts, as a clause; empty when they can be translations of each other.
     *
     * <p>The English is about as long as its Chinese lets expect (after Gale and Church 1993): the logarithm of the English letters, and
     * ten, over 3.2 times the Chinese characters, and ten. A Latin letter in Chinese counts as a quarter of a character. In the
     * development gold the logarithm is 0.11 on average with a standard deviation of 0.25, and lies between -1.12 and 1.03 for all of
     * 2,333 pairs; a pair that is more than 1.3 off is no translation, or one of a part.
     */
    public static Optional<String> lengthFault(String source, String target) {
        double chinese = source.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToDouble(c -> Character.isIdeographic(c) ? 1 : 0.25)
                .sum();
        long english = target.codePoints().filter(Character::isLetterOrDigit).count();
        double ratio = Math.log((english + SMOOTHING) / (LETTERS_PER_CHARACTER * chinese + SMOOTHING));
        return Math.abs(ratio - MEAN) > MAX_RATIO
                ? Optional.of(
                        String.format(Locale.ROOT, "%d English letters for %.0f Chinese characters", english, chinese))
                : Optional.empty();
    }

    /** Returns how few words of two texts translate each other, as a clause; empty when these are enough, or too few to tell. */
    public Optional<String> wordFault(String source, String target) {
        if (new Count(0, source.length()).strangeness() <= SURE) {
            return Optional.empty();
        }
        Count count = count(source, target);
        return count.strangeness() > SURE
                ? Optional.of(count.translated + " of " + count.all + " Chinese words have a rendering in the English")
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
            translated += forms.contains(token.form()) || isRendered(token, stems) ? 1 : 0;
        }
        return new Count(translated, all);
    }

    private boolean isRendered(Token token, Set<Integer> stems) {
        int word = token.kind() == Token.Kind.WORD ? lexicon.wordNumber(token.form()) : -1;
        if (word < 0) {
            return false;
        }
        boolean[] found = {false};
        lexicon.stemsOfWord(word, (stem, weight) -> found[0] |= stems.contains(stem));
        return found[0];
    }
}
