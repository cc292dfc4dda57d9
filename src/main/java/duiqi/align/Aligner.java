package duiqi.align;

import static java.util.Objects.requireNonNull;

import duiqi.align.evidence.BeadExplainer;
import duiqi.align.evidence.EncoderEvidence;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.search.Lattice;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.align.search.TranspositionRepair;
import duiqi.encoder.Encoder;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aligns a Chinese text with its English rendering, sentence by sentence.
 *
 * <p>The words of both sides are compared by a lexicon, with numbers, names, punctuation and length as further evidence; anchors
 * bound a band; sums over all paths in the band leave a lattice of probable beads. A text of some length teaches its own
 * translations along the best path, and is searched again with those. Richer evidence rescores the beads; the best path is the
 * alignment, and each bead has the share of all paths that go through it as its probability. What stands in another place in
 * the other text is {@linkplain TranspositionRepair paired at last}. The weights of the evidence are learnt from annotated texts by
 * {@link Trainer}. Immutable; the same texts give the same alignment. As safe for threads as its
 * encoder, and safe without one.
 */
public final class Aligner {
    private static final Explanation.Explainer NOTHING_TO_TELL = bead -> new Explanation(List.of(), List.of());

    private final Lexicon lexicon;
    private final AlignmentWeights weights;
    private final Bead.Shapes shapes;
    private final KnownTranslations known;
    private final CorpusTables tables;
    private final boolean selfTraining;
    private final Optional<Encoder> encoder;

    /** Returns an aligner with the lexicon and the weights that come with the program. */
    public Aligner() {
        this(Lexicon.standard(), AlignmentWeights.standard());
    }

    public Aligner(Lexicon lexicon, AlignmentWeights weights) {
        this(lexicon, weights, Bead.Shapes.standard(), KnownTranslations.NONE);
    }

    /**
     * @param shapes the beads that an alignment may be made of
     * @param known terms and sentences of which a rendering is known
     */
    public Aligner(Lexicon lexicon, AlignmentWeights weights, Bead.Shapes shapes, KnownTranslations known) {
        this(lexicon, weights, shapes, known, CorpusTables.EMPTY, true, Optional.empty());
    }

    private Aligner(
            Lexicon lexicon,
            AlignmentWeights weights,
            Bead.Shapes shapes,
            KnownTranslations known,
            CorpusTables tables,
            boolean selfTraining,
            Optional<Encoder> encoder) {
        this.lexicon = lexicon;
        this.weights = weights;
        this.shapes = shapes;
        this.known = known;
        this.tables = tables;
        this.selfTraining = selfTraining;
        this.encoder = encoder;
    }

    /**
     * Returns the same aligner, which takes no text for a teacher: for texts that are no good ones, and to see what it is worth.
     */
    public Aligner withoutSelfTraining() {
        return new Aligner(lexicon, weights, shapes, known, tables, false, encoder);
    }

    /**
     * Returns the same aligner, which knows besides what a corpus has taught. Short texts, too, are then aligned as those are that
     * have taught their own translations. Empty tables change nothing.
     */
    public Aligner taughtBy(CorpusTables corpus) {
        return new Aligner(lexicon, weights, shapes, known, corpus, selfTraining, encoder);
    }

    /**
     * Returns the same aligner with the evidence of an encoder besides, which stays the caller's to close. What the encoder throws
     * comes out of aligning as an {@link java.io.UncheckedIOException}.
     *
     * @throws IllegalArgumentException if the weights were learnt without an encoder
     */
    public Aligner with(Encoder asked) {
        if (!weights.knowEncoders()) {
            throw new IllegalArgumentException("these weights were learnt without an encoder");
        }
        return new Aligner(lexicon, weights, shapes, known, tables, selfTraining, Optional.of(asked));
    }

    /**
     * The result of aligning two texts.
     *
     * @param text the texts with their alignment
     * @param fit whether they belong together
     * @param explainer tells why its beads were taken
     */
    public record Outcome(ParallelText text, ParallelTextCheck fit, Supplier<Explanation.Explainer> explainer) {}

    /**
     * Aligns two texts.
     *
     * @param chinese the original
     * @param english its rendering
     */
    public Outcome align(Text chinese, Text english) {
        return align(new TextPair(chinese, english));
    }

    /** Aligns two texts; every bead respects their gates. */
    public Outcome align(TextPair texts) {
        return align(List.of(texts)).get(0);
    }

