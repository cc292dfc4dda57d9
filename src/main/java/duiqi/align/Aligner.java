package duiqi.align;

import static java.util.Objects.requireNonNull;

import duiqi.align.evidence.BeadExplainer;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.search.Lattice;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.RecurringEndings;
import duiqi.align.search.SearchPass;
import duiqi.align.search.TranspositionRepair;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aligns a Chinese text with its English translation, sentence by sentence.
 *
 * <p>The aligner compares the words of both sides with a lexicon. Numbers, names, punctuation and lengths are further
 * evidence. Anchors limit the search to a band. The aligner sums over all paths in the band and keeps a lattice of
 * probable beads. If the texts are long enough, they train a translation table along the best path, and the aligner
 * searches them again with this table. More expensive evidence then rescores the beads of the lattice. The best path is
 * the alignment; the probability of a bead is the share of all paths that contain it. Finally
 * {@link TranspositionRepair} pairs passages that the translation has moved. {@link Trainer} learns the weights of the
 * evidence from annotated texts.
 *
 * <p>Immutable; the same texts give the same alignment. Thread-safe.
 */
public final class Aligner {
    /** Number of steps of an alignment: preparation, first search, searches after self-training, rescoring. */
    public static final int STEPS = 3 + SearchPass.ROUNDS;

    private static final Explanation.Explainer NO_EXPLANATION = bead -> new Explanation(List.of(), List.of());

    private final Lexicon lexicon;
    private final AlignmentWeights weights;
    private final Bead.Shapes shapes;
    private final KnownTranslations known;
    private final CorpusTables tables;
    private final boolean selfTraining;
    private final IntConsumer progress;

    /** Creates an aligner with duiqi's own lexicon and weights. */
    public Aligner() {
        this(Lexicon.standard(), AlignmentWeights.standard());
    }

    public Aligner(Lexicon lexicon, AlignmentWeights weights) {
        this(lexicon, weights, Bead.Shapes.standard(), KnownTranslations.NONE);
    }

    /**
     * Creates an aligner.
     *
     * @param shapes bead types that an alignment may contain
     * @param known terms and sentences with known translations
     */
    public Aligner(Lexicon lexicon, AlignmentWeights weights, Bead.Shapes shapes, KnownTranslations known) {
        this(lexicon, weights, shapes, known, CorpusTables.EMPTY, true, steps -> {});
    }

    private Aligner(
            Lexicon lexicon,
            AlignmentWeights weights,
            Bead.Shapes shapes,
            KnownTranslations known,
            CorpusTables tables,
            boolean selfTraining,
            IntConsumer progress) {
        this.lexicon = lexicon;
        this.weights = weights;
        this.shapes = shapes;
        this.known = known;
        this.tables = tables;
        this.selfTraining = selfTraining;
        this.progress = progress;
    }

    /**
     * Returns a copy of this aligner with self-training disabled, for damaged texts and for measuring the effect of
     * self-training.
     */
    public Aligner withoutSelfTraining() {
        return new Aligner(lexicon, weights, shapes, known, tables, false, progress);
    }

    /**
     * Returns a copy of this aligner that also uses the translation tables of a corpus. It then aligns short texts with
     * the weights for self-trained texts. Empty tables change nothing.
     */
    public Aligner withTables(CorpusTables corpus) {
        return new Aligner(lexicon, weights, shapes, known, corpus, selfTraining, progress);
    }

    /**
     * Returns a copy of this aligner that reports its progress.
     *
     * @param listener receives the number of completed steps of {@link #STEPS}, on the calling thread
     */
    public Aligner reporting(IntConsumer listener) {
        return new Aligner(lexicon, weights, shapes, known, tables, selfTraining, listener);
    }

    /**
     * Holds the result of aligning two texts.
     *
     * @param text the texts with their alignment
     * @param fit check that the texts are translations of each other
     * @param explainer explains the beads
     */
    public record Outcome(ParallelText text, ParallelTextCheck fit, Supplier<Explanation.Explainer> explainer) {
        /** Returns the outcome with source and target exchanged if the texts are translated into Chinese. */
        private Outcome inDirectionOf(TextPair texts) {
            return texts.isIntoChinese()
                    ? new Outcome(text.reversed(), fit, () -> explainer.get().reversed())
                    : this;
        }
    }

    /** Aligns a text with its translation: Chinese into English, or English into Chinese. */
    public Outcome align(Text source, Text target) {
        return align(TextPair.of(source, target, HardBoundaries.NONE));
    }

    /** Aligns two texts. Every bead respects the gates of the pair. The source of the result is the source of the pair. */
    public Outcome align(TextPair texts) {
        return align(List.of(texts)).get(0);
    }

