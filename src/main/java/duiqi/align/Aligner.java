package duiqi.align;

import duiqi.bitext.Text;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final AlignmentWeights weights;

    /** An aligner with the lexicon and the weights that come with the program. */
    public Aligner() {
        this(Lexicon.standard(), AlignmentWeights.standard());
    }

    public Aligner(Lexicon lexicon, AlignmentWeights weights) {
        this.lexicon = lexicon;
        this.weights = weights;
    }

    /**
     * What came out.
     *
     * @param text the texts with their alignment
     * @param fit whether they belong together
     */
    public record Outcome(ParallelText text, Fit fit) {}

    /**
     * Aligns two texts.
     *
     * @param chinese the original
     * @param english its rendering
     */
    public Outcome align(Text chinese, Text english) {
        return align(chinese, english, Optional.empty());
    }

    /**
     * Aligns two texts with the help of an encoder.
     *
     * @param vectors what the encoder makes of their sentences, if there is one
     * @throws IllegalArgumentException if there are vectors and the weights were learnt without any
     */
    public Outcome align(Text chinese, Text english, Optional<SentenceVectors> vectors) {
        if (chinese.segments().isEmpty() || english.segments().isEmpty()) {
            Alignment unpaired =
                    unpaired(chinese.segments().size(), english.segments().size());
            return new Outcome(new ParallelText(chinese, english, unpaired), new Fit(0, 0, 0));
        }
        PreparedPair prepared = PreparedPair.of(lexicon, chinese.segments(), english.segments());
        Alignment alignment = align(prepared, vectors);
        return new Outcome(new ParallelText(chinese, english, alignment), Fit.of(prepared, alignment));
    }

    private Alignment align(PreparedPair prepared, Optional<SentenceVectors> vectors) {
        Lattice lattice = search(prepared, weights.search());
        Scorer scorer = new Scorer(
                Evidences.rescoring(prepared, prepared.scores(), vectors),
                vectors.isPresent() ? weights.rescoringWithEncoder() : weights.rescoring());
        for (Lattice.Edge edge : lattice.edges()) {
            edge.score = scorer.score(edge.i, edge.n, edge.j, edge.m);
        }
        lattice.computePosteriors();
        List<Bead> beads = new ArrayList<>();
        for (Lattice.Edge edge : lattice.best(edge -> edge.score)) {
            beads.add(new Bead(range(edge.i, edge.n), range(edge.j, edge.m), edge.posterior));
        }
        return new Alignment(prepared.pair().chineseSize(), prepared.pair().englishSize(), beads);
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
