package duiqi.align.gold;

import duiqi.align.Bead;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Compares probabilities with results: of the beads with probability 0.9, nine in ten should be right. Beads are
 * sorted into bins by their probability. Each bin has the mean probability and the share of beads that are in the
 * gold (DeGroot and Fienberg 1983). Immutable.
 *
 * @param bins bins by increasing probability; a probability equal to a bound belongs to the bin above it
 */
public record Reliability(List<Bin> bins) {
    /** Bounds of the bins. Most beads are nearly certain, so the bins are narrower at the top. */
    private static final double[] BOUNDS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

    /** Figures without any bead. */
    public static final Reliability NONE = of(List.of(), List.of());

    /**
     * Counts the beads whose probabilities are between two bounds.
     *
     * @param from lower bound, included
     * @param to upper bound
     * @param beads number of beads
     * @param probability sum of their probabilities
     * @param right number of them that are in the gold
     */
    public record Bin(double from, double to, int beads, double probability, int right) {
        /** Returns the mean probability; not a number for an empty bin. */
        public double meanProbability() {
            return probability / beads;
        }

        /** Returns the share of right beads; not a number for an empty bin. */
        public double shareRight() {
            return (double) right / beads;
        }

        private Bin plus(Bin other) {
            return new Bin(
                    from,
                    Math.max(to, other.to),
                    beads + other.beads,
                    probability + other.probability,
                    right + other.right);
        }
    }

    /** Evaluates the probabilities of one document. */
    public static Reliability of(List<Bead> gold, List<Bead> test) {
        Set<Bead.Link> right = Bead.Link.of(gold);
        return new Reliability(IntStream.range(0, BOUNDS.length - 1)
                .mapToObj(k -> {
                    double from = BOUNDS[k];
                    double to = BOUNDS[k + 1];
                    List<Bead> held = test.stream()
                            .filter(bead -> bead.probability() >= from && (bead.probability() < to || to == 1))
                            .toList();
                    double sum = held.stream().mapToDouble(Bead::probability).sum();
                    long found = held.stream()
                            .filter(bead -> right.contains(Bead.Link.of(bead)))
                            .count();
                    return new Bin(from, to, held.size(), sum, (int) found);
                })
                .toList());
    }

    /** Returns the sum of these figures and others. */
    public Reliability plus(Reliability other) {
        return new Reliability(IntStream.range(0, bins.size())
                .mapToObj(k -> bins.get(k).plus(other.bins.get(k)))
                .toList());
    }

    /** Returns the beads of all bins from a lower bound on as one bin. */
    public Bin from(double bound) {
        return bins.stream()
                .filter(bin -> bin.from >= bound)
                .reduce(Bin::plus)
                .orElseThrow(() -> new IllegalArgumentException("no bin begins at " + bound));
    }

    /**
     * Returns the expected calibration error (Naeini et al. 2015): the difference between the mean probability of a
     * bin and its share of right beads, averaged over all beads; 0 without beads. The bins here have unequal widths.
     */
    public double expectedCalibrationError() {
        DoubleStream distances = bins.stream().mapToDouble(bin -> Math.abs(bin.probability - bin.right));
        return distances.sum() / Math.max(1, from(0).beads);
    }
}
