package duiqi.align.search;

import duiqi.align.AlignmentWeights;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.ParallelTasks;
import java.util.List;
import java.util.function.Supplier;

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
    private static final double MIN_POSTERIOR = 1e-4;

    /** Smallest number of segments on each side for self-training, including those of earlier memories. */
    private static final int MIN_SEGMENTS = 50;

    private static final int ROUNDS = 2;

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
     * @param scorer makes a scorer for each thread
     */
    public Lattice rescored(Supplier<Scorer> scorer) {
        List<Lattice.Edge> edges = lattice.edges();
        ParallelTasks.stretches(edges.size(), MIN_STRETCH, (from, end) -> {
            rescore(edges.subList(from, end), scorer.get());
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

    /** Returns the last pass after this first one, or this pass if the texts are too short for self-training. */
    public SearchPass last(AlignmentWeights.Weights adaptedSearch) {
        SearchPass pass = this;
        for (int round = 0; round < rounds(); round++) {
            pass = pass.next(adaptedSearch);
        }
        return pass;
    }

    private int rounds() {
        int size = Math.min(prepared.pair().chineseSize(), prepared.pair().englishSize());
        return size + prepared.translations().earlier().size() < MIN_SEGMENTS ? 0 : ROUNDS;
    }

    private SearchPass next(AlignmentWeights.Weights weights) {
        return of(prepared.learn(lattice.best(edge -> edge.searched)), weights);
    }
}