    /**
     * Aligns several pairs of texts of one translator, who renders a word in all as in one. A pair that turns out not to belong
     * together is aligned by itself, lest it teach the others.
     *
     * @return what came out for each, in the same order
     */
    public List<Outcome> align(List<TextPair> pairs) {
        Map<Integer, Outcome> outcomes = new TreeMap<>();
        List<Integer> full = new ArrayList<>();
        for (int k = 0; k < pairs.size(); k++) {
            if (pairs.get(k).hasEmptySide()) {
                outcomes.put(k, unpaired(pairs.get(k)));
            } else {
                full.add(k);
            }
        }
        alignTogether(pairs, full, outcomes);
        Map<Boolean, List<Integer>> byFit = full.stream()
                .collect(Collectors.partitioningBy(
                        k -> requireNonNull(outcomes.get(k)).fit().belongsTogether()));
        List<Integer> strangers = byFit.getOrDefault(false, List.of());
        if (!strangers.isEmpty() && full.size() > 1) {
            strangers.forEach(k -> alignTogether(pairs, List.of(k), outcomes));
            alignTogether(pairs, byFit.getOrDefault(true, List.of()), outcomes);
        }
        return List.copyOf(outcomes.values());
    }

    /** Aligns the pairs of the given numbers as one. */
    private void alignTogether(List<TextPair> pairs, List<Integer> numbers, Map<Integer, Outcome> outcomes) {
        if (numbers.isEmpty()) {
            return;
        }
        JointAlignment pool =
                new JointAlignment(numbers.stream().map(pairs::get).toList());
        TextPair all = pool.joined();
        PreparedPair prepared = PreparedPair.of(
                lexicon,
                all.chinese().segments(),
                all.english().segments(),
                known,
                new PreparedPair.Constraints(shapes, all.gates()),
                tables);
        SearchPass first = SearchPass.of(prepared, stage(prepared).search());
        SearchPass last = selfTraining ? first.last(weights.taught().search()) : first;
        Optional<EncoderEvidence.SentenceVectors> vectors =
                encoder.map(asked -> EncoderEvidence.SentenceVectors.of(asked, all.chinese(), all.english()));
        List<List<Bead>> parts = pool.split(align(last, vectors));
        for (int k = 0; k < parts.size(); k++) {
            TextPair pair = pairs.get(numbers.get(k));
            ParallelText text = new ParallelText(pair.chinese(), pair.english(), pool.own(k, parts.get(k)));
            outcomes.put(
                    numbers.get(k),
                    new Outcome(
                            text,
                            ParallelTextCheck.of(
                                    prepared.pair(),
                                    prepared.translations().priors().lexicalWords(),
                                    parts.get(k)),
                            explainer(last.prepared(), vectors, pool, k)));
        }
    }

    /** Made only when asked for, since it measures all texts of the pool once more. */
    private Supplier<Explanation.Explainer> explainer(
            PreparedPair prepared, Optional<EncoderEvidence.SentenceVectors> vectors, JointAlignment pool, int pair) {
        return () -> new BeadExplainer(
                lexicon,
                prepared.scores(),
                rescoring(prepared, vectors),
                pool.chineseStart(pair),
                pool.englishStart(pair));
    }

    private AlignmentWeights.Stage stage(PreparedPair prepared) {
        return prepared.translations().untaught() ? weights.untaught() : weights.taught();
    }

    private Scorer rescoring(PreparedPair prepared, Optional<EncoderEvidence.SentenceVectors> vectors) {
        AlignmentWeights.Stage stage = stage(prepared);
        return new Scorer(
                Evidence.rescoring(prepared.texts(), prepared.scores(), vectors),
                vectors.isPresent() ? stage.rescoringWithEncoder().orElseThrow() : stage.rescoring());
    }

    private List<Bead> align(SearchPass pass, Optional<EncoderEvidence.SentenceVectors> vectors) {
        PreparedPair prepared = pass.prepared();
        List<Bead> inOrder = beads(
                pass.rescored(() -> rescoring(prepared, vectors)),
                prepared.pair().chineseSize(),
                prepared.pair().englishSize());
        return new TranspositionRepair(prepared, stage(prepared)).reunite(inOrder);
    }

