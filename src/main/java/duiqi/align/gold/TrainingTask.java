package duiqi.align.gold;

import duiqi.align.Aligner;
import duiqi.align.GoldText;
import duiqi.align.evidence.Scorer;
import duiqi.align.search.Lattice;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
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

    /**
     * Finds the minimum of a smooth convex function by L-BFGS (Liu and Nocedal 1989) with a backtracking line search.
     * The same function gives the same result. Not thread-safe.
     */
    public static final class Lbfgs {
        private static final int MEMORY = 10;
        private static final int ITERATIONS = 150;

        /** Relative gain of a step below which the search ends. */
        private static final double TOLERANCE = 1e-6;

        /** Share of the gain predicted by the gradient that a step must reach (Armijo 1966). */
        private static final double SUFFICIENT = 1e-4;

        private static final int MAX_HALVINGS = 30;

        /** Computes a function and its gradient. */
        public interface Function {
            /**
             * Returns the value at {@code x}.
             *
             * @param slope receives the gradient at {@code x}; initially 0
             */
            double evaluate(double[] x, double[] slope);
        }

        /**
         * Holds a step and the change of the gradient along it.
         *
         * @param moved the step
         * @param turned the change of the gradient
         */
        private record Step(double[] moved, double[] turned) {}

        private final Function function;
        private final Deque<Step> steps = new ArrayDeque<>();

        public Lbfgs(Function function) {
            this.function = function;
        }

        /** Returns the position of the minimum. The search begins at {@code start}. */
        public double[] minimise(double[] start) {
            double[] x = start.clone();
            double[] slope = new double[x.length];
            double value = function.evaluate(x, slope);
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                double[] direction = direction(slope);
                double promise = dot(direction, slope);
                double length = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
                double[] next = x;
                double[] nextSlope = slope;
                double nextValue = Double.POSITIVE_INFINITY;
                for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                    next = plus(x, direction, length);
                    nextSlope = new double[x.length];
                    nextValue = function.evaluate(next, nextSlope);
                    if (nextValue <= value + SUFFICIENT * length * promise) {
                        break;
                    }
                }
                if (!(nextValue < value)) {
                    if (steps.isEmpty()) {
                        return x;
                    }
                    // The curvature of the last steps is wrong here; continue along the gradient.
                    steps.clear();
                    continue;
                }
                remember(new Step(plus(next, x, -1), plus(nextSlope, slope, -1)));
                boolean settled = value - nextValue < TOLERANCE * Math.abs(value);
                x = next;
                slope = nextSlope;
                value = nextValue;
                if (settled) {
                    return x;
                }
            }
            return x;
        }

        private void remember(Step step) {
            if (dot(step.moved, step.turned) > 0) {
                steps.addLast(step);
                if (steps.size() > MEMORY) {
                    steps.removeFirst();
                }
            }
        }

        /** Returns the direction of descent with the curvature of the last steps: the two-loop recursion. */
        private double[] direction(double[] slope) {
            double[] direction = slope.clone();
            double[] shares = new double[steps.size()];
            int k = steps.size();
            for (Iterator<Step> latest = steps.descendingIterator(); latest.hasNext(); ) {
                Step step = latest.next();
                shares[--k] = dot(step.moved, direction) / dot(step.moved, step.turned);
                direction = plus(direction, step.turned, -shares[k]);
            }
            if (!steps.isEmpty()) {
                Step last = steps.getLast();
                direction = plus(
                        new double[slope.length],
                        direction,
                        dot(last.moved, last.turned) / dot(last.turned, last.turned));
            }
            for (Step step : steps) {
                double back = dot(step.turned, direction) / dot(step.moved, step.turned);
                direction = plus(direction, step.moved, shares[k++] - back);
            }
            return plus(new double[slope.length], direction, -1);
        }

        private static double[] plus(double[] a, double[] b, double factor) {
            double[] sum = new double[a.length];
            for (int f = 0; f < sum.length; f++) {
                sum[f] = a[f] + factor * b[f];
            }
            return sum;
        }

        private static double dot(double[] a, double[] b) {
            double dot = 0;
            for (int f = 0; f < a.length; f++) {
                dot += a[f] * b[f];
            }
            return dot;
        }
    }
}
