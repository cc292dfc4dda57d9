package duiqi.align;

import duiqi.align.gold.HeldOutReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures accuracy on texts that the weights were not trained on: every text is aligned with weights trained on the
 * texts of the other folds. The texts of a fold run in parallel; the figures do not depend on the number of processors.
 * Thread-safe.
 */
public final class CrossValidation {
    private final Trainer trainer;
    private final Plan plan;
    private final boolean pooled;

    /**
     * Creates a cross-validation.
     *
     * @param trainer trainer of the weights
     * @param plan tests of each text
     * @param pooled true to align the whole texts of a fold together
     */
    public CrossValidation(Trainer trainer, Plan plan, boolean pooled) {
        this.trainer = trainer;
        this.plan = plan;
        this.pooled = pooled;
    }

    /** Evaluates every text with the weights of the other folds. */
    public HeldOut evaluate(Folds folds) {
        // Rejects texts that cannot be augmented before other threads start, since they would wrap the message.
        IntStream.range(0, folds.number())
                .forEach(fold -> trainer.augmentation().of(folds.training(fold)));
        // One after the other, since the training of a fold needs gigabytes and uses all processors.
        List<List<Result>> byFold = IntStream.range(0, folds.number())
                .mapToObj(fold -> evaluate(folds, fold))
                .toList();
        List<Result> texts = byFold.stream().flatMap(List::stream).toList();
        List<Result> sets = new ArrayList<>();
        for (int fold = 0; fold < folds.names().size(); fold++) {
            sets.add(Result.sum(folds.names().get(fold), byFold.get(fold)));
        }
        return new HeldOut(plan, texts, sets, Result.sum("all", texts));
    }

    private List<Result> evaluate(Folds folds, int fold) {
        Aligner aligner = trainer.aligner(folds.training(fold));
        List<GoldText> held = folds.held(fold);
        List<List<Bead>> beads = pooled ? together(aligner, held) : alone(aligner, held);
        return IntStream.range(0, held.size())
                .parallel()
                .mapToObj(k -> plan.evaluate(aligner, held.get(k), beads.get(k), folds.texts()))
                .toList();
    }

    private static List<List<Bead>> alone(Aligner aligner, List<GoldText> texts) {
        return texts.parallelStream().map(text -> text.alignedBy(aligner)).toList();
    }

    private static List<List<Bead>> together(Aligner aligner, List<GoldText> texts) {
        List<TextPair> pairs = texts.stream()
                .map(text -> new TextPair(text.chinese(), text.english()))
                .toList();
        return aligner.align(pairs).stream()
                .map(outcome -> outcome.text().alignment().beads())
                .toList();
    }

    /**
     * Assigns texts to folds. The texts of a fold are evaluated with weights trained on all other folds.
     * Immutable.
     *
     * @param texts all texts
     * @param foldOf for each text the number of its fold, from 0
     * @param names for each fold the name of its set; empty if folds are not sets
     */
    public record Folds(List<GoldText> texts, List<Integer> foldOf, List<String> names) {
        public Folds {
            texts = List.copyOf(texts);
            foldOf = List.copyOf(foldOf);
            names = List.copyOf(names);
            if (texts.size() < 2) {
                throw new IllegalArgumentException("a single text cannot be held out; give two or more texts");
            }
        }

        /**
         * Assigns texts to folds in turn, so that each fold contains texts of every set.
         *
         * @param number number of folds, 2 or more; with fewer texts, each text is a fold
         */
        public static Folds dealt(List<GoldText> texts, int number) {
            if (number < 2) {
                throw new IllegalArgumentException("cross-validation needs 2 folds or more, not " + number);
            }
            int folds = Math.max(1, Math.min(number, texts.size()));
            return new Folds(
                    texts,
                    IntStream.range(0, texts.size()).map(k -> k % folds).boxed().toList(),
                    List.of());
        }

        /** Makes each set a fold, so that it is evaluated with weights trained on texts of other kinds only. */
        public static Folds ofSets(List<GoldText.Corpus> sets) {
            if (sets.size() < 2) {
                throw new IllegalArgumentException("a single folder cannot be held out; give two or more folders");
            }
            List<GoldText> texts = new ArrayList<>();
            List<Integer> foldOf = new ArrayList<>();
            for (int fold = 0; fold < sets.size(); fold++) {
                for (GoldText text : sets.get(fold).texts()) {
                    texts.add(text);
                    foldOf.add(fold);
                }
            }
            return new Folds(
                    texts, foldOf, sets.stream().map(GoldText.Corpus::name).toList());
        }

