package duiqi.align;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Translation probabilities for a pair of texts, from what the lexicon knows and what a corpus has taught: the expected counts of
 * the corpus, with the lexicon as a Dirichlet prior of mass {@link SelfTraining#PRIOR_MASS}, as {@link SelfTraining} does with
 * the counts of a text.
 */
final class TaughtPrior {
    private final CorpusTables tables;

    /** By token of the texts its number in the tables, or -1. */
    private final int[] wordNumbers;

    private final int[] characterNumbers;
    private final int[] stemNumbers;

    /** Stems of the texts that the tables know, in the order of their numbers there; and those numbers. */
    private final int[] known;

    private final int[] knownNumbers;

    TaughtPrior(CorpusTables tables, TokenizedPair pair) {
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
            TranslationProbabilities lexical, int[] chineseNumbers, double[] allStemTotals) {
        TranslationProbabilities taught = TranslationProbabilities.empty(lexical.size());
        double[] stemTotals = new double[stemNumbers.length];
        for (int stem : known) {
            stemTotals[stem] = allStemTotals[stemNumbers[stem]];
        }
        Row row = new Row(stemNumbers.length);
        for (int token = 0; token < lexical.size(); token++) {
            int number = chineseNumbers[token];
            int[] stems = lexical.stems()[token];
            for (int k = 0; k < stems.length; k++) {
                row.add(
                        stems[k],
                        SelfTraining.PRIOR_MASS * lexical.forward()[token][k],
                        SelfTraining.PRIOR_MASS * lexical.backward()[token][k]);
            }
            if (number >= 0) {
                addCounts(number, row);
            }
            row.finish(token, number < 0 ? 0 : tables.chineseTotals[number], stemTotals, taught);
        }
        return taught;
    }

    /** Adds what a row of the tables and the stems of the texts have in common: each of the fewer is looked for in the others. */
    private void addCounts(int chinese, Row row) {
        int start = tables.starts[chinese];
        int end = tables.starts[chinese + 1];
        if (end - start < known.length) {
            for (int pair = start; pair < end; pair++) {
                int place = Arrays.binarySearch(knownNumbers, tables.stems[pair]);
                if (place >= 0) {
                    row.add(known[place], tables.forward[pair], tables.backward[pair]);
                }
            }
        } else {
            for (int place = 0; place < known.length; place++) {
                int pair = Arrays.binarySearch(tables.stems, start, end, knownNumbers[place]);
                if (pair >= 0) {
                    row.add(known[place], tables.forward[pair], tables.backward[pair]);
                }
            }
        }
    }

    /** One row, spread out by stem. */
    private static final class Row {
        private final ExpectedRow sums;

        Row(int stems) {
            sums = new ExpectedRow(stems);
        }

        void add(int stem, float to, float from) {
            sums.add(stem, to, from);
        }

        void finish(int token, double total, double[] stemTotals, TranslationProbabilities taught) {
            sums.finish(token, (chinese, stems, forward, backward) -> {
                float[] to = new float[stems.length];
                float[] from = new float[stems.length];
                for (int k = 0; k < stems.length; k++) {
                    to[k] = (float) (forward[stems[k]] / (SelfTraining.PRIOR_MASS + total));
                    from[k] = (float) (backward[stems[k]] / (SelfTraining.PRIOR_MASS + stemTotals[stems[k]]));
                }
                taught.set(chinese, stems, to, from);
            });
        }
    }
}
