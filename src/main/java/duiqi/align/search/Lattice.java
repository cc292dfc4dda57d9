package duiqi.align.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Holds probable beads as edges of a graph. Its nodes are points between the segments of two texts. Scores are
 * logarithms; the probability of a path is proportional to the exponential of its sum. Not thread-safe.
 */
public final class Lattice {
    /**
     * Represents a possible bead: {@code n} Chinese segments from {@code i} on and {@code m} English segments from
     * {@code j} on.
     */
    public static final class Edge {
        public final int i;
        public final int n;
        public final int j;
        public final int m;

        /** Score of the search. Rescoring changes {@link #score} only. */
        public final double searched;

        public double score;
        public double posterior;
        private int from;
        private int to;

        public Edge(int i, int n, int j, int m, double score) {
            this.i = i;
            this.n = n;
            this.j = j;
            this.m = m;
            searched = score;
            this.score = score;
        }
    }

    /** Difference below which two sums are equal: the order of additions changes the last digits. */
    private static final double TIE = 1e-9;

    private final List<Edge> edges;
    private final int nodes;
    private final int start;
    private final int end;

    /** Creates a lattice. All edges are on paths from point 0, 0 to the end of both texts. */
    Lattice(List<Edge> edges, int chineseSize, int englishSize) {
        this.edges = new ArrayList<>(edges);
        this.edges.sort(Comparator.<Edge>comparingLong(e -> point(e.i, e.j))
                .thenComparingInt(e -> e.n + e.m)
                .thenComparingInt(e -> e.n));
        long[] points = LongStream.concat(
                        LongStream.of(point(0, 0), point(chineseSize, englishSize)),
                        this.edges.stream()
                                .flatMapToLong(e -> LongStream.of(point(e.i, e.j), point(e.i + e.n, e.j + e.m))))
                .sorted()
                .distinct()
                .toArray();
        nodes = points.length;
        start = 0;
        end = nodes - 1;
        for (Edge edge : this.edges) {
            edge.from = Arrays.binarySearch(points, point(edge.i, edge.j));
            edge.to = Arrays.binarySearch(points, point(edge.i + edge.n, edge.j + edge.m));
        }
    }

    /**
     * Returns the key of a point. Keys increase with the number of segments before the point in both texts together.
     */
    private static long point(int i, int j) {
        return (long) (i + j) << 32 | i;
    }

    /** Returns the edges, each after all edges that lead to its start. */
    public List<Edge> edges() {
        return edges;
    }

    /**
     * Sets the posterior of each edge by the forward-backward algorithm (Baum et al. 1970).
     *
     * @return the logarithm of the sum over all paths
     */
    public double computePosteriors() {
        double[] forward = new double[nodes];
        double[] backward = new double[nodes];
        Arrays.fill(forward, Double.NEGATIVE_INFINITY);
        Arrays.fill(backward, Double.NEGATIVE_INFINITY);
        forward[start] = 0;
        backward[end] = 0;
        for (Edge edge : edges) {
            forward[edge.to] = add(forward[edge.to], forward[edge.from] + edge.score);
        }
        for (int k = edges.size() - 1; k >= 0; k--) {
            Edge edge = edges.get(k);
            backward[edge.from] = add(backward[edge.from], backward[edge.to] + edge.score);
        }
        for (Edge edge : edges) {
            double logarithm = forward[edge.from] + edge.score + backward[edge.to] - forward[end];
            edge.posterior = Math.min(1, Math.exp(logarithm));
        }
        return forward[end];
    }

    /** Returns the logarithm of the sum of two numbers given by their logarithms. */
    static double add(double a, double b) {
        double greater = Math.max(a, b);
        if (greater == Double.NEGATIVE_INFINITY) {
            return greater;
        }
        return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
    }

    /** Returns the gain of an edge for a path. */
    public interface Gain {
        double of(Edge edge);
    }

    /**
     * Returns the path with the greatest sum of gains (Viterbi 1967). It prefers an equal path whose unpaired segments
     * come last. If two equal segments compete for one counterpart, the path therefore pairs the first of them.
     */
    public List<Edge> best(Gain gain) {
        double[] best = new double[nodes];
        Edge[] arrival = new Edge[nodes];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[start] = 0;
        for (Edge edge : edges) {
            double sum = best[edge.from] + gain.of(edge);
            double margin = edge.n == 0 || edge.m == 0 ? -TIE : TIE;
            if (arrival[edge.to] == null || sum > best[edge.to] + margin) {
                best[edge.to] = sum;
                arrival[edge.to] = edge;
            }
        }
        List<Edge> path = new ArrayList<>();
        for (int node = end; node != start; ) {
            Edge edge = arrival[node];
            path.add(edge);
            node = edge.from;
        }
        Collections.reverse(path);
        return path;
    }
}
