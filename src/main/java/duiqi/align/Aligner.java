package duiqi.align;

import duiqi.bitext.Text;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aligns a Chinese text with its English rendering, sentence by sentence.
 *
 * <p>The words of both sides are compared by a lexicon, with numbers, names, punctuation and length as further evidence; anchors
 * bound a band; sums over all paths in the band leave a lattice of probable beads. A text of some length teaches its own
 * translations along the best path, and is searched again with those. Richer evidence rescores the beads; the best path is the
 * alignment, and each bead has the share of all paths that go through it as its probability. What stands in another place in
 * the other text is {@linkplain Displaced paired at last}. The weights of the evidence are learnt from annotated texts by
 * {@link Trainer}. Immutable and thread-safe; the same texts give the same alignment.
 */
public final class Aligner {
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
        if (chinese.segments().isEmpty() || english.segments().isEmpty()) {
            Alignment unpaired =
                    unpaired(chinese.segments().size(), english.segments().size());
            return new Outcome(new ParallelText(chinese, english, unpaired), new Fit(0, 0, 0));
        }
        PreparedPair prepared = PreparedPair.of(lexicon, chinese.segments(), english.segments());
        Alignment alignment = align(Pass.of(prepared, weights.untaught().search())
                .last(weights.taught().search()));
        return new Outcome(new ParallelText(chinese, english, alignment), Fit.of(prepared, alignment));
    }

    private Alignment align(Pass pass) {
        PreparedPair prepared = pass.prepared();
        AlignmentWeights.Stage stage = prepared.untaught() ? weights.untaught() : weights.taught();
        int chineseSize = prepared.pair().chineseSize();
        int englishSize = prepared.pair().englishSize();
        List<Bead> inOrder = beads(pass.rescored(stage.rescoring()), chineseSize, englishSize);
        return new Alignment(chineseSize, englishSize, new Displaced(prepared, stage).reunite(inOrder));
    }

    /** The beads of the best path. A block of unpaired segments becomes a bead for each. */
    static List<Bead> beads(Lattice lattice, int chineseSize, int englishSize) {
        double[] chineseUnpaired = new double[chineseSize];
        double[] englishUnpaired = new double[englishSize];
        for (Lattice.Edge edge : lattice.edges()) {
            for (int i = edge.i; edge.m == 0 && i < edge.i + edge.n; i++) {
                chineseUnpaired[i] += edge.posterior;
            }
            for (int j = edge.j; edge.n == 0 && j < edge.j + edge.m; j++) {
                englishUnpaired[j] += edge.posterior;
            }
        }
        List<Bead> beads = new ArrayList<>();
        for (Lattice.Edge edge : lattice.best(edge -> edge.score)) {
            if (edge.n > 0 && edge.m > 0) {
                beads.add(new Bead(range(edge.i, edge.n), range(edge.j, edge.m), edge.posterior));
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
