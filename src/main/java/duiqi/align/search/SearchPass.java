package duiqi.align.search;

import duiqi.align.AlignmentWeights;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.ParallelTasks;
import java.util.List;
import java.util.function.Supplier;

/**
 * A search through two texts, and what it left.
 *
 * <p>The first pass knows only the lexicon. Long texts then teach their own translations along the best path, and are searched
 * again with those, {@link #LESSONS} times over; short ones have too little to say.
 *
 * @param prepared what was searched
 * @param lattice the probable beads
 */
public record SearchPass(PreparedPair prepared, Lattice lattice) {
    /** Edges less probable than this after a search are not worth rescoring. */
    private static final double MIN_POSTERIOR = 1e-4;

    /** Texts with fewer segments than this on a side, those of earlier memories included, teach nothing. */
    private static final int MIN_TEACHER_LENGTH = 50;

    private static final int LESSONS = 2;

    /** Edges that are worth a thread, which has to look at both texts as a whole before. */
    private static final int MIN_STRETCH = 10_000;

    /** Searches texts. */
    public static SearchPass of(PreparedPair prepared, AlignmentWeights.Weights weights) {
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidence.search(prepared.texts(), scores), weights);
        return new SearchPass(
                prepared,
                new BandSearch(prepared.band(), prepared.constraints(), scores, scorer, MIN_POSTERIOR).search());
    }

    /**
     * Returns the lattice, its beads scored once more by all evidence, with the posteriors that follow.
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

    /** Returns the same by this thread alone. */
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

    /** Returns the last pass after this first one; this one itself where the texts are too short to teach. */
    public SearchPass last(AlignmentWeights.Weights taughtSearch) {
        SearchPass pass = this;
        for (int lesson = 0; lesson < lessons(); lesson++) {
            pass = pass.next(taughtSearch);
        }
        return pass;
    }

    private int lessons() {
        int size = Math.min(prepared.pair().chineseSize(), prepared.pair().englishSize());
        return size + prepared.translations().earlier().size() < MIN_TEACHER_LENGTH ? 0 : LESSONS;
    }

    private SearchPass next(AlignmentWeights.Weights weights) {
        return of(prepared.learn(lattice.best(edge -> edge.searched)), weights);
    }
}
