package duiqi.align.learn;

import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.TextCounts;
import duiqi.lexicon.Token;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Adds the counts of the open texts of a lexicon to its probabilities. The texts are of other kinds than these, so
 * that a word counts at most {@link #MOST} occurrences.
 */
final class TextPrior {
    /** Most occurrences in the texts that count. */
    private static final double MOST = 32;

    /** Smallest share of the translations that the texts have; prevents a division by zero. */
    private static final double NOTHING = 1e-9;

    private final Lexicon lexicon;
    private final TokenizedPair pair;

    /** By stem of the lexicon and its texts: the stem of these texts, or -1. */
    private final int[] stemOf;

    /** By stem of these texts: the stem of the lexicon, or -1. */
    private final int[] numberOf;

    TextPrior(Lexicon lexicon, TokenizedPair pair) {
        this.lexicon = lexicon;
        this.pair = pair;
        stemOf = new int[lexicon.text().otherStems().end()];
        Arrays.fill(stemOf, -1);
        TokenView stems = pair.stems();
        numberOf = new int[stems.size()];
        for (int stem = 0; stem < stems.size(); stem++) {
            numberOf[stem] = stems.kind(stem) == Token.Kind.WORD ? lexicon.textStemNumber(stems.form(stem)) : -1;
            if (numberOf[stem] >= 0) {
                stemOf[numberOf[stem]] = stem;
            }
        }
    }

    /** Returns the probabilities of words by the dictionary and the texts. */
    TranslationTable.Probabilities words(TranslationTable.Probabilities lexical) {
        TokenView words = pair.words();
        return withCounts(
                lexical,
                lexicon.text().words(),
                token -> words.kind(token) == Token.Kind.WORD ? lexicon.wordNumber(words.form(token)) : -1);
    }

    /** Returns the probabilities of characters by the dictionary and the texts. */
    TranslationTable.Probabilities characters(TranslationTable.Probabilities lexical) {
        TokenView characters = pair.characters();
        return withCounts(
                lexical,
                lexicon.text().characters(),
                token -> characters.kind(token) == Token.Kind.WORD
                                && characters.form(token).length() == 1
                        ? lexicon.characterNumber(characters.form(token).charAt(0))
                        : -1);
    }

    private TranslationTable.Probabilities withCounts(
            TranslationTable.Probabilities lexical, TextCounts.View counts, IntUnaryOperator numbers) {
        Priors.Counts[] rows = new Priors.Counts[lexical.size()];
        double[] sums = new double[numberOf.length];
        for (int token = 0; token < rows.length; token++) {
            int number = numbers.applyAsInt(token);
            rows[token] = number < 0 ? Priors.Counts.NONE : counts(counts, number);
            rows[token].addBackward(sums);
        }
        double[] stemTotals = new double[numberOf.length];
        for (int stem = 0; stem < stemTotals.length; stem++) {
            double here = Math.sqrt(Math.min(1, Math.max(NOTHING, sums[stem])));
            stemTotals[stem] = numberOf[stem] < 0 ? 0 : Math.min(MOST, here * counts.stemTotal(numberOf[stem]));
            sums[stem] = here;
        }
        for (Priors.Counts row : rows) {
            row.scaleBackward(stemTotals, sums);
        }
        return Priors.combined(lexical, rows, stemTotals);
    }

    private Priors.Counts counts(TextCounts.View counts, int number) {
        int most = counts.rowSize(number);
        int[] stems = new int[most];
        float[] forward = new float[most];
        float[] backward = new float[most];
        int[] size = new int[1];
        double[] sum = new double[1];
        counts.forEach(number, (stem, to, from) -> {
            if (stemOf[stem] >= 0) {
                stems[size[0]] = stemOf[stem];
                forward[size[0]] = to;
                backward[size[0]++] = from;
                sum[0] += to;
            }
        });
        double here = Math.sqrt(Math.min(1, Math.max(NOTHING, sum[0])));
        double total = Math.min(MOST, counts.total(number) * here);
        for (int k = 0; k < size[0]; k++) {
            forward[k] *= (float) (total / here);
        }
        return new Priors.Counts(Arrays.copyOf(stems, size[0]), forward, backward, total);
    }
}
