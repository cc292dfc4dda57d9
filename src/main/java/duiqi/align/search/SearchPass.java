package duiqi.align.search;

import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.evidence.Band;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.ParallelTasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Holds a search through two texts and its lattice.
 *
 * <p>The first pass uses the lexicon only. Long texts then train their own translations along the best path and are
 * searched again with them, {@link #ROUNDS} times. Short texts do not contain enough words for this.
 *
 * @param prepared the searched texts
 * @param lattice the probable beads
 */
public record SearchPass(PreparedPair prepared, Lattice lattice) {
    /** Smallest posterior of an edge for rescoring. */
    private static final double MIN_POSTERIOR = 3e-4;

    /** Smallest number of segments on each side for self-training, including those of earlier memories. */
    private static final int MIN_SEGMENTS = 50;

    /** Number of searches after self-training. */
    public static final int ROUNDS = 2;

    /** Smallest number of edges for a separate thread, because each thread first measures both whole texts. */
    private static final int MIN_STRETCH = 10_000;

    /** Searches the texts once with the given weights. */
    public static SearchPass of(PreparedPair prepared, AlignmentWeights.Weights weights) {
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidence.search(prepared.texts(), scores), weights);
        return new SearchPass(
                prepared,
                new BandSearch(prepared.band(), prepared.constraints(), scores, scorer, MIN_POSTERIOR).search());
    }

    /**
     * Returns the lattice with scores from all evidence and new posteriors.
     *
     * @param scorer makes a scorer for each thread from the texts, whose band contains only the beads of the lattice
     */
    public Lattice rescored(Function<PreparedPair, Scorer> scorer) {
        List<Lattice.Edge> edges = lattice.edges();
        PreparedPair narrowed = prepared.narrowed(edges);
        ParallelTasks.stretches(edges.size(), MIN_STRETCH, (from, end) -> {
            rescore(edges.subList(from, end), scorer.apply(narrowed));
            return end;
        });
        lattice.computePosteriors();
        return lattice;
    }

    /** Returns the rescored lattice, computed by the calling thread. */
    public Lattice rescored(Scorer scorer) {
        rescore(lattice.edges(), scorer);
        lattice.computePosteriors();
        return lattice;
    }

    private static void rescore(List<Lattice.Edge> edges, Scorer scorer) {
        for (Lattice.Edge edge : edges) {
            edge.score = scorer.score(edge.i, edge.n, edge.j, edge.m);
        }
    }

    /**
     * Returns the last pass after this first one, or this pass if the texts are too short for self-training.
     *
     * @param completed receives the number of each completed round, from 1
     */
    public SearchPass last(AlignmentWeights.Weights adaptedSearch, IntConsumer completed) {
        SearchPass pass = this;
        for (int round = 1; round <= rounds(); round++) {
            pass = pass.next(adaptedSearch);
            completed.accept(round);
        }
        return pass;
    }

    private int rounds() {
        return isTooShortForSelfTraining() ? 0 : ROUNDS;
    }

    /** Returns whether the texts are too short for self-training, even with the sentences of earlier memories. */
    public boolean isTooShortForSelfTraining() {
        int size = Math.min(prepared.pair().chineseSize(), prepared.pair().englishSize());
        return size + prepared.translations().earlier().size() < MIN_SEGMENTS;
    }

    private SearchPass next(AlignmentWeights.Weights weights) {
        return of(prepared.learn(lattice.best(edge -> edge.searched), lattice.edges()), weights);
    }

    /**
     * Sums over all paths inside a band, and returns the probable edges as a {@link Lattice}.
     *
     * <p>A forward sweep visits the band once, row by row. It stores the edges into a point whose share of the point's sum
     * exceeds the threshold. The posterior of an edge is this share times the posterior of the point, so every edge with a
     * posterior above the threshold is stored. A backward sweep over the stored edges then computes the posteriors.
     */
    public static final class BandSearch {
        /** Difference of logarithms beyond which the smaller number does not change a sum of doubles. */
        private static final double NEGLIGIBLE = 40;

        private final Band band;
        /** By shape: number of Chinese segments. */
        private final int[] chineseCounts;

        /** By shape: number of English segments. */
        private final int[] englishCounts;

        private final HardBoundaries gates;
        private final PairScores scores;
        private final Scorer scorer;
        private final double leastLogarithm;
        private final int chineseSize;
        private final int englishSize;

        /** By number of Chinese segments before the point. */
        private final Row[] rows;

        /** Holds the sums and the stored edges of the points in one row of the band. */
        private static final class Row {
            /** By column: logarithm of the sum over all paths from the start. */
            private final double[] sums;

            /** By column: start of the edges into the point in the arrays below; one more element for the end. */
            private final int[] edgeStarts;

            private byte[] shapes = new byte[64];
            private float[] scores = new float[64];
            private int count;

            Row(int width) {
                sums = new double[width];
                edgeStarts = new int[width + 1];
            }

            void add(int shape, double score) {
                if (count == shapes.length) {
                    shapes = Arrays.copyOf(shapes, count * 2);
                    scores = Arrays.copyOf(scores, count * 2);
                }
                shapes[count] = (byte) shape;
                scores[count++] = (float) score;
            }

            void trim() {
                edgeStarts[sums.length] = count;
                shapes = Arrays.copyOf(shapes, count);
                scores = Arrays.copyOf(scores, count);
            }
        }

        private final double[] arriving;
        private final double[] scored;

        /**
         * Creates a search.
         *
         * @param least smallest posterior of an edge of the lattice
         */
        public BandSearch(
                Band band, PreparedPair.Constraints constraints, PairScores scores, Scorer scorer, double least) {
            this.band = band;
            List<Bead.Type> shapes = constraints.shapes().types();
            chineseCounts = shapes.stream().mapToInt(Bead.Type::sources).toArray();
            englishCounts = shapes.stream().mapToInt(Bead.Type::targets).toArray();
            gates = constraints.gates();
            this.scores = scores;
            this.scorer = scorer;
            leastLogarithm = Math.log(least);
            chineseSize = band.rows();
            englishSize = band.high()[chineseSize];
            rows = new Row[chineseSize + 1];
            arriving = new double[shapes.size()];
            scored = new double[shapes.size()];
        }

        public Lattice search() {
            for (int i = 0; i <= chineseSize; i++) {
                sweep(i);
            }
            return new Lattice(probableEdges(), chineseSize, englishSize);
        }

        private void sweep(int i) {
            int low = band.low()[i];
            Row row = new Row(band.high()[i] - low + 1);
            rows[i] = row;
            for (int column = 0; column < row.sums.length; column++) {
                int j = low + column;
                boolean atStart = i == 0 && j == 0;
                double sum = atStart ? 0 : arrive(i, j);
                row.sums[column] = sum;
                row.edgeStarts[column] = row.count;
                if (atStart || sum == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                double threshold = sum + leastLogarithm;
                for (int shape = 0; shape < arriving.length; shape++) {
                    if (arriving[shape] > threshold) {
                        row.add(shape, scored[shape]);
                    }
                }
            }
            row.trim();
        }

        /**
         * Fills {@link #arriving} and {@link #scored} for each shape of edge into a point, and returns the sum over all.
         */
        private double arrive(int i, int j) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int shape = 0; shape < arriving.length; shape++) {
                arriving[shape] = Double.NEGATIVE_INFINITY;
                int n = chineseCounts[shape];
                int m = englishCounts[shape];
                int from = i - n;
                int column = j - m;
                if (from < 0 || column < 0 || !band.contains(from, column)) {
                    continue;
                }
                double before = rows[from].sums[column - band.low()[from]];
                if (before == Double.NEGATIVE_INFINITY
                        || !gates.allow(from, n, column, m)
                        || !(n == 0 || m == 0 || scores.covers(from, n, column, m))) {
                    continue;
                }
                scored[shape] = scorer.score(from, n, column, m);
                arriving[shape] = before + scored[shape];
                greatest = Math.max(greatest, arriving[shape]);
            }
            if (greatest == Double.NEGATIVE_INFINITY) {
                return greatest;
            }
            double sum = 0;
            for (double each : arriving) {
                if (each > greatest - NEGLIGIBLE) {
                    sum += Math.exp(each - greatest);
                }
            }
            return greatest + Math.log(sum);
        }

        /** Returns the stored edge with the largest part of the point's sum, or -1 for the start, which has no edge. */
        private int mostProbableEdge(int i, int column) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            Row row = rows[i];
            for (int k = row.edgeStarts[column]; k < row.edgeStarts[column + 1]; k++) {
                int from = i - chineseCounts[row.shapes[k]];
                int j = band.low()[i] + column - englishCounts[row.shapes[k]];
                double through = rows[from].sums[j - band.low()[from]] + row.scores[k];
                if (through > most) {
                    most = through;
                    best = k;
                }
            }
            return best;
        }

        /**
         * Returns the probable edges, and the edges of one path back from the end that takes the most probable edge at each
         * step. The path is needed if thousands of paths are equally good, as with one sentence against many similar ones:
         * then no single edge is probable.
         */
        private List<Lattice.Edge> probableEdges() {
            List<Lattice.Edge> edges = new ArrayList<>();
            double[][] backward = new double[chineseSize + 1][];
            for (int i = 0; i <= chineseSize; i++) {
                backward[i] = new double[rows[i].sums.length];
                Arrays.fill(backward[i], Double.NEGATIVE_INFINITY);
            }
            backward[chineseSize][englishSize - band.low()[chineseSize]] = 0;
            double total = rows[chineseSize].sums[englishSize - band.low()[chineseSize]];
            int pathRow = chineseSize;
            int pathColumn = englishSize - band.low()[chineseSize];
            for (int i = chineseSize; i >= 0; i--) {
                Row row = rows[i];
                for (int column = row.sums.length - 1; column >= 0; column--) {
                    double after = backward[i][column];
                    if (after == Double.NEGATIVE_INFINITY) {
                        continue;
                    }
                    int onPath = i == pathRow && column == pathColumn ? mostProbableEdge(i, column) : -1;
                    for (int k = row.edgeStarts[column]; k < row.edgeStarts[column + 1]; k++) {
                        int n = chineseCounts[row.shapes[k]];
                        int m = englishCounts[row.shapes[k]];
                        int from = i - n;
                        int j = band.low()[i] + column - m;
                        int place = j - band.low()[from];
                        double leaving = after + row.scores[k];
                        backward[from][place] = Lattice.add(backward[from][place], leaving);
                        if (k == onPath) {
                            pathRow = from;
                            pathColumn = place;
                        }
                        if (k == onPath || rows[from].sums[place] + leaving - total > leastLogarithm) {
                            edges.add(new Lattice.Edge(from, n, j, m, row.scores[k]));
                        }
                    }
                }
            }
            return edges;
        }
    }
}