    /** Returns the beads of the best path. A block of unpaired segments becomes a bead for each. */
    public static List<Bead> beads(Lattice lattice, int chineseSize, int englishSize) {
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

    private static Outcome unpaired(TextPair pair) {
        int chineseSize = pair.chinese().segments().size();
        int englishSize = pair.english().segments().size();
        List<Bead> beads = new ArrayList<>();
        IntStream.range(0, chineseSize).forEach(i -> beads.add(new Bead(List.of(i), List.of(), 1)));
        IntStream.range(0, englishSize).forEach(j -> beads.add(new Bead(List.of(), List.of(j), 1)));
        Alignment alignment = new Alignment(chineseSize, englishSize, beads);
        return new Outcome(
                new ParallelText(pair.chinese(), pair.english(), alignment),
                new ParallelTextCheck(0, 0, 0),
                () -> NOTHING_TO_TELL);
    }

    public static List<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }

    /**
     * Several pairs of texts as one, with a gate between each and the next, so that what one teaches of the translator's words
     * serves all. Immutable.
     */
    static final class JointAlignment {
        private final List<TextPair> pairs;

        /** By pair: the number of segments before it in all; one more for the end. */
        private final int[] chineseStarts;

        private final int[] englishStarts;

        /**
         * @param pairs at least one
         */
        JointAlignment(List<TextPair> pairs) {
            this.pairs = List.copyOf(pairs);
            chineseStarts = starts(TextPair::chinese);
            englishStarts = starts(TextPair::english);
        }

        private int[] starts(Function<TextPair, Text> side) {
            int[] starts = new int[pairs.size() + 1];
            for (int k = 0; k < pairs.size(); k++) {
                starts[k + 1] = starts[k] + side.apply(pairs.get(k)).segments().size();
            }
            return starts;
        }

        /** Returns all pairs one behind the other. */
        TextPair joined() {
            if (pairs.size() == 1) {
                return pairs.get(0);
            }
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            for (int k = 0; k < pairs.size(); k++) {
                gates.add(new HardBoundaries.Gate(chineseStarts[k], englishStarts[k]));
                for (HardBoundaries.Gate gate : pairs.get(k).gates().points()) {
                    gates.add(new HardBoundaries.Gate(
                            chineseStarts[k] + gate.chinese(), englishStarts[k] + gate.english()));
                }
            }
            return new TextPair(
                    joined(TextPair::chinese),
                    joined(TextPair::english),
                    new HardBoundaries(gates.stream().distinct().toList()));
        }

        /** Returns one side of all pairs; paragraphs are counted on, since no two texts share one. */
        private Text joined(Function<TextPair, Text> side) {
            Text first = side.apply(pairs.get(0));
            List<Segment> all = new ArrayList<>();
            int paragraphs = 0;
            for (TextPair pair : pairs) {
                int before = paragraphs;
                for (Segment segment : side.apply(pair).segments()) {
                    int paragraph = before + segment.paragraph();
                    all.add(new Segment(segment.text(), segment.location(), paragraph, segment.kind()));
                    paragraphs = Math.max(paragraphs, paragraph + 1);
                }
            }
            return new Text(first.name(), first.language(), all);
        }

        /** Returns for each pair those of the beads of all that are its own, in the numbers of all. */
        List<List<Bead>> split(List<Bead> beads) {
            List<List<Bead>> parts = new ArrayList<>();
            pairs.forEach(pair -> parts.add(new ArrayList<>()));
            int k = 0;
            for (Bead bead : beads) {
                while (!isBefore(bead, k + 1)) {
                    k++;
                }
                parts.get(k).add(bead);
            }
            return parts;
        }

        private boolean isBefore(Bead bead, int pair) {
            return bead.source().isEmpty()
                    ? bead.target().get(0) < englishStarts[pair]
                    : bead.source().get(0) < chineseStarts[pair];
        }

        /** Returns the number of Chinese segments before those of a pair. */
        int chineseStart(int pair) {
            return chineseStarts[pair];
        }

        /** Returns the number of English segments before those of a pair. */
        int englishStart(int pair) {
            return englishStarts[pair];
        }

        /** Returns the alignment of one pair from its beads in the numbers of all. */
        Alignment own(int pair, List<Bead> beads) {
            List<Bead> moved = beads.stream()
                    .map(bead -> bead.moved(-chineseStarts[pair], -englishStarts[pair]))
                    .toList();
            return new Alignment(
                    chineseStarts[pair + 1] - chineseStarts[pair],
                    englishStarts[pair + 1] - englishStarts[pair],
                    moved);
        }
    }
}
