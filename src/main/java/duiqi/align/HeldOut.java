package duiqi.align;

import duiqi.align.gold.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds accuracy on texts that the weights were not trained on: every text is aligned with weights trained on the texts
 * of the other folds. Immutable.
 *
 * @param texts a result for each text, fold by fold
 * @param sets a result for each set, if folds are sets
 * @param all the result of all texts together
 */
public record HeldOut(List<Result> texts, List<Result> sets, Result all) {
    /** Probability from which a bead counts as certain. */
    private static final double CERTAIN = 0.9;

    private static final String WHOLE = "whole texts";

    /**
     * Numbers of the evaluated copies with noise, different from those of the training copies. A single copy of a few
     * texts would depend on a few paragraphs.
     */
    private static final List<Integer> COPIES = List.of(1, 2, 3);

    /**
     * Holds out some texts. Immutable.
     *
     * @param name name of the fold; empty if it is no set of texts
     * @param training texts to train on
     * @param held texts to evaluate
     */
    public record Fold(String name, List<GoldText> training, List<GoldText> held) {
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
            return sets.entrySet().stream()
                    .map(held -> new Fold(
                            held.getKey(),
                            sets.entrySet().stream()
                                    .filter(other -> !other.equals(held))
                                    .flatMap(other -> other.getValue().stream())
                                    .toList(),
                            held.getValue()))
                    .toList();
        }
    }

    /** Holds the figures of an alignment with probabilities, or the sum of several. Immutable. */
    record Score(Evaluation beads, Reliability reliability) {
        private static Score of(Aligner aligner, List<GoldText> texts) {
            return texts.stream()
                    .map(text -> {
                        List<Bead> beads = aligner.align(text.chinese(), text.english())
                                .text()
                                .alignment()
                                .beads();
                        return new Score(Evaluation.of(text.beads(), beads), Reliability.of(text.beads(), beads));
                    })
                    .reduce(new Score(Evaluation.NONE, Reliability.NONE), Score::plus);
        }

        private Score plus(Score other) {
            return new Score(beads.plus(other.beads), reliability.plus(other.reliability));
        }
    }

    /**
     * Holds the figures of a held-out text, or of several texts together. Immutable.
     *
     * @param name name of the text, or of the group of texts
     * @param scores by condition, in order: figures of the whole text, of all its pieces, and of copies with each noise
     */
    record Result(String name, Map<String, Score> scores) {
        /** Returns the summed counts of several texts. */
        static Result sum(String name, List<Result> results) {
            Map<String, Score> sums = new LinkedHashMap<>();
            results.forEach(
                    result -> result.scores.forEach((condition, score) -> sums.merge(condition, score, Score::plus)));
            return new Result(name, sums);
        }

        private Score whole() {
            return Objects.requireNonNull(scores.get(WHOLE));
        }
    }

    /**
     * Evaluates every text with the weights of the other folds. The texts of a fold run in parallel; the figures do not
     * depend on the number of processors.
     *
     * @param trainer trainer of the weights; its pieces and copies with its noises are also aligned
     */
    public static HeldOut of(Trainer trainer, List<Fold> folds) {
        List<Result> texts = new ArrayList<>();
        List<Result> sets = new ArrayList<>();
        // One after the other, since the training of a fold needs gigabytes and uses all processors.
        for (Fold fold : folds) {
            Aligner aligner = trainer.aligner(fold.training);
            List<Result> held = fold.held.parallelStream()
                    .map(text -> result(trainer, aligner, text))
                    .toList();
            texts.addAll(held);
            if (!fold.name.isEmpty()) {
                sets.add(Result.sum(fold.name, held));
            }
        }
        return new HeldOut(texts, sets, Result.sum("all", texts));
    }

    private static Result result(Trainer trainer, Aligner aligner, GoldText text) {
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put(WHOLE, Score.of(aligner, List.of(text)));
        if (trainer.pieces() > 0) {
            scores.put("pieces of " + trainer.pieces(), Score.of(aligner, text.pieces(trainer.pieces())));
        }
        for (Noise noise : trainer.noises()) {
            List<GoldText> copies =
                    COPIES.stream().map(number -> noise.copy(text, number)).toList();
            scores.put(noise.toString(), Score.of(aligner, copies));
        }
        return new Result(text.name(), scores);
    }

    /** Returns the figures as tables for people; each line ends with a line feed. */
    public String toTables() {
        StringBuilder tables = new StringBuilder();
        texts.forEach(
                text -> add(tables, "%s %s\n", text.name, text.whole().beads.toLine()));
        sets.forEach(set -> addSummary(tables, "all of " + set.name, set));
        addSummary(tables, "all", all);
        addProbabilities(tables, all.whole().reliability);
        add(tables, "\n%-16s %-25s  beads  0.9 or more   right   error\n", "set", "reliability of");
        Stream.concat(sets.stream(), Stream.of(all))
                .forEach(set -> set.scores.forEach(
                        (condition, score) -> addReliability(tables, set.name, condition, score.reliability)));
        return tables.toString();
    }

    private static void add(StringBuilder tables, String form, Object... values) {
        tables.append(String.format(Locale.ROOT, form, values));
    }

    private static void addSummary(StringBuilder tables, String name, Result result) {
        result.scores.forEach((condition, score) ->
                add(tables, "%s%s %s\n", name, condition.equals(WHOLE) ? "" : ", " + condition, score.beads.toLine()));
    }

    private static void addProbabilities(StringBuilder tables, Reliability reliability) {
        add(tables, "\nprobability   beads    mean   right\n");
        for (Reliability.Bin bin : reliability.bins()) {
            String mean = decimals(bin.meanProbability());
            add(tables, "%.2f - %.2f%8d%8s%8s\n", bin.from(), bin.to(), bin.beads(), mean, decimals(bin.shareRight()));
        }
        add(tables, "expected calibration error %.4f\n", reliability.expectedCalibrationError());
    }

    private static void addReliability(StringBuilder tables, String set, String texts, Reliability reliability) {
        Reliability.Bin certain = reliability.from(CERTAIN);
        add(
                tables,
                "%-16s %-25s %6d  %10d%8s  %.4f\n",
                set,
                texts,
                reliability.from(0).beads(),
                certain.beads(),
                decimals(certain.shareRight()),
                reliability.expectedCalibrationError());
    }

    private static String decimals(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.4f", share);
    }
}
