package duiqi.align;

import duiqi.align.gold.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Measures accuracy on texts that the weights were not trained on: every text is aligned with weights trained on the
 * texts of the other folds. The texts of a fold run in parallel; the figures do not depend on the number of processors.
 * Thread-safe.
 *
 * @param trainer trainer of the weights; its pieces are also aligned separately
 * @param noises noises to add to copies of each text
 * @param unrelated sizes of the pieces to distinguish from pieces of other texts; 0 for whole texts
 */
public record CrossValidation(Trainer trainer, List<Noise> noises, List<Integer> unrelated) {
    /** Shares of each kind of noise in a full report. */
    private static final List<Double> SHARES = List.of(0.1, 0.3);

    /**
     * Numbers of the evaluated copies, different from those of the training copies. A single copy of a few texts would
     * depend on a few paragraphs.
     */
    static final List<Integer> COPIES = List.of(1, 2, 3);

    public CrossValidation {
        noises = List.copyOf(noises);
        unrelated = List.copyOf(unrelated);
    }

    /** Returns a cross-validation that adds the noises that the trainer adds. */
    public static CrossValidation of(Trainer trainer) {
        return new CrossValidation(trainer, trainer.noises(), List.of());
    }

    /**
     * Returns a cross-validation with all tests: each kind of noise at 0.1 and 0.3, and the recognition of pieces of 5
     * and 20 segments and of whole texts.
     */
    public static CrossValidation full(Trainer trainer) {
        List<Noise> noises = new ArrayList<>();
        for (Noise.Kind kind : Noise.Kind.values()) {
            SHARES.forEach(share -> noises.add(new Noise(kind, share)));
        }
        return new CrossValidation(trainer, noises, List.of(5, 20, 0));
    }

    /**
     * Holds out some texts. Immutable.
     *
     * @param name name of the fold; empty if it is no set of texts
     * @param training texts to train on
     * @param held texts to evaluate
     */
    public record Fold(String name, List<GoldText> training, List<GoldText> held) {
        public Fold {
            training = List.copyOf(training);
            held = List.copyOf(held);
        }

        /**
         * Assigns texts to folds in turn, so that each fold contains texts of every set.
         *
         * @param number number of folds, 2 or more; with fewer texts, each text is a fold
         */
        public static List<Fold> dealt(List<GoldText> texts, int number) {
            if (number < 2) {
                throw new IllegalArgumentException("cross-validation needs 2 folds or more, not " + number);
            }
            if (texts.size() < 2) {
                throw new IllegalArgumentException("a single text cannot be held out; give two or more texts");
            }
            int folds = Math.min(number, texts.size());
            return IntStream.range(0, folds)
                    .mapToObj(fold ->
                            new Fold("", where(texts, k -> k % folds != fold), where(texts, k -> k % folds == fold)))
                    .toList();
        }

        private static List<GoldText> where(List<GoldText> texts, IntPredicate isChosen) {
            return IntStream.range(0, texts.size())
                    .filter(isChosen)
                    .mapToObj(texts::get)
                    .toList();
        }

        /** Makes each set a fold, so that it is evaluated with weights trained on texts of other kinds only. */
        public static List<Fold> ofSets(Map<String, List<GoldText>> sets) {
            if (sets.size() < 2) {
                throw new IllegalArgumentException("a single folder cannot be held out; give two or more folders");
            }
            List<Fold> folds = new ArrayList<>();
            sets.forEach((name, held) -> {
                Map<String, List<GoldText>> others = new LinkedHashMap<>(sets);
                others.remove(name);
                folds.add(new Fold(
                        name, others.values().stream().flatMap(List::stream).toList(), held));
            });
            return folds;
        }
    }

    /**
     * Evaluates every text with the weights of the other folds.
     *
     * @param texts all texts; each one is distinguished from the next one
     */
    public HeldOut evaluate(List<GoldText> texts, List<Fold> folds) {
        List<HeldOut.Result> results = new ArrayList<>();
        List<HeldOut.Result> sets = new ArrayList<>();
        // One after the other, since the training of a fold needs gigabytes and uses all processors.
        for (Fold fold : folds) {
            Aligner aligner = trainer.aligner(fold.training);
            List<HeldOut.Result> held = fold.held.parallelStream()
                    .map(text -> result(aligner, text, texts.get((texts.indexOf(text) + 1) % texts.size())))
                    .toList();
            results.addAll(held);
            if (!fold.name.isEmpty()) {
                sets.add(HeldOut.Result.sum(fold.name, held));
            }
        }
        return new HeldOut(results, sets, HeldOut.Result.sum("all", results));
    }

    private HeldOut.Result result(Aligner aligner, GoldText text, GoldText other) {
        Map<String, Score> clean = new LinkedHashMap<>();
        clean.put(HeldOut.parts(0), score(aligner, List.of(text)));
        if (trainer.pieces() > 0) {
            clean.put(HeldOut.parts(trainer.pieces()), score(aligner, text.pieces(trainer.pieces())));
        }
        Map<Noise, Score> noisy = new LinkedHashMap<>();
        for (Noise noise : noises) {
            List<GoldText> copies =
                    COPIES.stream().map(number -> noise.copy(text, number)).toList();
            noisy.put(noise, score(aligner, copies));
        }
        Map<String, HeldOut.Recognition> recognition = new LinkedHashMap<>();
        for (int size : unrelated) {
            recognition.put(HeldOut.parts(size), recognise(aligner, parts(text, size), parts(other, size)));
        }
        return new HeldOut.Result(text.name(), clean, noisy, recognition);
    }

    private static Score score(Aligner aligner, List<GoldText> texts) {
        return texts.stream()
                .map(text -> Score.of(
                        text.beads(),
                        aligner.align(text.chinese(), text.english())
                                .text()
                                .alignment()
                                .beads()))
                .reduce(Score.NONE, Score::plus);
    }

    private static List<GoldText> parts(GoldText text, int size) {
        return size == 0 ? List.of(text) : text.pieces(size);
    }

    /** Checks each part with its own translation, and with a part of the other text's translation. */
    private static HeldOut.Recognition recognise(Aligner aligner, List<GoldText> parts, List<GoldText> others) {
        int accepted = 0;
        int rejected = 0;
        for (int k = 0; k < parts.size(); k++) {
            GoldText part = parts.get(k);
            GoldText other = others.get(k % others.size());
            accepted += isParallel(aligner, part, part) ? 1 : 0;
            rejected += isParallel(aligner, part, other) ? 0 : 1;
        }
        return new HeldOut.Recognition(accepted, rejected, parts.size());
    }

    private static boolean isParallel(Aligner aligner, GoldText text, GoldText translation) {
        return aligner.align(text.chinese(), translation.english()).fit().isParallel();
    }
}
