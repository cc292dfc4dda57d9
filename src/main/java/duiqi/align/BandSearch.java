package duiqi.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over all paths inside a band, and keeps the edges that have any share in them as a {@link Lattice}.
 *
 * <p>A forward sweep goes over the band once, row by row. Of the edges into a point only those are stored whose share of the
 * point's sum is worth it: an edge's posterior is that share times the posterior of the point, so none is lost that the
 * threshold would keep. A backward sweep over the stored edges then gives posteriors.
 */
final class BandSearch {
    /** What is smaller by a factor of e to this changes no sum of doubles. */
    private static final double NOTHING = 40;

    private final Band band;
    private final List<Bead.Type> shapes;
    private final HardBoundaries gates;
    private final PairScores scores;
    private final Scorer scorer;
    private final double leastLogarithm;
    private final int chineseSize;
    private final int englishSize;

    /** By row, by column in the band: logarithm of the sum over all paths from the start. */
    private final double[][] sums;

    /** By row: where the edges into each column start in the arrays below; one more for the end. */
    private final int[][] edgeStarts;

    private final byte[][] edgeShapes;
    private final float[][] edgeScores;

    private final double[] arriving;
    private final double[] scored;

    /**
     * @param least edges with a posterior below this are dropped
     */
    BandSearch(Band band, PreparedPair.Constraints constraints, PairScores scores, Scorer scorer, double least) {
        this.band = band;
        shapes = constraints.shapes().types();
        gates = constraints.gates();
        this.scores = scores;
        this.scorer = scorer;
        leastLogarithm = Math.log(least);
        chineseSize = band.rows();
        englishSize = band.high()[chineseSize];
        sums = new double[chineseSize + 1][];
        edgeStarts = new int[chineseSize + 1][];
        edgeShapes = new byte[chineseSize + 1][];
        edgeScores = new float[chineseSize + 1][];
        arriving = new double[shapes.size()];
        scored = new double[shapes.size()];
    }

    Lattice search() {
        for (int i = 0; i <= chineseSize; i++) {
            sweep(i);
        }
        return new Lattice(probableEdges(), chineseSize, englishSize);
    }

    private void sweep(int i) {
        int low = band.low()[i];
        int width = band.high()[i] - low + 1;
        sums[i] = new double[width];
        edgeStarts[i] = new int[width + 1];
        byte[] arrivals = new byte[64];
        float[] kept = new float[64];
        int count = 0;
        for (int column = 0; column < width; column++) {
            int j = low + column;
            boolean atStart = i == 0 && j == 0;
            double sum = atStart ? 0 : arrive(i, j);
            sums[i][column] = sum;
            edgeStarts[i][column] = count;
            if (atStart || sum == Double.NEGATIVE_INFINITY) {
                continue;
            }
            double threshold = sum + leastLogarithm;
            for (int shape = 0; shape < arriving.length; shape++) {
                if (arriving[shape] > threshold) {
                    if (count == arrivals.length) {
                        arrivals = Arrays.copyOf(arrivals, count * 2);
                        kept = Arrays.copyOf(kept, count * 2);
                    }
                    arrivals[count] = (byte) shape;
                    kept[count++] = (float) scored[shape];
                }
            }
        }
        edgeStarts[i][width] = count;
        edgeShapes[i] = Arrays.copyOf(arrivals, count);
        edgeScores[i] = Arrays.copyOf(kept, count);
    }

    /** Fills {@link #arriving} and {@link #scored} for each shape of edge into a point and returns the sum over all. */
    private double arrive(int i, int j) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int shape = 0; shape < arriving.length; shape++) {
            arriving[shape] = Double.NEGATIVE_INFINITY;
            Bead.Type type = shapes.get(shape);
            int n = type.sources();
            int m = type.targets();
            int from = i - n;
            int column = j - m;
            if (from < 0 || column < 0 || !band.contains(from, column)) {
                continue;
            }
            double before = sums[from][column - band.low()[from]];
            if (before == Double.NEGATIVE_INFINITY
                    || !gates.allow(from, n, column, m)
                    || !(type.isNull() || scores.covers(from, n, column, m))) {
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
            if (each > greatest - NOTHING) {
                sum += Math.exp(each - greatest);
            }
        }
        return greatest + Math.log(sum);
    }

    /** The stored edge into a point that most of the point's sum comes through; -1 at the start, which has none. */
    private int likeliest(int i, int column) {
        int likeliest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = edgeStarts[i][column]; k < edgeStarts[i][column + 1]; k++) {
            Bead.Type type = shapes.get(edgeShapes[i][k]);
            int from = i - type.sources();
            int j = band.low()[i] + column - type.targets();
            double through = sums[from][j - band.low()[from]] + edgeScores[i][k];
            if (through > most) {
                most = through;
                likeliest = k;
            }
        }
        return likeliest;
    }

    /**
     * The edges worth keeping, and one path back from the end, each step the likeliest: where thousands of paths are equally good,
     * as of one sentence against many that are alike, no edge by itself is probable, and yet there must be a path.
     */
    private List<Lattice.Edge> probableEdges() {
        List<Lattice.Edge> edges = new ArrayList<>();
        double[][] backward = new double[chineseSize + 1][];
        for (int i = 0; i <= chineseSize; i++) {
            backward[i] = new double[sums[i].length];
            Arrays.fill(backward[i], Double.NEGATIVE_INFINITY);
        }
        backward[chineseSize][englishSize - band.low()[chineseSize]] = 0;
        double total = sums[chineseSize][englishSize - band.low()[chineseSize]];
        int pathRow = chineseSize;
        int pathColumn = englishSize - band.low()[chineseSize];
        for (int i = chineseSize; i >= 0; i--) {
            for (int column = sums[i].length - 1; column >= 0; column--) {
                double after = backward[i][column];
                if (after == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                int onPath = i == pathRow && column == pathColumn ? likeliest(i, column) : -1;
                for (int k = edgeStarts[i][column]; k < edgeStarts[i][column + 1]; k++) {
                    Bead.Type type = shapes.get(edgeShapes[i][k]);
                    int from = i - type.sources();
                    int j = band.low()[i] + column - type.targets();
                    int place = j - band.low()[from];
                    double leaving = after + edgeScores[i][k];
                    backward[from][place] = Lattice.add(backward[from][place], leaving);
                    if (k == onPath) {
                        pathRow = from;
                        pathColumn = place;
                    }
                    if (k == onPath || sums[from][place] + leaving - total > leastLogarithm) {
                        edges.add(new Lattice.Edge(from, type.sources(), j, type.targets(), edgeScores[i][k]));
                    }
                }
            }
        }
        return edges;
    }
}
