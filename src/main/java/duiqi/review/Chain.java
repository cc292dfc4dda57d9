package duiqi.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses which pairs of runs stand side by side, so that none crosses another and as many sentences as can be have their partner
 * beside them: the heaviest increasing subsequence, by a tree of prefix maxima (P. M. Fenwick, "A new data structure for cumulative
 * frequency tables", Software: Practice and Experience 24(3), 1994). Of two as heavy the one that is further up counts, so that a part
 * of the texts that nothing crosses is laid out by itself as it is among the others. Used once.
 */
final class Chain {
    /**
     * A run of source sentences and one of target sentences of the same bead.
     *
     * @param weight how much it is worth that they stand side by side, above 0
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

    /** The pairs that stand side by side, from the top. */
    static List<Pair> of(List<Pair> pairs, int targetSize) {
        return new Chain(pairs, targetSize).heaviest();
    }

    private List<Pair> heaviest() {
        int last = -1;
        int start = 0;
        while (start < pairs.size()) {
            int end = start;
            // Pairs of one source run exclude each other, so none of them is entered before all have looked.
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

    /** The heaviest chain so far that ends before a target sentence; -1 when there is none. */
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
