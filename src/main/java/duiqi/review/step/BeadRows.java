package duiqi.review.step;

import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arranges beads in rows, so that each column, read from top to bottom, is the text of its side. A bead that crosses no
 * other bead fills one row. A bead that crosses others or has gaps fills one row for each range of adjacent sentences.
 * A piece without a counterpart in its row goes where its text requires it. If several positions are possible, the
 * older bead comes first. The rows depend only on the beads. Use an instance once.
 */
public final class BeadRows {
    private final Part part;
    private final List<Sentence> source;
    private final List<Sentence> target;
    private final List<ReviewBead> beads;
    private final long[] ages;
    private final @Nullable SentenceRange[] sourceRanges;
    private final @Nullable SentenceRange[] targetRanges;
    private final List<Chain.Pair> pairs = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final int[] pieces;

    /**
     * Identifies a part of two texts. No bead joins its sentences with sentences outside.
     *
     * @param source its source sentences
     * @param target its target sentences
     * @param sourceFrom index of its first source sentence in the source text, from 0
     * @param targetFrom index of its first target sentence in the target text, from 0
     */
    record Part(List<Sentence> source, List<Sentence> target, int sourceFrom, int targetFrom) {}

    private record Placed(int bead, Optional<SentenceRange> source, Optional<SentenceRange> target) {}

    private BeadRows(Part part, List<ReviewBead> beads) {
        this.part = part;
        this.source = part.source();
        this.target = part.target();
        this.beads = beads;
        ages = new long[beads.size()];
        pieces = new int[beads.size()];
        sourceRanges = new SentenceRange[source.size()];
        targetRanges = new SentenceRange[target.size()];
    }

    /**
     * Returns the rows from top to bottom.
     *
     * @param positions position of each sentence in the text of its side, by id
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public static List<ReviewState.Row> rows(
            List<Sentence> source, List<Sentence> target, Map<String, Integer> positions, List<ReviewBead> beads) {
        return rows(new Part(source, target, 0, 0), positions, beads);
    }

    /**
     * Returns the rows of a part of the texts. They are the same as in the layout of the whole texts if the surrounding
     * rows contain whole beads.
     */
    static List<ReviewState.Row> rows(Part part, Map<String, Integer> positions, List<ReviewBead> beads) {
        BeadRows layout = new BeadRows(part, beads);
        for (int number = 0; number < beads.size(); number++) {
            layout.add(number, positions);
        }
        layout.place(Chain.of(layout.pairs, part.target().size()));
        return layout.rows();
    }

    private void add(int number, Map<String, Integer> positions) {
        ReviewBead bead = beads.get(number);
        ages[number] = Draft.Ids.number(bead.id());
        List<SentenceRange> sources = SentenceRange.of(number, positions(bead.source(), positions, part.sourceFrom()));
        List<SentenceRange> targets = SentenceRange.of(number, positions(bead.target(), positions, part.targetFrom()));
        enter(sources, sourceRanges);
        enter(targets, targetRanges);
        if (sources.size() == 1 && targets.size() == 1) {
            SentenceRange left = sources.get(0);
            SentenceRange right = targets.get(0);
            pairs.add(new Chain.Pair(left, right, 2L * (left.size() + right.size())));
        } else if (!bead.isNull()) {
            pairs.addAll(candidates(sources, targets));
        }
    }

    /**
     * Returns candidates for pieces in the same row, for a bead with gaps: pieces with the same distance from its top
     * or from its bottom.
     */
    private static Set<Chain.Pair> candidates(List<SentenceRange> sources, List<SentenceRange> targets) {
        Set<Chain.Pair> candidates = new LinkedHashSet<>();
        int shared = Math.min(sources.size(), targets.size());
        for (int k = 0; k < shared; k++) {
            candidates.add(new Chain.Pair(sources.get(k), targets.get(k), 1));
            candidates.add(new Chain.Pair(sources.get(sources.size() - 1 - k), targets.get(targets.size() - 1 - k), 1));
        }
        return candidates;
    }

