package duiqi.lexicon;

/**
 * Estimates how often words have a translation in the translation of a text, and in other texts. Immutable.
 *
 * <p>The translations that the lexicon knows for a word cover a share of all that the word generates in aligned texts.
 * The rate of its occurrences with a translation grows with this coverage; the constants are fitted to 430,000 words of
 * aligned pairs. The frequency of its translations gives the probability that an unrelated text has one of them.
 */
final class WordRates {
    /** Rate of words without coverage, and its growth with the fourth power of coverage. */
    private static final double LEAST = 0.2;

    private static final double GROWTH = 0.65;

    /** Rate of words that the aligned texts do not contain; it weighs like this number of occurrences. */
    private static final double UNKNOWN = 0.47;

    private static final double FEW = 5;

    /** Rates and frequencies of numbers, and of words that are not in the lexicon; most of these are names. */
    private static final double NUMBER = 0.8;

    private static final double NUMBER_FREQUENCY = 0.001;
    private static final double NAME = 0.6;
    private static final double NAME_FREQUENCY = 0.002;

    /** Range of the frequency of all translations of a word, and lowest probability of a chance match. */
    private static final double MIN_FREQUENCY = 1e-6;

    private static final double MAX_FREQUENCY = 0.5;
    private static final double MIN_CHANCE = 1e-4;

    private final Side chinese;
    private final Side english;

    WordRates(Lexicon lexicon) {
        TextCounts.View counts = lexicon.text().words();
        int stems = lexicon.text().otherStems().end();
        chinese = new Side(lexicon.wordCount());
        english = new Side(stems);
        double words = 0;
        for (int word = 0; word < lexicon.wordCount(); word++) {
            words += counts.total(word);
        }
        double allStems = 0;
        for (int stem = 0; stem < stems; stem++) {
            allStems += counts.stemTotal(stem);
        }
        // Without aligned texts every frequency is 0.
        float perWord = (float) (1 / Math.max(1, words));
        float perStem = (float) (1 / Math.max(1, allStems));
        for (int word = 0; word < lexicon.wordCount(); word++) {
            int row = word;
            lexicon.translations(word, (stem, forward, backward) -> {
                chinese.frequencies[row] += counts.stemTotal(stem) * perStem;
                english.frequencies[stem] += counts.total(row) * perWord;
                chinese.rates[row] += forward;
                english.rates[stem] += backward;
            });
            chinese.rates[word] = rate(chinese.rates[word], counts.total(word));
        }
        for (int stem = 0; stem < stems; stem++) {
            english.rates[stem] = rate(english.rates[stem], counts.stemTotal(stem));
        }
    }

    private static float rate(double coverage, double occurrences) {
        double own = LEAST + GROWTH * Math.pow(Math.min(1, coverage), 4);
        return (float) ((own * occurrences + UNKNOWN * FEW) / (occurrences + FEW));
    }

    Side chinese() {
        return chinese;
    }

    Side english() {
        return english;
    }

    /** Holds the rates of the words of one language, by their numbers in the lexicon. */
    static final class Side {
        private final float[] rates;
        private final float[] frequencies;

        private Side(int size) {
            rates = new float[size];
            frequencies = new float[size];
        }

        /** Returns the probability that a translation of the text has a translation of the word. */
        double expected(ContentWord word) {
            return word.number() >= 0 ? expected(word.number()) : isNumber(word) ? NUMBER : NAME;
        }

        double expected(int word) {
            return rates[word];
        }

        /** Returns the probability that an unrelated text of this many content words has a translation of the word. */
        double chance(ContentWord word, int words) {
            double frequency = word.number() >= 0
                    ? frequencies[word.number()]
                    : isNumber(word) ? NUMBER_FREQUENCY : NAME_FREQUENCY;
            double bounded = Math.min(MAX_FREQUENCY, Math.max(MIN_FREQUENCY, frequency));
            return Math.max(MIN_CHANCE, -Math.expm1(words * Math.log1p(-bounded)));
        }

        private static boolean isNumber(ContentWord word) {
            return word.token().kind() == Token.Kind.NUMBER;
        }
    }
}
