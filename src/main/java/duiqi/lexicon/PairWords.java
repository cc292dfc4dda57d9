package duiqi.lexicon;

import java.util.List;
import java.util.Locale;

/**
 * Compares a Chinese and an English text word by word: which content words have a translation in the other text, and
 * how probable that is if the texts translate each other. {@link PairReader} reads pairs. Immutable.
 */
public final class PairWords {
    /** Weights of the evidence and the bias. The benchmark {@code PairSeparation} learns them. */
    private static final double[] WEIGHTS = {0.179, 0.580, 0.093, 0.354, -0.090, 2.915, -1.074, 5.144, -3.952};

    private static final double MAX_DEVIATION = 6;

    private final List<ContentWord> chinese;
    private final List<ContentWord> english;
    private final PairLength length;
    private final Lexicon lexicon;

    PairWords(List<ContentWord> chinese, List<ContentWord> english, PairLength length, Lexicon lexicon) {
        this.chinese = List.copyOf(chinese);
        this.english = List.copyOf(english);
        this.length = length;
        this.lexicon = lexicon;
    }

    /** Returns the content words of the Chinese text, in order. */
    public List<ContentWord> chinese() {
        return chinese;
    }

    /** Returns the content words of the English text, in order. */
    public List<ContentWord> english() {
        return english;
    }

    public PairLength length() {
        return length;
    }

    /**
     * Returns the logarithm of the odds that the texts translate each other: a logistic regression over the
     * {@link #evidence}. It was trained on pairs of 60 sources and on the same Chinese texts with the English of the next
     * pair, of a pair of the same length, and of any pair.
     */
    public double odds() {
        double[] evidence = evidence();
        double odds = WEIGHTS[evidence.length];
        for (int k = 0; k < evidence.length; k++) {
            odds += WEIGHTS[k] * evidence[k];
        }
        return odds;
    }

    /**
     * Returns the evidence that the texts translate each other.
     *
     * <p>Each word gives the logarithm of a likelihood ratio: how probable its translation, or the lack of one, is in a
     * translation and in an unrelated text of the same size. A common word proves little by its presence, and a word
     * that is rarely translated by its own word proves little by its absence. The first four values are the sums of the
     * Chinese words with a translation, of those without, and of the English ones. Then come the square of the
     * deviation of the length, and the logarithms of one plus the numbers of words, and the lack of words.
     */
    public double[] evidence() {
        Evidence ofChinese = ofChinese();
        Evidence ofEnglish = ofEnglish();
        double deviation = Math.min(MAX_DEVIATION, Math.abs(length.deviation()));
        return new double[] {
            ofChinese.found,
            ofChinese.missing,
            ofEnglish.found,
            ofEnglish.missing,
            deviation * deviation,
            Math.log1p(chinese.size()),
            Math.log1p(english.size()),
            1.0 / (1 + Math.min(chinese.size(), english.size()))
        };
    }

    /** Returns the share of the Chinese content words with a translation, weighted by the evidence of their absence. */
    public double chineseShare() {
        return ofChinese().share();
    }

    /** Returns the share of the English content words with a translation, weighted in the same way. */
    public double englishShare() {
        return ofEnglish().share();
    }

    /**
     * Returns for each Chinese word how much its lack of a translation speaks against the pair: the logarithm of a likelihood
     * ratio, 0 or more.
     */
    public double[] chineseLosses() {
        return losses(chinese, lexicon.rates().chinese(), english.size());
    }

    /** Returns for each English word how much its lack of a translation speaks against the pair, in the same way. */
    public double[] englishLosses() {
        return losses(english, lexicon.rates().english(), chinese.size());
    }

    private static double[] losses(List<ContentWord> words, WordRates.Side rates, int others) {
        return words.stream()
                .mapToDouble(word ->
                        Math.max(0, Math.log((1 - rates.chance(word, others)) / (1 - rates.expected(word)))))
                .toArray();
    }

    private Evidence ofChinese() {
        return new Evidence(chinese, lexicon.rates().chinese(), english.size());
    }

    private Evidence ofEnglish() {
        return new Evidence(english, lexicon.rates().english(), chinese.size());
    }

    /** Returns how many words have a translation, for a message. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%d of %d Chinese words have a translation in the English text",
                chinese.stream().filter(ContentWord::isTranslated).count(),
                chinese.size());
    }

    /** Adds up the likelihood ratios of the words of a side. */
    private static final class Evidence {
        /** Share in texts that are too short to have a share of their own, and the weight of this prior. */
        private static final double PRIOR = 0.5;

        private double found;
        private double missing;

        /** Loss if the translated words, and if all words, had no translation. */
        private double translated;

        private double all;

        Evidence(List<ContentWord> words, WordRates.Side rates, int others) {
            for (ContentWord word : words) {
                double expected = rates.expected(word);
                double chance = rates.chance(word, others);
                double loss = Math.log((1 - chance) / (1 - expected));
                add(!word.isTranslated() ? -loss : word.isPart() ? 0 : Math.log(expected / chance));
                all += Math.max(0, loss);
                translated += word.isTranslated() ? Math.max(0, loss) : 0;
            }
        }

        private void add(double ratio) {
            found += Math.max(0, ratio);
            missing += Math.min(0, ratio);
        }

        double share() {
            return (translated + PRIOR) / (all + 1);
        }
    }
}
