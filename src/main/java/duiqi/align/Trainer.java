package duiqi.align;

import duiqi.align.AlignmentWeights.Weights;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.gold.Lbfgs;
import duiqi.align.gold.TrainingTask;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Trains the weights of the evidence on annotated texts, and on texts derived from them: copies with noise, and pieces
 * of all texts. Annotated texts are long, complete and clean; the documents that people align often are not. Weights
 * trained only on the annotated texts pair sentences that have no translation.
 *
 * <p>The weights maximise the probability of each text's gold path among all paths of its lattice: a conditional random
 * field (Lafferty et al. 2001). {@link Lbfgs} maximises the likelihood, with a penalty for the distance
 * from the initial weights. Some beads of the gold cross or have gaps, so no path can contain them. For these the model
 * chooses its own best path. The search is trained first, then the rescoring on the lattices of the trained search.
 * Immutable. Thread-safe.
 *
 * @param lexicon lexicon of the aligner
 * @param pieces size of the pieces in Chinese segments; 0 for none
 * @param noises noises, each for one copy of each text
 * @param ignored selects features that keep the weight 0, for measuring their effect
 * @param selfTraining true for aligners with self-training
 */
public record Trainer(
        Lexicon lexicon, int pieces, List<Noise> noises, Predicate<String> ignored, boolean selfTraining) {
    private static final int ROUNDS = 2;

    /**
     * Penalty for the squared distance of a weight from its initial value, for each gold bead. It grows with the gold,
     * because more gold of the same genres is no evidence of other genres. All penalties were chosen by cross-validation
     * over genres.
     */
    private static final double SEARCH_PENALTY = 0.001;

    /**
     * Penalty of the rescoring of texts without self-training. The rescoring has more features than the gold can
     * distinguish, so its weights stay closer to those of the search.
     */
    static final double LEXICAL_PENALTY = 0.0035;

    /** Penalty of the rescoring of texts with self-training. */
    static final double ADAPTED_PENALTY = 0.01;

    /** Penalty for the distance of the weights for factual and for narrative texts from those for all texts. */
    private static final double EXPERT_PENALTY = 0.0035;

    /** Smallest penalty, for a gold of a few hundred beads. */
    private static final double MIN_PENALTY = 3;

    /**
     * Weight of a copy with noise in the likelihood. With a higher weight the aligner leaves more sentences of clean
     * texts unpaired.
     */
    private static final double NOISY_WEIGHT = 0.25;

    public Trainer {
        noises = List.copyOf(noises);
        if (pieces < 0) {
            throw new IllegalArgumentException("pieces need 0 sentences or more, not " + pieces);
        }
    }

    /** Creates a trainer for whole texts without noise. */
    public Trainer(Lexicon lexicon) {
        this(lexicon, 0, List.of(), feature -> false, true);
    }

    Aligner aligner(List<GoldText> texts) {
        Aligner aligner = new Aligner(lexicon, train(texts));
        return selfTraining ? aligner : aligner.withoutSelfTraining();
    }

    /** Returns weights trained on texts. */
    public AlignmentWeights train(List<GoldText> texts) {
        int beads = texts.stream().mapToInt(text -> text.beads().size()).sum();
        Weights search = AlignmentWeights.initial();
        List<Example> first = examples(texts, search);
        for (int round = 0; round < ROUNDS; round++) {
            search = trainSearch(first, search, beads);
            Weights trained = search;
            first = searched(first, pass -> SearchPass.of(pass.prepared(), trained));
        }
        Weights adapted = search;
        List<Example> last = last(first, adapted);
        for (int round = 0; round < ROUNDS; round++) {
            adapted = trainSearch(last, adapted, beads);
            last = last(first, adapted);
        }
        // Only short texts are aligned without self-training. Without short examples these weights learn from all.
        List<Example> pieces = first.stream()
                .filter(example -> example.pass.isTooShortForSelfTraining())
                .toList();
        return new AlignmentWeights(
                stage(pieces.isEmpty() ? first : pieces, search, penalty(LEXICAL_PENALTY, beads), beads),
                stage(last, adapted, penalty(ADAPTED_PENALTY, beads), beads));
    }

    static double penalty(double forEachBead, int beads) {
        return Math.max(MIN_PENALTY, forEachBead * beads);
    }

    /**
     * Holds a training text.
     *
     * @param weight factor of its likelihood
     */
    record Weighted(GoldText text, double weight) {}

    record Example(Weighted weighted, SearchPass pass) {
        GoldText text() {
            return weighted.text;
        }

        double narrativeShare() {
            return AlignmentWeights.Experts.narrativeShare(pass.prepared().pair());
        }
    }

    /** Returns the texts and the texts derived from them, searched once. The same texts give the same result. */
    List<Example> examples(List<GoldText> texts, Weights search) {
        List<Weighted> all = new ArrayList<>();
        texts.forEach(text -> all.add(new Weighted(text, 1)));
        for (Noise noise : noises) {
            texts.forEach(text -> all.add(new Weighted(noise.copy(text, 0), NOISY_WEIGHT)));
        }
        if (pieces > 0) {
            for (Weighted whole : List.copyOf(all)) {
                whole.text.pieces(pieces).forEach(piece -> all.add(new Weighted(piece, whole.weight)));
            }
        }
        return all.parallelStream()
                .map(each -> {
                    PreparedPair prepared = PreparedPair.of(
                            lexicon,
                            each.text.chinese().segments(),
                            each.text.english().segments());
                    return new Example(each, SearchPass.of(prepared, search));
                })
                .toList();
    }

    static List<Example> last(List<Example> first, Weights adapted) {
        return searched(first, pass -> pass.last(adapted, round -> {}));
    }

    private static List<Example> searched(List<Example> examples, UnaryOperator<SearchPass> search) {
        return examples.parallelStream()
                .map(example -> new Example(example.weighted, search.apply(example.pass)))
                .toList();
    }

    private Weights trainSearch(List<Example> examples, Weights start, int beads) {
        return likelihood(
                        examples,
                        example -> Evidence.search(
                                example.pass.prepared().texts(),
                                example.pass.prepared().scores()))
                .maximise(start, penalty(SEARCH_PENALTY, beads), example -> example.weighted.weight);
    }

    private AlignmentWeights.Stage stage(List<Example> examples, Weights search, double penalty, int beads) {
        Likelihood rescoring = likelihood(
                examples,
                example -> Evidence.rescoring(
                        example.pass.prepared().texts(), example.pass.prepared().scores()));
        return new AlignmentWeights.Stage(search, rescoring.experts(search, penalty, beads));
    }

    private Likelihood likelihood(List<Example> examples, Function<Example, List<Evidence>> evidence) {
        return new Likelihood(measured(examples, evidence), Scorer.features(evidence.apply(examples.get(0))));
    }

    /** Holds a training text with the features of its lattice. */
    record Measured(Example example, TrainingTask task) {}

    static List<Measured> measured(List<Example> examples, Function<Example, List<Evidence>> evidence) {
        return examples.parallelStream()
                .map(example -> new Measured(
                        example,
                        new TrainingTask(
                                example.text(),
                                example.pass.lattice(),
                                new Scorer(evidence.apply(example), AlignmentWeights.initial()))))
                .toList();
    }

    /** Computes the likelihood of the gold. */
    final class Likelihood {
        private final List<Measured> examples;
        private final List<String> features;

        Likelihood(List<Measured> examples, List<String> features) {
            this.examples = examples;
            this.features = features;
        }

        /** Returns weights for all texts, changed for factual and for narrative texts, which stay close to them. */
        AlignmentWeights.Experts experts(Weights search, double penalty, int beads) {
            double expertPenalty = penalty(EXPERT_PENALTY, beads);
            Weights all = maximise(search.or(AlignmentWeights.initial()), penalty, example -> example.weighted.weight);
            return new AlignmentWeights.Experts(
                    maximise(all, expertPenalty, example -> example.weighted.weight * (1 - example.narrativeShare())),
                    maximise(all, expertPenalty, example -> example.weighted.weight * example.narrativeShare()));
        }

        /**
         * Returns the weights that maximise the weighted likelihood of the examples minus the penalty.
         *
         * @param start weights that have no penalty
         * @param penalty factor of half the squared distance from them
         * @param factor weight of an example
         */
        Weights maximise(Weights start, double penalty, ToDoubleFunction<Example> factor) {
            double[] factors = examples.stream()
                    .mapToDouble(each -> factor.applyAsDouble(each.example))
                    .toArray();
            double[] origin = features.stream()
                    .mapToDouble(feature -> ignored.test(feature) ? 0 : start.get(feature))
                    .toArray();
            double[] weights = new Lbfgs((x, slope) -> {
                        double value = addSlope(x, factors, slope);
                        for (int f = 0; f < slope.length; f++) {
                            double away = x[f] - origin[f];
                            value += penalty / 2 * away * away;
                            slope[f] = ignored.test(features.get(f)) ? 0 : slope[f] + penalty * away;
                        }
                        return value;
                    })
                    .minimise(origin);
            Map<String, Double> byFeature = new LinkedHashMap<>();
            for (int f = 0; f < weights.length; f++) {
                byFeature.put(features.get(f), weights[f]);
            }
            return new Weights(byFeature);
        }

        /** Returns the negative log-likelihood and adds its gradient. */
        private double addSlope(double[] weights, double[] factors, double[] slope) {
            // Summed in the order of the tasks, so the sum does not depend on the number of threads.
            List<double[]> parts = IntStream.range(0, factors.length)
                    .parallel()
                    .filter(k -> factors[k] > 0)
                    .mapToObj(k -> {
                        double[] part = new double[slope.length + 1];
                        part[slope.length] = examples.get(k).task.addSlope(weights, part);
                        for (int f = 0; f < part.length; f++) {
                            part[f] *= factors[k];
                        }
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
            return value;
        }
    }
}
