package duiqi.align.gold;

import duiqi.align.Aligner;
import duiqi.align.GoldText;
import duiqi.align.evidence.Scorer;
import duiqi.align.search.Lattice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Holds one training text: its lattice with the features of every edge, and its gold path. Not thread-safe. */
public final class TrainingTask {
    /** Bonus of a gold bead in the search for the gold path; larger than any sum of scores. */
    private static final double GOLD_BONUS = 1e4;

    private final Lattice lattice;

    /** By edge: start of its non-zero features and their values; one more element for the end. */
    private final int[] starts;

    private final byte[] features;
    private final float[] values;
    private final boolean[] gold;

    public TrainingTask(GoldText text, Lattice lattice, Scorer scorer) {
        this.lattice = lattice;
        List<Lattice.Edge> edges = lattice.edges();
        starts = new int[edges.size() + 1];
        byte[] found = new byte[1024];
        float[] measured = new float[1024];
        for (int k = 0; k < edges.size(); k++) {
            Lattice.Edge edge = edges.get(k);
            double[] all = scorer.measure(edge.i, edge.n, edge.j, edge.m);
            int at = starts[k];
            if (at + all.length > found.length) {
                found = Arrays.copyOf(found, 2 * (at + all.length));
                measured = Arrays.copyOf(measured, found.length);
            }
            for (int f = 0; f < all.length; f++) {
                if (all[f] != 0) {
                    found[at] = (byte) f;
                    measured[at++] = (float) all[f];
                }
            }
            starts[k + 1] = at;
        }
        features = found;
        values = measured;
        Set<Lattice.Edge> path = new HashSet<>(goldPath(text, lattice));
        gold = new boolean[edges.size()];
        for (int k = 0; k < gold.length; k++) {
            gold[k] = path.contains(edges.get(k));
        }
    }

    private static List<Lattice.Edge> goldPath(GoldText text, Lattice lattice) {
        Set<List<List<Integer>>> beads = new HashSet<>();
        text.beads().forEach(bead -> beads.add(List.of(bead.source(), bead.target())));
        return lattice.best(edge -> edge.searched + GOLD_BONUS * goldBeads(edge, beads));
    }

    /**
     * Returns the number of gold beads that an edge represents: several for a block of unpaired segments, otherwise one
     * or none.
     */
    private static int goldBeads(Lattice.Edge edge, Set<List<List<Integer>>> beads) {
        if (edge.n > 0 && edge.m > 0) {
            return beads.contains(List.of(Aligner.range(edge.i, edge.n), Aligner.range(edge.j, edge.m))) ? 1 : 0;
        }
        boolean all =
                IntStream.range(edge.i, edge.i + edge.n).allMatch(i -> beads.contains(List.of(List.of(i), List.of())))
                        && IntStream.range(edge.j, edge.j + edge.m)
                                .allMatch(j -> beads.contains(List.of(List.of(), List.of(j))));
        return all ? edge.n + edge.m : 0;
    }

    /**
     * Returns the negative log-likelihood of the gold path and adds its gradient: expected minus observed values of
     * each feature.
     *
     * @param slope receives the sum with the gradient
     */
    public double addSlope(double[] weights, double[] slope) {
        List<Lattice.Edge> edges = lattice.edges();
        double observed = 0;
        for (int k = 0; k < gold.length; k++) {
            double score = 0;
            for (int at = starts[k]; at < starts[k + 1]; at++) {
                score += weights[features[at]] * values[at];
            }
            edges.get(k).score = score;
            observed += gold[k] ? score : 0;
        }
        double all = lattice.computePosteriors();
        for (int k = 0; k < gold.length; k++) {
            double excess = edges.get(k).posterior - (gold[k] ? 1 : 0);
            for (int at = starts[k]; at < starts[k + 1]; at++) {
                slope[features[at]] += excess * values[at];
            }
        }
        return all - observed;
    }
}
