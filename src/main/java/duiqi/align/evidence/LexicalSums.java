package duiqi.align.evidence;

import duiqi.align.Bead;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import java.util.Arrays;

/**
 * Computes sums of logarithms for {@link LexicalEvidence} so that a bead costs a few additions.
 *
 * <p>The tokens of an English segment have a probability given a group of Chinese segments. It does not depend on
 * the other English segments of the bead. The same holds for the reverse direction. So each Chinese group has a
 * running sum over the English segments of the band, and each Chinese segment has a table by English group. Both
 * are computed on demand, and only the most recent ones are kept. Not thread-safe.
 */
public final class LexicalSums {
    /**
     * λ: the share of chance. Found by cross-validation on the development gold; accuracy changes little near the
     * best value.
     */
    public static final double CHANCE = 0.35;

    /** Number of Chinese segments whose sums are kept; searches and rescoring never go back farther. */
    private static final int KEPT = 32;

    /**
     * Number of factors multiplied before a logarithm is taken. Logarithms are expensive, and the product cannot
     * overflow.
     */
    private static final int FACTORS = 40;

    private final PairScores scores;
    private final Band band;
    private final boolean words;
    private final TokenView chinese;
    private final float[] chineseSums;
    private final float[] stemSums;
    private final Slot[] slots = new Slot[KEPT];

    /** Holds the sums of the Chinese groups that begin with one segment, and of that segment alone. */
    private static final class Slot {
        final int segment;

        /** By number of Chinese segments minus one: running sums over the English segments. */
        final double[][] forward = new double[Bead.Shapes.MAX_CHINESE][];

        /** Number of segments of the largest group with sums. */
        int groupSize;

        /** By English token of the row: sum of the ratios of the Chinese segments of the largest group. */
        float[] groupRatios = new float[0];

        /** Sum of the weights of the largest group. */
        float groupWeight;

        /**
         * By number of English segments minus one, and by first English segment, counted from the first of the row.
         */
        final double[][] backward = new double[Bead.Shapes.MAX_ENGLISH][];

        boolean hasBackward;

        Slot(int segment) {
            this.segment = segment;
        }
    }

    /**
     * Creates the sums.
     *
     * @param words true to use Chinese words, false to use characters
     */
    LexicalSums(TokenizedPair pair, PairScores scores, Band band, boolean words) {
        this.scores = scores;
        this.band = band;
        this.words = words;
        chinese = words ? pair.words() : pair.characters();
        chineseSums = chinese.sums();
        stemSums = pair.stems().sums();
    }

    private Slot slot(int i) {
        Slot known = slots[i % KEPT];
        if (known == null || known.segment != i) {
            known = new Slot(i);
            slots[i % KEPT] = known;
        }
        return known;
    }

    /** Returns the score of the English side given the Chinese side. The bead must be in the band. */
    double forward(int i, int n, int j, int m) {
        Slot slot = slot(i);
        while (slot.groupSize < n) {
            addToGroup(i, slot);
        }
        double[] sums = slot.forward[n - 1];
        int base = band.first(i + n - 1);
        return sums[j + m - base] - sums[j - base];
    }

    /** Returns the score of the Chinese side given the English side. The bead must be in the band. */
    double backward(int i, int n, int j, int m) {
        double sum = 0;
        for (int k = i; k < i + n; k++) {
            Slot slot = slot(k);
            if (!slot.hasBackward) {
                fillBackward(k, slot);
            }
            sum += slot.backward[m - 1][j - band.first(k)];
        }
        return sum;
    }

    /**
     * Adds the next Chinese segment to the group of a slot. Each group has the ratios of the group before it and of
     * one more row, so large groups cost no more than small ones.
     */
    private void addToGroup(int i, Slot slot) {
        int added = i + slot.groupSize;
        PairScores.Row row = scores.row(added);
        float[] ratios = words ? row.wordForward() : row.characterForward();
        int rowOffset = scores.stemOffset(row.first());
        int groupOffset = scores.stemOffset(band.first(i));
        if (slot.groupSize == 0) {
            slot.groupRatios = ratios.clone();
        } else {
            addRatios(slot.groupRatios, ratios, rowOffset - groupOffset);
        }
        slot.groupWeight += chineseSums[added];
        slot.forward[slot.groupSize++] =
                runningSums(slot.groupRatios, groupOffset, row.first(), band.end(i), (1 - CHANCE) / slot.groupWeight);
    }

    private static void addRatios(float[] group, float[] ratios, int offset) {
        int end = Math.min(group.length - offset, ratios.length);
        for (int place = 0; place < end; place++) {
            group[place + offset] += ratios[place];
        }
    }

    /** Returns the scores of the English segments before each segment, from {@code first} on. */
    private double[] runningSums(float[] ratios, int offset, int first, int end, double scale) {
        double[] sums = new double[Math.max(0, end - first) + 1];
        int place = scores.stemOffset(first) - offset;
        for (int j = first; j < end; j++) {
            int placeEnd = scores.stemOffset(j + 1) - offset;
            double logarithm = 0;
            double product = 1;
            int factors = 0;
            while (place < placeEnd) {
                product *= CHANCE + scale * ratios[place++];
                if (++factors == FACTORS) {
                    logarithm += Math.log(product);
                    product = 1;
                    factors = 0;
                }
            }
            sums[j - first + 1] = sums[j - first] + logarithm + Math.log(product);
        }
        return sums;
    }

    private void fillBackward(int i, Slot slot) {
        PairScores.Row row = scores.row(i);
        float[] ratios = words ? row.wordBackward() : row.characterBackward();
        int length = chinese.tokens(i).length;
        int width = row.end() - row.first();
        float[] sums = new float[length];
        for (int m = 0; m < Bead.Shapes.MAX_ENGLISH; m++) {
            slot.backward[m] = new double[Math.max(0, width - m)];
        }
        for (int column = 0; column < width; column++) {
            Arrays.fill(sums, 0);
            double weight = 0;
            for (int m = 0; m < Bead.Shapes.MAX_ENGLISH && column + m < width; m++) {
                int offset = (column + m) * length;
                weight += stemSums[row.first() + column + m];
                slot.backward[m][column] = backward(sums, ratios, offset, (1 - CHANCE) / weight);
            }
        }
        slot.hasBackward = true;
    }

    private static double backward(float[] sums, float[] ratios, int offset, double scale) {
        double logarithm = 0;
        double product = 1;
        int factors = 0;
        for (int place = 0; place < sums.length; place++) {
            sums[place] += ratios[offset + place];
            product *= CHANCE + scale * sums[place];
            if (++factors == FACTORS) {
                logarithm += Math.log(product);
                product = 1;
                factors = 0;
            }
        }
        return logarithm + Math.log(product);
    }
}