    private static int[] positions(List<String> ids, Map<String, Integer> positions, int first) {
        int[] found = new int[ids.size()];
        for (int k = 0; k < found.length; k++) {
            found[k] = Optional.ofNullable(positions.get(ids.get(k)))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "a bead contains a sentence that does not exist: " + ids))
                    - first;
            if (k > 0 && found[k] <= found[k - 1]) {
                throw new IllegalArgumentException("the sentences of a bead are not in text order: " + ids);
            }
        }
        return found;
    }

    private static void enter(List<SentenceRange> ranges, @Nullable SentenceRange[] all) {
        for (SentenceRange range : ranges) {
            for (int k = range.from(); k < range.to(); k++) {
                if (all[k] != null) {
                    throw new IllegalArgumentException("a sentence is in two beads");
                }
                all[k] = range;
            }
        }
    }

    private void place(List<Chain.Pair> chain) {
        int i = 0;
        int j = 0;
        for (Chain.Pair pair : chain) {
            placeBetween(i, pair.source().from(), j, pair.target().from());
            place(new Placed(pair.source().bead(), Optional.of(pair.source()), Optional.of(pair.target())));
            i = pair.source().to();
            j = pair.target().to();
        }
        placeBetween(i, source.size(), j, target.size());
    }

    private void placeBetween(int sourceFrom, int sourceTo, int targetFrom, int targetTo) {
        int i = sourceFrom;
        int j = targetFrom;
        while (i < sourceTo || j < targetTo) {
            Optional<SentenceRange> left = i < sourceTo ? Optional.of(range(sourceRanges, i)) : Optional.empty();
            Optional<SentenceRange> right = j < targetTo ? Optional.of(range(targetRanges, j)) : Optional.empty();
            if (left.isPresent() && right.isPresent()) {
                int order = Long.compare(age(left.get()), age(right.get()));
                left = order <= 0 ? left : Optional.empty();
                right = order >= 0 ? right : Optional.empty();
            }
            place(new Placed(
                    left.isPresent() ? left.get().bead() : right.orElseThrow().bead(), left, right));
            i = left.map(SentenceRange::to).orElse(i);
            j = right.map(SentenceRange::to).orElse(j);
        }
    }

    private void place(Placed piece) {
        pieces[piece.bead()]++;
        placed.add(piece);
    }

    private long age(SentenceRange range) {
        return ages[range.bead()];
    }

    private static SentenceRange range(@Nullable SentenceRange[] ranges, int position) {
        return Optional.ofNullable(ranges[position])
                .orElseThrow(() -> new IllegalArgumentException("a sentence is in no bead"));
    }

    private List<ReviewState.Row> rows() {
        int[] next = new int[beads.size()];
        List<ReviewState.Row> rows = new ArrayList<>(placed.size());
        for (Placed piece : placed) {
            rows.add(new ReviewState.Row(
                    beads.get(piece.bead()),
                    next[piece.bead()]++,
                    pieces[piece.bead()],
                    piece.source()
                            .map(range -> source.subList(range.from(), range.to()))
                            .orElse(List.of()),
                    piece.target()
                            .map(range -> target.subList(range.from(), range.to()))
                            .orElse(List.of())));
        }
        return List.copyOf(rows);
    }

    /**
     * Selects the pairs of ranges that share a row. The selected pairs do not cross, and as many sentences as possible
     * have their counterpart in the same row. This is the heaviest increasing subsequence, computed with a tree of
     * prefix maxima (P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and
     * Experience 24(3), 1994). If two chains have the same weight, the earlier one wins, so that a part of the texts
     * that nothing crosses has the same layout alone and in the whole. Use an instance once.
     */
    private static final class Chain {
        /**
         * Pairs a range of source sentences with a range of target sentences of the same bead.
         *
         * @param weight weight of having them in the same row, above 0
         */
        record Pair(SentenceRange source, SentenceRange target, long weight) {}

        private final List<Pair> pairs;
        private final long[] totals;
        private final int[] before;
        private final int[] tree;

        private Chain(List<Pair> pairs, int targetSize) {
            this.pairs = new ArrayList<>(pairs);
            this.pairs.sort(Comparator.comparingInt((Pair pair) -> pair.source().from())
                    .thenComparingInt(pair -> pair.target().from()));
            totals = new long[pairs.size()];
            before = new int[pairs.size()];
            tree = new int[targetSize + 1];
            Arrays.fill(tree, -1);
        }

        /** Returns the pairs that share a row, from top to bottom. */
        static List<Pair> of(List<Pair> pairs, int targetSize) {
            return new Chain(pairs, targetSize).heaviest();
        }

        private List<Pair> heaviest() {
            int last = -1;
            int start = 0;
            while (start < pairs.size()) {
                int end = start;
                // Pairs with the same source range exclude each other. They are entered only after all of them have
                // looked up their predecessors.
                while (end < pairs.size()
                        && pairs.get(end).source().from()
                                == pairs.get(start).source().from()) {
                    before[end] = best(pairs.get(end).target().from());
                    totals[end] = pairs.get(end).weight() + (before[end] < 0 ? 0 : totals[before[end]]);
                    end++;
                }
                for (int k = start; k < end; k++) {
                    enter(k);
                    last = last < 0 || totals[k] > totals[last] ? k : last;
                }
                start = end;
            }
            List<Pair> chain = new ArrayList<>();
            for (int k = last; k >= 0; k = before[k]) {
                chain.add(pairs.get(k));
            }
            Collections.reverse(chain);
            return chain;
        }

        /** Returns the heaviest chain so far that ends before a target sentence, or -1 if there is none. */
        private int best(int target) {
            int best = -1;
            for (int node = target; node > 0; node -= node & -node) {
                if (tree[node] >= 0 && isBetter(tree[node], best)) {
                    best = tree[node];
                }
            }
            return best;
        }

        private boolean isBetter(int one, int other) {
            return other < 0 || totals[one] > totals[other] || (totals[one] == totals[other] && one < other);
        }

        private void enter(int k) {
            for (int node = pairs.get(k).target().from() + 1; node < tree.length; node += node & -node) {
                if (isBetter(k, tree[node])) {
                    tree[node] = k;
                }
            }
        }
    }

    /**
     * Identifies a longest range of adjacent sentences on one side of a bead. Immutable.
     *
     * @param bead index of the bead
     * @param from index of the first sentence in its text
     * @param to index after the last sentence
     */
    private record SentenceRange(int bead, int from, int to) {
        int size() {
            return to - from;
        }

        /**
         * Returns the ranges of one side of a bead.
         *
         * @param positions positions of the sentences in their text, increasing
         */
        static List<SentenceRange> of(int bead, int[] positions) {
            if (positions.length == 0) {
                return List.of();
            }
            List<SentenceRange> ranges = new ArrayList<>(1);
            int first = 0;
            for (int k = 1; k <= positions.length; k++) {
                if (k == positions.length || positions[k] != positions[k - 1] + 1) {
                    ranges.add(new SentenceRange(bead, positions[first], positions[k - 1] + 1));
                    first = k;
                }
            }
            return ranges;
        }
    }
}
