package duiqi.align.search;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
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
    private final int chineseSize;
    private final int englishSize;

    /** Creates a lattice. At least one path of edges leads from point 0, 0 to the end of both texts. */
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
        this.chineseSize = chineseSize;
        this.englishSize = englishSize;
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
     *
     * @return empty if the gain of each path is negative infinity
     */
    public List<Edge> best(Gain gain) {
        double[] best = new double[nodes];
        Edge[] arrival = new Edge[nodes];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[start] = 0;
        for (Edge edge : edges) {
            double sum = best[edge.from] + gain.of(edge);
            double margin = edge.n == 0 || edge.m == 0 ? -TIE : TIE;
            // A probable edge may begin at a point that no path reaches.
            boolean isReached = sum > Double.NEGATIVE_INFINITY;
            if (isReached && (arrival[edge.to] == null || sum > best[edge.to] + margin)) {
                best[edge.to] = sum;
                arrival[edge.to] = edge;
            }
        }
        List<Edge> path = new ArrayList<>();
        for (int node = arrival[end] == null ? start : end; node != start; ) {
            Edge edge = arrival[node];
            path.add(edge);
            node = edge.from;
        }
        Collections.reverse(path);
        return path;
    }

    /** Returns the beads of the best path. A block of unpaired segments becomes a bead for each segment. */
    public List<Bead> beads() {
        return beads(best(edge -> edge.score));
    }

    /** Returns the beads of a path. A block of unpaired segments becomes a bead for each segment. */
    List<Bead> beads(List<Edge> path) {
        double[] chineseUnpaired = new double[chineseSize];
        double[] englishUnpaired = new double[englishSize];
        for (Edge edge : edges) {
            for (int i = edge.i; edge.m == 0 && i < edge.i + edge.n; i++) {
                chineseUnpaired[i] += edge.posterior;
            }
            for (int j = edge.j; edge.n == 0 && j < edge.j + edge.m; j++) {
                englishUnpaired[j] += edge.posterior;
            }
        }
        List<Bead> beads = new ArrayList<>();
        for (Edge edge : path) {
            if (edge.n > 0 && edge.m > 0) {
                beads.add(new Bead(Aligner.range(edge.i, edge.n), Aligner.range(edge.j, edge.m), edge.posterior));
            }
            for (int i = edge.i; edge.m == 0 && i < edge.i + edge.n; i++) {
                beads.add(new Bead(List.of(i), List.of(), Math.min(1, chineseUnpaired[i])));
            }
            for (int j = edge.j; edge.n == 0 && j < edge.j + edge.m; j++) {
                beads.add(new Bead(List.of(), List.of(j), Math.min(1, englishUnpaired[j])));
            }
        }
        return beads;
    }

    /**
     * Returns the best path that does not contain a bead, compared with the current beads in the smallest range in which
     * both differ. The probability of a set of beads is the sum over the paths that contain all of them, divided by the
     * sum over all paths. A block of unpaired segments counts as a bead for each segment.
     *
     * @param now all current beads; they must not cross each other
     * @param bead one of the current beads
     * @return empty if all paths contain the bead
     */
    public Optional<Alignment.Alternative> alternative(List<Bead> now, Bead bead) {
        Predicate<Edge> isBead = edge -> bead.isNull()
                ? (edge.m == 0
                                && !bead.source().isEmpty()
                                && contains(edge.i, edge.n, bead.source().get(0)))
                        || (edge.n == 0
                                && !bead.target().isEmpty()
                                && contains(edge.j, edge.m, bead.target().get(0)))
                : Bead.Link.of(bead).equals(link(edge));
        List<Edge> path = best(edge -> isBead.test(edge) ? Double.NEGATIVE_INFINITY : edge.score);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        List<Bead> other = beads(path);
        Range range = Range.around(bead, now, other);
        List<Bead> before = now.stream().filter(range::touches).toList();
        List<Bead> after = other.stream().filter(range::touches).toList();
        double all = logSum(edge -> true);
        double share = Math.exp(logSum(edge -> range.agrees(edge, before)) - all);
        return Optional.of(new Alignment.Alternative(
                before,
                share > 0 ? OptionalDouble.of(Math.min(1, share)) : OptionalDouble.empty(),
                after,
                Math.min(1, Math.exp(logSum(edge -> range.agrees(edge, after)) - all))));
    }

    private static boolean contains(int from, int count, int segment) {
        return segment >= from && segment < from + count;
    }

    private static Bead.Link link(Edge edge) {
        return new Bead.Link(Aligner.range(edge.i, edge.n), Aligner.range(edge.j, edge.m));
    }

    /** Returns the logarithm of the sum over the paths of allowed edges; negative infinity if there is none. */
    private double logSum(Predicate<Edge> isAllowed) {
        double[] forward = new double[nodes];
        Arrays.fill(forward, Double.NEGATIVE_INFINITY);
        forward[start] = 0;
        for (Edge edge : edges) {
            if (isAllowed.test(edge)) {
                forward[edge.to] = add(forward[edge.to], forward[edge.from] + edge.score);
            }
        }
        return forward[end];
    }

    /**
     * Identifies consecutive segments of both texts. Each bead of two alignments is inside, or before or after on both
     * sides. Immutable.
     *
     * @param i first Chinese segment
     * @param iEnd the segment after the last Chinese one; not above {@code i} if there is none
     * @param j first English segment
     * @param jEnd the segment after the last English one; not above {@code j} if there is none
     */
    private record Range(int i, int iEnd, int j, int jEnd) {
        /** Returns the smallest range that contains a bead and cuts no bead of two alignments. */
        static Range around(Bead bead, List<Bead> now, List<Bead> other) {
            Range range = new Range(Integer.MAX_VALUE, -1, Integer.MAX_VALUE, -1).with(bead);
            for (boolean grows = true; grows; ) {
                Range before = range;
                for (List<Bead> beads : List.of(now, other)) {
                    for (Bead each : beads) {
                        range = range.touches(each) ? range.with(each) : range;
                    }
                }
                grows = !range.equals(before);
            }
            return range;
        }

        private Range with(Bead bead) {
            return new Range(
                    bead.source().isEmpty() ? i : Math.min(i, bead.source().get(0)),
                    Math.max(iEnd, end(bead.source())),
                    bead.target().isEmpty() ? j : Math.min(j, bead.target().get(0)),
                    Math.max(jEnd, end(bead.target())));
        }

        private static int end(List<Integer> side) {
            return side.isEmpty() ? -1 : side.get(side.size() - 1) + 1;
        }

        /** Returns whether a bead has segments in the range, or is before it on one side and after it on the other. */
        boolean touches(Bead bead) {
            boolean hasSource = bead.source().stream().anyMatch(segment -> segment >= i && segment < iEnd);
            boolean hasTarget = bead.target().stream().anyMatch(segment -> segment >= j && segment < jEnd);
            if (hasSource || hasTarget || bead.isNull() || iEnd <= i || jEnd <= j) {
                return hasSource || hasTarget;
            }
            return (bead.source().get(0) < i) != (bead.target().get(0) < j);
        }

        /** Returns whether an edge is outside the range or consists of the given beads. */
        boolean agrees(Edge edge, List<Bead> beads) {
            Set<Integer> chinese = new HashSet<>();
            Set<Integer> english = new HashSet<>();
            for (Bead bead : beads) {
                if (bead.isNull()) {
                    chinese.addAll(bead.source());
                    english.addAll(bead.target());
                } else if (edge.n > 0 && edge.m > 0 && Bead.Link.of(bead).equals(link(edge))) {
                    return true;
                }
            }
            boolean isPair = edge.n > 0 && edge.m > 0;
            return agrees(edge.i, edge.n, i, iEnd, isPair ? Set.of() : chinese)
                    && agrees(edge.j, edge.m, j, jEnd, isPair ? Set.of() : english);
        }

        private static boolean agrees(int from, int count, int start, int end, Set<Integer> unpaired) {
            for (int segment = from; segment < from + count; segment++) {
                if (segment >= start && segment < end && !unpaired.contains(segment)) {
                    return false;
                }
            }
            return true;
        }
    }
}
