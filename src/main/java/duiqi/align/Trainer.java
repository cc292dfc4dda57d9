package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Learns the weights of the evidence from annotated texts.
 *
 * <p>The gold path of each text shall be as probable as possible among all paths of its lattice: a conditional random field
 * (Lafferty et al. 2001) whose likelihood is climbed by {@link QuasiNewton}, with a pull towards the weights at the start.
 * Beads of the gold that no path can have (crossing ones, ones with gaps) are left to whatever the model prefers there. The
 * search is trained first, the rescoring then on the lattices that the trained search leaves. Not thread-safe.
 */
public final class Trainer {
    private static final int ROUNDS = 2;

    /** Half the price of a weight's squared distance from where it started; by cross-validation on the development gold. */
    private static final double SEARCH_PULL = 0.5;

    /** The rescoring has more features than the gold can tell apart, so it stays nearer to what the search has learnt. */
    private static final double RESCORING_PULL = 3;

    private final Lexicon lexicon;
    private final Augmentation augmentation;
    private final Predicate<String> leftOut;
    private final boolean selfTraining;

    /**
     * @param augmentation what each text is learnt from besides itself
     */
    public Trainer(Lexicon lexicon, Augmentation augmentation) {
        this(lexicon, augmentation, feature -> false, true);
    }

    private Trainer(Lexicon lexicon, Augmentation augmentation, Predicate<String> leftOut, boolean selfTraining) {
        this.lexicon = lexicon;
        this.augmentation = augmentation;
        this.leftOut = leftOut;
        this.selfTraining = selfTraining;
    }

    /** The same trainer, to which some features say nothing, so that it shows what they are worth. */
    public Trainer without(Predicate<String> features) {
        return new Trainer(lexicon, augmentation, leftOut.or(features), selfTraining);
    }

    /** The same trainer for aligners that take no text for a teacher. */
    public Trainer withoutSelfTraining() {
        return new Trainer(lexicon, augmentation, leftOut, false);
    }

    Augmentation augmentation() {
        return augmentation;
    }

    /** An aligner that has learnt from texts. */
    Aligner aligner(List<GoldText> texts) {
        Aligner aligner = new Aligner(lexicon, train(texts));
        return selfTraining ? aligner : aligner.withoutSelfTraining();
    }

    /** Learns from texts. */
    public AlignmentWeights train(List<GoldText> texts) {
        List<GoldText> examples = augmentation.of(texts);
        List<PreparedPair> prepared = examples.parallelStream()
                .map(example -> PreparedPair.of(
                        lexicon, example.chinese().segments(), example.english().segments()))
                .toList();
        Weights search = AlignmentWeights.initial();
        for (int round = 0; round < ROUNDS; round++) {
            search = learn(examples, passes(prepared, search), search, true);
        }
        List<Pass> first = passes(prepared, search);
        AlignmentWeights.Stage untaught = new AlignmentWeights.Stage(search, learn(examples, first, search, false));
        Weights taught = search;
        for (int round = 0; round < ROUNDS; round++) {
            taught = learn(examples, last(first, taught), taught, true);
        }
        return new AlignmentWeights(
                untaught, new AlignmentWeights.Stage(taught, learn(examples, last(first, taught), taught, false)));
    }

    private static List<Pass> passes(List<PreparedPair> prepared, Weights search) {
        return prepared.parallelStream().map(pair -> Pass.of(pair, search)).toList();
    }

    private static List<Pass> last(List<Pass> passes, Weights taught) {
        return passes.parallelStream().map(pass -> pass.last(taught)).toList();
    }

    private Weights learn(List<GoldText> examples, List<Pass> passes, Weights start, boolean forSearch) {
        List<TrainingTask> tasks = IntStream.range(0, examples.size())
                .parallel()
                .mapToObj(k -> {
                    Pass pass = passes.get(k);
                    return new TrainingTask(
                            examples.get(k), pass.lattice(), new Scorer(evidence(pass.prepared(), forSearch), start));
                })
                .toList();
        List<String> features = Scorer.features(evidence(passes.get(0).prepared(), forSearch));
        double[] origin = features.stream()
                .mapToDouble(feature -> leftOut.test(feature) ? 0 : start.get(feature))
                .toArray();
        boolean[] fixed = new boolean[origin.length];
        for (int f = 0; f < fixed.length; f++) {
            fixed[f] = leftOut.test(features.get(f));
        }
        double pull = forSearch ? SEARCH_PULL : RESCORING_PULL;
        double[] weights =
                new QuasiNewton((x, slope) -> evaluate(tasks, x, origin, fixed, pull, slope)).minimise(origin);
        Map<String, Double> learnt = new LinkedHashMap<>();
        for (int f = 0; f < weights.length; f++) {
            learnt.put(features.get(f), weights[f]);
        }
        return new Weights(learnt);
    }

    private static List<Evidence> evidence(PreparedPair prepared, boolean forSearch) {
        PairScores scores = prepared.scores();
        return forSearch ? Evidences.search(prepared, scores) : Evidences.rescoring(prepared, scores);
    }

    private static double evaluate(
            List<TrainingTask> tasks, double[] weights, double[] origin, boolean[] fixed, double pull, double[] slope) {
        // Summed in the order of the tasks: the sum is the same however many threads there are.
        List<double[]> parts = tasks.parallelStream()
                .map(task -> {
                    double[] part = new double[slope.length + 1];
                    part[slope.length] = task.addSlope(weights, part);
                    return part;
                })
                .toList();
        double value = 0;
        for (double[] part : parts) {
            value += part[slope.length];
            for (int f = 0; f < slope.length; f++) {
                slope[f] += part[f];
            }
        }
        for (int f = 0; f < slope.length; f++) {
            double away = weights[f] - origin[f];
            value += pull / 2 * away * away;
            slope[f] = fixed[f] ? 0 : slope[f] + pull * away;
        }
        return value;
    }
}
