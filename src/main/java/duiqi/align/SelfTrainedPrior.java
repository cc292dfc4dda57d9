package duiqi.align;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Translation probabilities for a pair of texts, from what the lexicon knows and what a corpus has taught: the expected counts of
 * the corpus, with the lexicon as a Dirichlet prior of mass {@link SelfTraining#PRIOR_MASS}, as {@link SelfTraining} does with
 * the counts of a text.
 */
final class SelfTrainedPrior {
    private final CorpusTables tables;

    /** By token of the texts its number in the tables, or -1. */
    private final int[] wordNumbers;

    private final int[] characterNumbers;
    private final int[] stemNumbers;

    /** Stems of the texts that the tables know, in the order of their numbers there; and those numbers. */
    private final int[] known;

    private final int[] knownNumbers;

    SelfTrainedPrior(CorpusTables tables, TokenizedPair pair) {
        this.tables = tables;
        wordNumbers = tables.vocabulary.numbers(View.WORD, pair.words());
        characterNumbers = tables.vocabulary.numbers(View.CHARACTER, pair.characters());
        stemNumbers = tables.vocabulary.numbers(View.STEM, pair.stems());
        known = IntStream.range(0, stemNumbers.length)
                .filter(stem -> stemNumbers[stem] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt(stem -> stemNumbers[stem]))
                .mapToInt(Integer::intValue)
                .toArray();
        knownNumbers = Arrays.stream(known).map(stem -> stemNumbers[stem]).toArray();
    }

    /** What the lexicon says of the words, and the corpus. */
    TranslationProbabilities words(TranslationProbabilities lexical) {
        return taught(lexical, wordNumbers, tables.wordTotals);
    }

    /** What the lexicon says of the characters, and the corpus. */
    TranslationProbabilities characters(TranslationProbabilities lexical) {
        return taught(lexical, characterNumbers, tables.characterTotals);
    }

    private TranslationProbabilities taught(
            TranslationProbabilities lexical, int[] chineseNumbers, double[] corpusStemTotals) {
        Counts[] rows = new Counts[lexical.size()];
        double[] sums = new double[stemNumbers.length];
        for (int token = 0; token < rows.length; token++) {
            rows[token] = chineseNumbers[token] < 0 ? Counts.NONE : counts(chineseNumbers[token]);
            rows[token].addBackward(sums);
        }
        double[] stemTotals = new double[stemNumbers.length];
        for (int stem : known) {
            stemTotals[stem] = total(corpusStemTotals[stemNumbers[stem]], sums[stem]);
        }
        TranslationProbabilities taught = TranslationProbabilities.empty(rows.length);
        ExpectedRow row = new ExpectedRow(stemNumbers.length);
        for (int token = 0; token < rows.length; token++) {
            Counts counts = rows[token];
            int[] stems = lexical.stems()[token];
            for (int k = 0; k < stems.length; k++) {
                row.add(
                        stems[k],
                        SelfTraining.PRIOR_MASS * lexical.forward()[token][k],
                        SelfTraining.PRIOR_MASS * lexical.backward()[token][k]);
            }
            counts.addTo(row);
            row.finish(token, (chinese, all, forward, backward) -> {
                float[] to = new float[all.length];
                float[] from = new float[all.length];
                for (int k = 0; k < all.length; k++) {
                    to[k] = (float) (forward[all[k]] / (SelfTraining.PRIOR_MASS + counts.total));
                    from[k] = (float) (backward[all[k]] / (SelfTraining.PRIOR_MASS + stemTotals[all[k]]));
                }
                taught.set(chinese, all, to, from);
            });
        }
        return taught;
    }

    /**
     * KnownTranslations that the texts lack cannot be meant here, and what the corpus saw of them goes to the others; by the square root
     * only, as in {@link LexicalPrior}, since the rendering may be one that neither knows.
     *
     * @param all sightings in the corpus
     * @param here those of them whose rendering the texts have
     */
    private static double total(double all, double here) {
        return Math.sqrt(all * Math.min(all, here));
    }

    /** What a row of the tables and the stems of the texts have in common: each of the fewer is looked for in the others. */
    private Counts counts(int chinese) {
        int start = tables.starts[chinese];
        int end = tables.starts[chinese + 1];
        boolean fewPairs = end - start < known.length;
        int most = Math.min(end - start, known.length);
        int[] stems = new int[most];
        float[] forward = new float[most];
        float[] backward = new float[most];
        int size = 0;
        double sum = 0;
        for (int k = 0; k < most; k++) {
            int pair = fewPairs ? start + k : Arrays.binarySearch(tables.stems, start, end, knownNumbers[k]);
            int place = fewPairs ? Arrays.binarySearch(knownNumbers, tables.stems[pair]) : k;
            if (pair >= 0 && place >= 0) {
                stems[size] = known[place];
                forward[size] = tables.forward[pair];
                backward[size++] = tables.backward[pair];
                sum += tables.forward[pair];
            }
        }
        return new Counts(Arrays.copyOf(stems, size), forward, backward, total(tables.chineseTotals[chinese], sum));
    }

    /**
     * What the corpus counted of one Chinese token with the stems of the texts.
     *
     * @param total by what the forward ones are to be divided
     */
    private record Counts(int[] stems, float[] forward, float[] backward, double total) {
        static final Counts NONE = new Counts(new int[0], new float[0], new float[0], 0);

        void addBackward(double[] sums) {
            for (int k = 0; k < stems.length; k++) {
                sums[stems[k]] += backward[k];
            }
        }

        void addTo(ExpectedRow row) {
            for (int k = 0; k < stems.length; k++) {
                row.add(stems[k], forward[k], backward[k]);
            }
        }
    }
}