        int number() {
            return 1 + foldOf.stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        List<GoldText> held(int fold) {
            return IntStream.range(0, texts.size())
                    .filter(k -> foldOf.get(k) == fold)
                    .mapToObj(texts::get)
                    .toList();
        }

        List<GoldText> training(int fold) {
            return IntStream.range(0, texts.size())
                    .filter(k -> foldOf.get(k) != fold)
                    .mapToObj(texts::get)
                    .toList();
        }
    }

    /**
     * Holds the figures of a cross-validation. Immutable.
     *
     * @param plan tests of each text
     * @param texts a result for each text, fold by fold
     * @param sets a result for each set, if folds are sets
     * @param all the result of all texts together
     */
    public record HeldOut(Plan plan, List<Result> texts, List<Result> sets, Result all) {
        public HeldOut {
            texts = List.copyOf(texts);
            sets = List.copyOf(sets);
        }

        /** Returns the figures as JSON, one object a line; each line ends with a line feed. */
        public String toJson() {
            return HeldOutReport.json(this);
        }

        /** Returns the figures as tables for people; each line ends with a line feed. */
        public String toTables() {
            return HeldOutReport.table(this);
        }
    }

    /**
     * Lists the tests of an aligner on a held-out text. The whole text is always aligned. Immutable.
     *
     * @param pieces size of the pieces to align separately, in Chinese segments; 0 for none
     * @param noises noises to add to copies of the text
     * @param recognition sizes of the pieces to distinguish from pieces of other texts; 0 for whole texts
     */
    public record Plan(int pieces, List<Noise> noises, List<Integer> recognition) {
        private static final List<Double> SHARES = List.of(0.1, 0.3);

        /**
         * Numbers of the evaluated copies, different from those of the training copies. A single copy of a few texts
         * would depend on a few paragraphs.
         */
        static final List<Integer> COPIES = List.of(1, 2, 3);

        public Plan {
            noises = List.copyOf(noises);
            recognition = List.copyOf(recognition);
        }

        /**
         * Returns the plan with all tests: each kind of noise at 0.1 and 0.3, and the recognition of pieces of 5 and 20
         * segments and of whole texts.
         */
        public static Plan full(int pieces) {
            List<Noise> noises = new ArrayList<>();
            for (Noise.Kind kind : Noise.Kind.values()) {
                SHARES.forEach(share -> noises.add(new Noise(kind, share)));
            }
            return new Plan(pieces, noises, List.of(5, 20, 0));
        }

        /**
         * Runs the tests on a text.
         *
         * @param beads alignment of the whole text
         * @param texts all texts of the run, including this one: the source of foreign paragraphs and of wrong
         *     translations
         */
        Result evaluate(Aligner aligner, GoldText text, List<Bead> beads, List<GoldText> texts) {
            Evaluation ofPieces = Evaluation.NONE;
            Evaluation.Reliability piecesReliability = Evaluation.Reliability.NONE;
            if (pieces > 0) {
                for (GoldText piece : text.pieces(pieces)) {
                    List<Bead> found = piece.alignedBy(aligner);
                    ofPieces = ofPieces.plus(Evaluation.of(piece.beads(), found));
                    piecesReliability = piecesReliability.plus(Evaluation.Reliability.of(piece.beads(), found));
                }
            }
            Map<Noise, Result.Noisy> noisy = new LinkedHashMap<>();
            for (Noise noise : noises) {
                Result.Noisy sum = Result.Noisy.NONE;
                for (int number : COPIES) {
                    GoldText copy = noise.copy(text, texts, number);
                    List<Bead> found = copy.alignedBy(aligner);
                    sum = sum.plus(new Result.Noisy(
                            Evaluation.of(copy.beads(), found),
                            Evaluation.Unpaired.of(copy.beads(), found),
                            Evaluation.Reliability.of(copy.beads(), found)));
                }
                noisy.put(noise, sum);
            }
            Map<Integer, Evaluation.Recognition> recognised = new LinkedHashMap<>();
            GoldText other = texts.get((texts.indexOf(text) + 1) % texts.size());
            recognition.forEach(
                    size -> recognised.put(size, recognise(aligner, parts(text, size), parts(other, size))));
            return new Result(
                    text.name(),
                    Evaluation.of(text.beads(), beads),
                    Evaluation.Unpaired.of(text.beads(), beads),
                    Evaluation.Reliability.of(text.beads(), beads),
                    ofPieces,
                    piecesReliability,
                    noisy,
                    recognised);
        }