    /**
     * Aligns several pairs of texts together, such as the documents of one translator. Translations learned from one
     * pair help the others. A pair of unrelated texts is aligned alone, so that the others do not learn from it.
     *
     * @return the result for each pair, in the same order
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
                        k -> requireNonNull(outcomes.get(k)).fit().isParallel()));
        List<Integer> unrelated = byFit.getOrDefault(false, List.of());
        if (!unrelated.isEmpty() && full.size() > 1) {
            unrelated.forEach(k -> alignTogether(pairs, List.of(k), outcomes));
            alignTogether(pairs, byFit.getOrDefault(true, List.of()), outcomes);
        }
        return List.copyOf(outcomes.values());
    }

    /** Aligns the pairs with the given numbers as one text. */
    private void alignTogether(List<TextPair> pairs, List<Integer> numbers, Map<Integer, Outcome> outcomes) {
        if (numbers.isEmpty()) {
            return;
        }
        JointAlignment pool =
                new JointAlignment(numbers.stream().map(pairs::get).toList());
        TextPair all = pool.joined();
        PreparedPair prepared = prepared(all);
        SearchPass last = lastPass(prepared);
        List<List<Bead>> parts = pool.split(align(last));
        progress.accept(STEPS);
        for (int k = 0; k < parts.size(); k++) {
            TextPair pair = pairs.get(numbers.get(k));
            ParallelTextCheck fit = ParallelTextCheck.of(
                    prepared.pair(), prepared.translations().priors().lexicalWords(), parts.get(k));
            ParallelText text =
                    new ParallelText(pair.chinese(), pair.english(), pool.own(k, fit.weighed(parts.get(k))));
            outcomes.put(
                    numbers.get(k), new Outcome(text, fit, explainer(last.prepared(), pool, k)).inDirectionOf(pair));
        }
    }

    private PreparedPair prepared(TextPair texts) {
        return PreparedPair.of(
                lexicon,
                texts.chinese().segments(),
                texts.english().segments(),
                known,
                new PreparedPair.Constraints(shapes, texts.gates()),
                tables);
    }

    private SearchPass lastPass(PreparedPair prepared) {
        progress.accept(1);
        SearchPass first = SearchPass.of(prepared, stage(prepared).search());
        progress.accept(2);
        return selfTraining ? first.last(weights.adapted().search(), round -> progress.accept(2 + round)) : first;
    }

    /**
     * Returns the best alignment of the surroundings of a bead that does not contain this bead. Give the surroundings
     * rather than long texts, because this method aligns both texts first.
     *
     * @param beads all beads of the current alignment of the texts; they must not cross each other
     * @param bead one of them
     * @return the alternative in the direction of the texts; empty if the lattice has no path without the bead
     */
    public Optional<Alignment.Alternative> alternative(TextPair texts, List<Bead> beads, Bead bead) {
        if (texts.hasEmptySide()) {
            return Optional.empty();
        }
        SearchPass pass = lastPass(prepared(texts));
        Lattice lattice = rescored(pass, rescoringWeights(pass.prepared()));
        return texts.isIntoChinese()
                ? lattice.alternative(beads.stream().map(Bead::reversed).toList(), bead.reversed())
                        .map(Alignment.Alternative::reversed)
                : lattice.alternative(beads, bead);
    }

    /** Returns the explainer as a supplier, because it measures all texts of the pool once more. */
    private Supplier<Explanation.Explainer> explainer(PreparedPair prepared, JointAlignment pool, int pair) {
        return () -> new BeadExplainer(
                lexicon,
                prepared.scores(),
                rescoring(prepared, rescoringWeights(prepared)),
                pool.chineseStart(pair),
                pool.englishStart(pair));
    }

    private AlignmentWeights.Stage stage(PreparedPair prepared) {
        return prepared.translations().lexicalOnly() ? weights.lexical() : weights.adapted();
    }

    /** Returns the weights of the rescoring. Reads both texts, so callers keep them. */
    private AlignmentWeights.Weights rescoringWeights(PreparedPair prepared) {
        return stage(prepared).rescoring().of(prepared.pair());
    }

    private static Scorer rescoring(PreparedPair prepared, AlignmentWeights.Weights weights) {
        return new Scorer(Evidence.rescoring(prepared.texts(), prepared.scores()), weights);
    }

    private List<Bead> align(SearchPass pass) {
        PreparedPair prepared = pass.prepared();
        AlignmentWeights.Weights rescoring = rescoringWeights(prepared);
        List<Bead> inOrder = rescored(pass, rescoring).beads();
        return new TranspositionRepair(prepared, stage(prepared).search(), rescoring).pairMoved(inOrder);
    }

    private static Lattice rescored(SearchPass pass, AlignmentWeights.Weights rescoring) {
        Lattice lattice = pass.rescored(narrowed -> rescoring(narrowed, rescoring));
        new RecurringEndings(pass.prepared().pair()).agree(lattice);
        return lattice;
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
                        () -> NO_EXPLANATION)
                .inDirectionOf(pair);
    }

    public static List<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }

    /**
     * Joins several pairs of texts into one, with a gate between neighbours. Translations learned from one pair then
     * help all others. Immutable.
     */
    static final class JointAlignment {
        private final List<TextPair> pairs;

        /** By pair: number of segments before it in the joined text; one more element for the end. */
        private final int[] chineseStarts;

        private final int[] englishStarts;

        /**
         * Joins pairs.
         *
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

        /** Returns all pairs, one after the other. */
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

        /**
         * Returns one side of all pairs. Paragraph numbers continue from text to text, since no two texts share a
         * paragraph.
         */
        private Text joined(Function<TextPair, Text> side) {
            Text first = side.apply(pairs.get(0));
            List<Segment> all = new ArrayList<>();
            int paragraphs = 0;
            for (TextPair pair : pairs) {
                int before = paragraphs;
                for (Segment segment : side.apply(pair).segments()) {
                    int paragraph = before + segment.paragraph();
                    all.add(segment.inParagraph(paragraph));
                    paragraphs = Math.max(paragraphs, paragraph + 1);
                }
            }
            return new Text(first.name(), first.language(), all);
        }

        /** Splits the beads of the joined text by pair. Their indices remain those of the joined text. */
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

        /** Returns the alignment of one pair from its beads with the indices of the joined text. */
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
