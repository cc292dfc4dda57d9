package duiqi.align;

import duiqi.bitext.Segment;
import duiqi.bitext.Text;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aligns a Chinese text with its English rendering, sentence by sentence.
 *
 * <p>The words of both sides are compared by a lexicon, with numbers, names, punctuation and length as further evidence; anchors
 * bound a band; sums over all paths in the band leave a lattice of probable beads; richer evidence rescores them; the best path
 * is the alignment, and each bead has the share of all paths that go through it as its probability. The weights of the evidence
 * are learnt from annotated texts by {@link Trainer}. Immutable and thread-safe; the same texts give the same alignment.
 */
public final class Aligner {
    /** Edges less probable than this after the search are not worth rescoring. */
    static final double LEAST_POSTERIOR = 1e-4;

    private final Lexicon lexicon;
    private final Weights searchWeights;
    private final Weights rescoringWeights;

    /** An aligner with the lexicon and the weights that come with the program. */
    public Aligner() {
        this(Lexicon.standard(), Weights.resource("search.weights"), Weights.resource("rescoring.weights"));
    }

    Aligner(Lexicon lexicon, Weights searchWeights, Weights rescoringWeights) {
        this.lexicon = lexicon;
        this.searchWeights = searchWeights;
        this.rescoringWeights = rescoringWeights;
    }

    /**
     * Aligns two texts.
     *
     * @param chinese the original
     * @param english its rendering
     */
    public ParallelText align(Text chinese, Text english) {
        return new ParallelText(chinese, english, align(chinese.segments(), english.segments()));
    }

    Alignment align(List<Segment> chinese, List<Segment> english) {
        if (chinese.isEmpty() || english.isEmpty()) {
            return unpaired(chinese.size(), english.size());
        }
        PreparedPair prepared = PreparedPair.of(lexicon, chinese, english);
        Lattice lattice = search(prepared, searchWeights);
        Scorer scorer = new Scorer(Evidences.rescoring(prepared, prepared.scores()), rescoringWeights);
        for (Lattice.Edge edge : lattice.edges()) {
            edge.score = scorer.score(edge.i, edge.n, edge.j, edge.m);
        }
        lattice.computePosteriors();
        List<Bead> beads = new ArrayList<>();
        for (Lattice.Edge edge : lattice.best(edge -> edge.score)) {
            beads.add(new Bead(range(edge.i, edge.n), range(edge.j, edge.m), edge.posterior));
        }
        return new Alignment(chinese.size(), english.size(), beads);
    }

    static Lattice search(PreparedPair prepared, Weights weights) {
        PairScores scores = prepared.scores();
        Scorer scorer = new Scorer(Evidences.search(prepared, scores), weights);
        return new BandSearch(prepared.band(), scores, scorer, LEAST_POSTERIOR).search();
    }

    private static Alignment unpaired(int chineseSize, int englishSize) {
        List<Bead> beads = new ArrayList<>();
        IntStream.range(0, chineseSize).forEach(i -> beads.add(new Bead(List.of(i), List.of(), 1)));
        IntStream.range(0, englishSize).forEach(j -> beads.add(new Bead(List.of(), List.of(j), 1)));
        return new Alignment(chineseSize, englishSize, beads);
    }

    static List<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }
}