        private static List<GoldText> parts(GoldText text, int size) {
            return size == 0 ? List.of(text) : text.pieces(size);
        }

        /** Checks each part with its own translation, and with a part of the other text's translation. */
        private static Evaluation.Recognition recognise(Aligner aligner, List<GoldText> parts, List<GoldText> others) {
            Evaluation.Recognition recognition = Evaluation.Recognition.NONE;
            for (int k = 0; k < parts.size(); k++) {
                GoldText part = parts.get(k);
                GoldText other = others.get(k % others.size());
                recognition = recognition
                        .plus(Evaluation.Recognition.ofRight(
                                aligner.align(part.chinese(), part.english()).fit()))
                        .plus(Evaluation.Recognition.ofWrong(
                                aligner.align(part.chinese(), other.english()).fit()));
            }
            return recognition;
        }
    }

    /**
     * Holds the figures of a held-out text for the tests of a {@link CrossValidation.Plan}, or of several texts
     * together. Immutable; maps keep the order of the plan.
     *
     * @param name name of the text, or of the group of texts
     * @param whole figures of the whole text
     * @param unpaired figures of the unpaired sentences of the whole text
     * @param reliability figures of the probabilities of the whole text
     * @param pieces figures of all pieces together; empty if the plan has no pieces
     * @param piecesReliability figures of the probabilities of all pieces together
     * @param noisy figures of the copies with each noise
     * @param recognition by size of pieces, 0 for the whole text: how often unrelated texts are recognised
     */
    public record Result(
            String name,
            Evaluation whole,
            Evaluation.Unpaired unpaired,
            Evaluation.Reliability reliability,
            Evaluation pieces,
            Evaluation.Reliability piecesReliability,
            Map<Noise, Noisy> noisy,
            Map<Integer, Evaluation.Recognition> recognition) {

        /**
         * Holds the figures of copies with noise.
         *
         * @param evaluation figures of all beads
         * @param unpaired figures of the unpaired sentences
         * @param reliability figures of the probabilities
         */
        public record Noisy(Evaluation evaluation, Evaluation.Unpaired unpaired, Evaluation.Reliability reliability) {
            /** Figures without any copy. */
            static final Noisy NONE = new Noisy(Evaluation.NONE, Evaluation.Unpaired.NONE, Evaluation.Reliability.NONE);

            /** Returns the change of strict F1 by the noise; below 0 if the noise lowers accuracy. */
            public double change(Evaluation clean) {
                return evaluation.strict().f1() - clean.strict().f1();
            }

            Noisy plus(Noisy other) {
                return new Noisy(
                        evaluation.plus(other.evaluation),
                        unpaired.plus(other.unpaired),
                        reliability.plus(other.reliability));
            }
        }

        public Result {
            noisy = Collections.unmodifiableMap(new LinkedHashMap<>(noisy));
            recognition = Collections.unmodifiableMap(new LinkedHashMap<>(recognition));
        }

        /** Returns the summed counts of several texts. */
        static Result sum(String name, Collection<Result> results) {
            Result none = new Result(
                    name,
                    Evaluation.NONE,
                    Evaluation.Unpaired.NONE,
                    Evaluation.Reliability.NONE,
                    Evaluation.NONE,
                    Evaluation.Reliability.NONE,
                    Map.of(),
                    Map.of());
            return results.stream().reduce(none, Result::plus);
        }

        private Result plus(Result other) {
            Map<Noise, Noisy> noisySums = new LinkedHashMap<>(noisy);
            other.noisy.forEach((noise, figures) -> noisySums.merge(noise, figures, Noisy::plus));
            Map<Integer, Evaluation.Recognition> recognitionSums = new LinkedHashMap<>(recognition);
            other.recognition.forEach(
                    (size, figures) -> recognitionSums.merge(size, figures, Evaluation.Recognition::plus));
            return new Result(
                    name,
                    whole.plus(other.whole),
                    unpaired.plus(other.unpaired),
                    reliability.plus(other.reliability),
                    pieces.plus(other.pieces),
                    piecesReliability.plus(other.piecesReliability),
                    noisySums,
                    recognitionSums);
        }
    }
}
