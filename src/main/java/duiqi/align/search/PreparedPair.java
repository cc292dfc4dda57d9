package duiqi.align.search;

import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.HardBoundaries;
import duiqi.align.KnownTranslations;
import duiqi.align.evidence.Band;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.FurnitureEvidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.TimeEvidence;
import duiqi.align.learn.ParallelTasks;
import duiqi.align.learn.Samples;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Holds two texts with the data that a search needs. Immutable.
 *
 * @param texts the texts as evidence measures them
 * @param translations translation tables of the texts
 * @param band part of the grid to search
 * @param constraints beads that the search may use
 */
public record PreparedPair(Evidence.Texts texts, Translations translations, Band band, Constraints constraints) {
    /**
     * Segments on each side of the steps between anchors. Every gold bead of the development sets is within this
     * margin.
     */
    private static final int MARGIN = 10;

    /** Segments on each side of a path that a search has found. */
    private static final int PATH_MARGIN = 8;

    /** Segments on each side of the probable beads of a search. */
    private static final int LATTICE_MARGIN = 2;

    /** Segments beside a bead that its evidence may read. */
    private static final int NEIGHBOURS = 1;

    public static PreparedPair of(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        return of(lexicon, chinese, english, KnownTranslations.NONE, Constraints.NONE, CorpusTables.EMPTY);
    }

