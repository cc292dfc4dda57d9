package duiqi.glossary;

import duiqi.glossary.extraction.LongNumbers;
import duiqi.glossary.extraction.WordSegmenter;
import duiqi.glossary.extraction.WordTranslations;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stores the probabilities of English stems as translations of Chinese words. They are learned from some units and used
 * for many others, also on other machines. Immutable and thread-safe.
 *
 * <p>Learning is IBM Model 1 (Brown et al. 1993, section 4.1) with the dictionary as a Dirichlet prior. For a rare word,
 * the estimate is close to the dictionary; for a frequent word, it is close to the use in the units. A word counts once
 * in a sentence.
 */
public final class LearnedTranslations implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Number of units to learn from; more change little and take time. */
    private static final int SAMPLE = 20_000;

    private static final int ITERATIONS = 4;

    /** Weight of the dictionary, as a number of occurrences. */
    private static final double PRIOR_WEIGHT = 4;

    /** Share of its dictionary probability that a translation keeps, however rare it is in the units. */
    private static final double KNOWN = 0.25;

    /**
     * Maximum number of word pairs of a unit that is learned from. Longer units, such as whole books, would fill the
     * heap; units of 500 words on both sides have fewer pairs.
     */
    private static final long MAX_PAIRS = 250_000;

    /** Maximum number of word pairs of all units that are learned from. */
    private static final long MAX_ALL_PAIRS = 25_000_000;

    /** Probability of an English word without a Chinese counterpart. */
    private static final double NOTHING = 0.01;

    private final ArrayList<String> chinese;
    private final ArrayList<String> english;
    private final LongNumbers cells = new LongNumbers();
    private final float[] probabilities;

    /** Learns from units, given as pairs of a Chinese and an English text. Either text may be empty. */
    public static LearnedTranslations of(List<List<String>> units, Lexicon lexicon) {
        WordSegmenter segmenter = new WordSegmenter(lexicon);
        return new LearnedTranslations(
                units.stream()
                        .map(unit -> segmenter.cut(unit.get(0), unit.get(1)))
                        .toList(),
                segmenter,
                new WordTranslations(lexicon, segmenter));
    }

    /**
     * Learns from units.
     *
     * @param dictionary the probabilities by the dictionary
     */
    public LearnedTranslations(
            List<WordSegmenter.WordedUnit> units, WordSegmenter segmenter, WordTranslations dictionary) {
        LongNumbers all = new LongNumbers();
        List<Grid> grids = grids(units, segmenter, all);
        float[] priors = new float[all.size()];
        for (int cell = 0; cell < priors.length; cell++) {
            Deadline.check();
            priors[cell] = (float) dictionary.prior(word(all, cell), (int) all.key(cell));
        }
        float[] estimates = priors.clone();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            float[] counts = new float[priors.length];
            for (Grid grid : grids) {
                grid.share(estimates, counts);
            }
            double[] totals = new double[segmenter.chinese().size()];
            for (int cell = 0; cell < counts.length; cell++) {
                totals[word(all, cell)] += counts[cell];
            }
            for (int cell = 0; cell < counts.length; cell++) {
                estimates[cell] = (float)
                        ((counts[cell] + PRIOR_WEIGHT * priors[cell]) / (totals[word(all, cell)] + PRIOR_WEIGHT));
            }
        }
        for (int cell = 0; cell < priors.length; cell++) {
            // Without the others, the dictionary alone gives the same result: they are chance.
            if (Math.max(estimates[cell], priors[cell]) >= WordTranslations.MIN_PROBABILITY) {
                estimates[cells.number(all.key(cell))] = (float) Math.max(estimates[cell], KNOWN * priors[cell]);
            }
        }
        this.probabilities = Arrays.copyOf(estimates, cells.size());
        this.chinese = new ArrayList<>(segmenter.chinese().words());
        this.english = new ArrayList<>(segmenter.english().words());
    }

    private static int word(LongNumbers cells, int cell) {
        return (int) (cells.key(cell) >>> 32);
    }

    /** Returns the learned probability of a pair of words, or -1. */
    public float probability(long key) {
        int cell = cells.find(key);
        return cell < 0 ? -1 : probabilities[cell];
    }

    /** Assigns the words the numbers that they had during learning. */
    void number(WordSegmenter segmenter) {
        chinese.forEach(segmenter.chinese()::number);
        english.forEach(segmenter.english()::number);
    }

    /** Holds the numbers of the word pairs of a unit: for each English word, those of all Chinese words. */
    private record Grid(int[] cells, int width) {
        /** Splits each English word of a unit among its Chinese words. */
        void share(float[] probabilities, float[] counts) {
            for (int start = 0; start < cells.length; start += width) {
                double sum = NOTHING;
                for (int i = start; i < start + width; i++) {
                    sum += probabilities[cells[i]];
                }
                for (int i = start; i < start + width; i++) {
                    counts[cells[i]] += (float) (probabilities[cells[i]] / sum);
                }
            }
        }
    }

    private static List<Grid> grids(List<WordSegmenter.WordedUnit> units, WordSegmenter segmenter, LongNumbers cells) {
        List<Grid> grids = new ArrayList<>();
        long pairs = 0;
        for (int u = 0; u < units.size(); u += Math.max(1, units.size() / SAMPLE)) {
            int[] words = segmenter.chinese().content(units.get(u).chinese());
            int[] stems = segmenter.english().content(units.get(u).english());
            long size = (long) words.length * stems.length;
            Deadline.check();
            if (size <= MAX_PAIRS && pairs + size <= MAX_ALL_PAIRS) {
                pairs += size;
                int[] grid = new int[(int) size];
                for (int i = 0; i < grid.length; i++) {
                    grid[i] = cells.number(WordTranslations.key(words[i % words.length], stems[i / words.length]));
                }
                grids.add(new Grid(grid, words.length));
            }
        }
        return grids;
    }
}
