package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether probabilities mean what they say: of the beads given 0.9, nine in ten should be right. Beads are sorted into bins by
 * their probability, and in each bin the mean probability stands beside the share of beads that gold has exactly so (DeGroot and
 * Fienberg 1983). Immutable.
 *
 * @param bins from the least sure to the surest; a probability that is a bound belongs to the bin above it
 */
public record Reliability(List<Bin> bins) {
    /** Where bins begin. Most beads are nearly certain, so the bins narrow towards the top. */
    private static final double[] BOUNDS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

    /** Of no bead at all. */
    public static final Reliability NONE = empty();

    /**
     * The beads whose probabilities lie between two bounds.
     *
     * @param beads how many
     * @param probability the sum of their probabilities
     * @param right how many of them gold has
     */
    public record Bin(double from, double to, int beads, double probability, int right) {
        /** The mean probability, 0 in an empty bin. */
        public double meanProbability() {
            return beads == 0 ? 0 : probability / beads;
        }

        /** The share that is right, 0 in an empty bin. */
        public double shareRight() {
            return beads == 0 ? 0 : (double) right / beads;
        }

        private boolean holds(double value) {
            return value >= from && (value < to || to == 1);
        }

        private Bin with(double value, boolean isRight) {
            return new Bin(from, to, beads + 1, probability + value, right + (isRight ? 1 : 0));
        }

        private Bin plus(Bin other) {
            return new Bin(from, to, beads + other.beads, probability + other.probability, right + other.right);
        }
    }

    public Reliability {
        bins = List.copyOf(bins);
    }

    private static Reliability empty() {
        List<Bin> bins = new ArrayList<>();
        for (int k = 0; k + 1 < BOUNDS.length; k++) {
            bins.add(new Bin(BOUNDS[k], BOUNDS[k + 1], 0, 0, 0));
        }
        return new Reliability(bins);
    }

    /** Judges the probabilities of one document. */
    public static Reliability of(List<Bead> gold, List<Bead> test) {
        Set<Link> right = Link.of(gold);
        List<Bin> bins = new ArrayList<>(NONE.bins);
        for (Bead bead : test) {
            bins.replaceAll(bin ->
                    bin.holds(bead.probability()) ? bin.with(bead.probability(), right.contains(Link.of(bead))) : bin);
        }
        return new Reliability(bins);
    }

    /** The figures of this document and of others together. */
    public Reliability plus(Reliability other) {
        List<Bin> sums = new ArrayList<>();
        for (int k = 0; k < bins.size(); k++) {
            sums.add(bins.get(k).plus(other.bins.get(k)));
        }
        return new Reliability(sums);
    }

    /**
     * How far the mean probability of a bin is from its share of right beads, on average over all beads: the expected calibration
     * error (Naeini et al. 2015), here with bins of unequal width.
     */
    public double expectedCalibrationError() {
        double distance = 0;
        int beads = 0;
        for (Bin bin : bins) {
            distance += Math.abs(bin.probability - bin.right);
            beads += bin.beads;
        }
        return beads == 0 ? 0 : distance / beads;
    }
}