    public static PreparedPair of(
            Lexicon lexicon,
            List<Segment> chinese,
            List<Segment> english,
            KnownTranslations known,
            Constraints constraints,
            CorpusTables corpus) {
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english, known);
        Translations translations = Translations.of(lexicon, pair, corpus, known.sentences());
        HardBoundaries gates = constraints.gates();
        List<Band.Point> anchors =
                new Anchors(pair, gates, translations.tables(), SentenceLengthRatio.ofWhole(pair)).find();
        return new PreparedPair(
                new Evidence.Texts(
                        pair,
                        new FurnitureEvidence.FurnitureCounts(pair),
                        SentenceLengthRatio.between(pair, anchors),
                        TimeEvidence.Times.of(pair, gates, anchors)),
                translations,
                Band.around(anchors, gates, chinese.size(), english.size(), MARGIN),
                constraints);
    }

    public TokenizedPair pair() {
        return texts.pair();
    }

    /**
     * Returns a stretch of each text as a separate pair. It has the tables of the whole texts, and its band compares
     * every sentence with every other.
     */
    PreparedPair part(int i, int iEnd, int j, int jEnd) {
        return new PreparedPair(
                texts.part(i, iEnd, j, jEnd),
                translations.ofPart(),
                Band.whole(iEnd - i, jEnd - j),
                new Constraints(constraints.shapes(), HardBoundaries.NONE));
    }

    public PairScores scores() {
        return new PairScores(pair(), band, translations.tables());
    }

    /**
     * Returns the same texts with translations trained on the best path of a lattice, and a band around this path. The
     * band is narrower where no probable bead is far from the path.
     *
     * @param probable beads of the lattice, those of the path included
     */
    public PreparedPair learn(List<Lattice.Edge> path, List<Lattice.Edge> probable) {
        List<Band.Point> simple = path.stream()
                .filter(edge -> edge.n == 1 && edge.m == 1)
                .map(edge -> new Band.Point(edge.i, edge.j, 0))
                .toList();
        return new PreparedPair(
                texts.withPoints(constraints.gates(), simple),
                translations.learn(pair(), chinese -> samples(chinese, path)),
                along(path, 0, PATH_MARGIN)
                        .intersection(along(probable, 0, LATTICE_MARGIN))
                        .within(constraints.gates()),
                constraints);
    }

    /**
     * Returns the same texts with a band of the given beads only and the segments beside them, which some evidence
     * reads. Rescoring needs no other rows and columns of pair scores.
     */
    PreparedPair narrowed(List<Lattice.Edge> edges) {
        int[][] ranges = ranges(edges, NEIGHBOURS, NEIGHBOURS);
        // A bead at the threshold may be on no path of the lattice, and the ranges of later rows may be below it.
        for (int i = 1; i < ranges[1].length; i++) {
            ranges[1][i] = Math.max(ranges[1][i], ranges[1][i - 1]);
        }
        for (int i = ranges[0].length - 2; i >= 0; i--) {
            ranges[0][i] = Math.min(ranges[0][i], ranges[0][i + 1]);
        }
        return new PreparedPair(
                texts,
                translations,
                Band.rising(ranges[0], ranges[1], pair().englishSize()).intersection(band),
                constraints);
    }

    /** Returns the points of the grid within some rows and columns of beads. */
    private Band along(List<Lattice.Edge> edges, int rows, int columns) {
        int[][] ranges = ranges(edges, rows, columns);
        return Band.rising(ranges[0], ranges[1], pair().englishSize());
    }

    /** Returns the smallest and the greatest English position by row. They may decrease or leave the grid. */
    private int[][] ranges(List<Lattice.Edge> edges, int rows, int columns) {
        int[] low = new int[pair().chineseSize() + 1];
        int[] high = new int[low.length];
        Arrays.fill(low, pair().englishSize());
        for (Lattice.Edge edge : edges) {
            int end = Math.min(low.length - 1, edge.i + edge.n + rows);
            for (int i = Math.max(0, edge.i - rows); i <= end; i++) {
                low[i] = Math.min(low[i], edge.j - columns);
                high[i] = Math.max(high[i], edge.j + edge.m + columns);
            }
        }
        return new int[][] {low, high};
    }

    private List<Samples.Sample> samples(TokenView chinese, List<Lattice.Edge> path) {
        return path.stream()
                .filter(edge -> edge.n > 0 && edge.m > 0 && edge.n + edge.m <= Samples.MAX_SIZE)
                .map(edge -> Samples.Sample.of(pair(), chinese, edge.i, edge.n, edge.j, edge.m))
                .toList();
    }

    /**
     * Estimates the English characters for a Chinese character. The ratio of the whole texts is wrong if parts were not
     * translated. If there are enough stretches between anchors, the estimate is therefore the median over these
     * stretches.
     */
    static final class SentenceLengthRatio {
        private static final int STRETCH = 8;
        private static final int MIN_STRETCHES = 5;

        private SentenceLengthRatio() {}

        static double ofWhole(TokenizedPair pair) {
            return ratio(pair, 0, pair.chineseSize(), 0, pair.englishSize());
        }

        static double between(TokenizedPair pair, List<Band.Point> anchors) {
            List<Double> ratios = new ArrayList<>();
            for (int k = 0; k + STRETCH < anchors.size(); k++) {
                Band.Point from = anchors.get(k);
                Band.Point to = anchors.get(k + STRETCH);
                ratios.add(ratio(pair, from.chinese(), to.chinese(), from.english(), to.english()));
            }
            if (ratios.size() < MIN_STRETCHES) {
                return ofWhole(pair);
            }
            ratios.sort(Double::compare);
            return ratios.get(ratios.size() / 2);
        }

        private static double ratio(TokenizedPair pair, int i, int iEnd, int j, int jEnd) {
            double chinese = 0;
            for (int k = i; k < iEnd; k++) {
                chinese += pair.chineseLength(k);
            }
            double english = 0;
            for (int k = j; k < jEnd; k++) {
                english += pair.englishLength(k);
            }
            return english / chinese;
        }
    }

    /**
     * Limits the beads of a path through the grid of two texts. Immutable.
     *
     * @param shapes allowed bead types
     * @param gates boundaries that no bead may cross
     */
    public record Constraints(Bead.Shapes shapes, HardBoundaries gates) {
        /** All standard bead types and no boundaries. */
        public static final Constraints NONE = new Constraints(Bead.Shapes.standard(), HardBoundaries.NONE);
    }

    /**
     * Finds pairs of segments that almost certainly correspond, to limit the search.
     *
     * <p>{@link AnchorCandidates} finds the best few English segments for each Chinese one. The heaviest chain of these
     * points that increases on both sides is kept: a weighted longest increasing subsequence, computed with a Fenwick tree.
     * Isolated points are removed. Not thread-safe.
     */
    static final class Anchors {
        /** Smallest score of an anchor. Points with lower scores still help to find the chain. */
        private static final double MIN_ANCHOR = 3;

        private static final int NEIGHBOURS = 3;

        /** Smallest number of Chinese segments for a separate thread. */
        private static final int MIN_STRETCH = 500;

        private final TokenizedPair pair;
        private final List<HardBoundaries.Gate> gates;
        private final Translations.Tables tables;
        private final double expansion;

        /**
         * Creates a finder.
         *
         * @param gates boundaries that the anchors must not cross
         */
        Anchors(TokenizedPair pair, HardBoundaries gates, Translations.Tables tables, double expansion) {
            this.pair = pair;
            this.gates = gates.withEnds(pair.chineseSize(), pair.englishSize());
            this.tables = tables;
            this.expansion = expansion;
        }

        /** Returns the anchors, increasing on both sides. */
        List<Band.Point> find() {
            List<Band.Point> points = ParallelTasks.stretches(pair.chineseSize(), MIN_STRETCH, this::points).stream()
                    .flatMap(List::stream)
                    .toList();
            return withoutOutliers(heaviestChain(points));
        }

        private List<Band.Point> points(int from, int end) {
            AnchorCandidates candidates = new AnchorCandidates(pair, tables, expansion);
            List<Band.Point> points = new ArrayList<>();
            int gate = 1;
            for (int i = from; i < end; i++) {
                while (gates.get(gate).chinese() <= i) {
                    gate++;
                }
                HardBoundaries.Gate before = gates.get(gate - 1);
                HardBoundaries.Gate behind = gates.get(gate);
                double along = (double) (i - before.chinese()) / (behind.chinese() - before.chinese());
                int centre = before.english() + (int) (along * (behind.english() - before.english()));
                points.addAll(candidates.of(i, centre, before.english(), behind.english()));
            }
            return points;
        }

        /** Returns the chain of points, increasing on both sides, with the greatest sum of scores. */
        private List<Band.Point> heaviestChain(List<Band.Point> points) {
            double[] sums = new double[points.size()];
            int[] previous = new int[points.size()];
            int[] bestUpTo = new int[pair.englishSize() + 1];
            Arrays.fill(bestUpTo, -1);
            int last = -1;
            for (int from = 0, to; from < points.size(); from = to) {
                to = from;
                while (to < points.size()
                        && points.get(to).chinese() == points.get(from).chinese()) {
                    previous[to] = query(bestUpTo, sums, points.get(to).english());
                    sums[to] = points.get(to).score() + (previous[to] < 0 ? 0 : sums[previous[to]]);
                    to++;
                }
                for (int k = from; k < to; k++) {
                    update(bestUpTo, sums, points.get(k).english() + 1, k);
                    if (last < 0 || sums[k] > sums[last]) {
                        last = k;
                    }
                }
            }
            List<Band.Point> chain = new ArrayList<>();
            for (int k = last; k >= 0; k = previous[k]) {
                if (points.get(k).score() > MIN_ANCHOR) {
                    chain.add(points.get(k));
                }
            }
            Collections.reverse(chain);
            return chain;
        }

        /** Returns the best chain that ends before English segment {@code end}, by a query of the Fenwick tree. */
        private static int query(int[] tree, double[] sums, int end) {
            int best = -1;
            for (int k = end; k > 0; k -= k & -k) {
                if (tree[k] >= 0 && (best < 0 || sums[tree[k]] > sums[best])) {
                    best = tree[k];
                }
            }
            return best;
        }

        private static void update(int[] tree, double[] sums, int place, int chain) {
            for (int k = place; k < tree.length; k += k & -k) {
                if (tree[k] < 0 || sums[chain] > sums[tree[k]]) {
                    tree[k] = chain;
                }
            }
        }

        /** Removes points that are not on the line through most of their neighbours. */
        private List<Band.Point> withoutOutliers(List<Band.Point> chain) {
            double slope = (double) pair.englishSize() / pair.chineseSize();
            List<Band.Point> kept = new ArrayList<>();
            for (int k = 0; k < chain.size(); k++) {
                int near = 0;
                int agreeing = 0;
                for (int other = Math.max(0, k - NEIGHBOURS);
                        other <= Math.min(chain.size() - 1, k + NEIGHBOURS);
                        other++) {
                    if (other != k) {
                        near++;
                        double expected = slope
                                * (chain.get(other).chinese() - chain.get(k).chinese());
                        int actual = chain.get(other).english() - chain.get(k).english();
                        agreeing += Math.abs(actual - expected) <= 6 + 0.6 * Math.abs(expected) ? 1 : 0;
                    }
                }
                if (agreeing * 2 >= near) {
                    kept.add(chain.get(k));
                }
            }
            return kept;
        }
    }
}
