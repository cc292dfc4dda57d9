package duiqi.align;

import duiqi.align.AlignmentWeights.Weights;
import duiqi.align.evidence.EncoderEvidence;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.gold.Lbfgs;
import duiqi.align.gold.TrainingTask;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.encoder.Encoder;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
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
 * Immutable. Thread-safe if the encoder is.
 *
 * @param lexicon lexicon of the aligner
 * @param pieces size of the pieces in Chinese segments; 0 for none
 * @param noises noises, each for one copy of each text
 * @param ignored selects features that keep the weight 0, for measuring their effect
 * @param selfTraining true for aligners with self-training
 * @param encoder thread-safe encoder to train separate weights for, preferably with a cache, since the copies and pieces
 *     of a text share its sentences. If it fails, training throws {@link java.io.UncheckedIOException}.
 */
public record Trainer(
        Lexicon lexicon,
        int pieces,
        List<Noise> noises,
        Predicate<String> ignored,
        boolean selfTraining,
        Optional<Encoder> encoder) {
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
    private static final double LEXICAL_PENALTY = 0.0035;

    /** Penalty of the rescoring of texts with self-training. */
    private static final double ADAPTED_PENALTY = 0.01;

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

    /** Creates a trainer for whole texts without noise and without an encoder. */
    public Trainer(Lexicon lexicon) {
        this(lexicon, 0, List.of(), feature -> false, true, Optional.empty());
    }

    /** Returns an aligner with weights trained on texts. */
    Aligner aligner(List<GoldText> texts) {
        Aligner alone = new Aligner(lexicon, train(texts));
        Aligner aligner = encoder.map(alone::with).orElse(alone);
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

    private static double penalty(double forEachBead, int beads) {
        return Math.max(MIN_PENALTY, forEachBead * beads);
    }

    /**
     * Holds a training text.
     *
     * @param weight factor of its likelihood
     */
    private record Weighted(GoldText text, double weight) {}

    /** Holds a training text with a search in it. */
    private record Example(Weighted weighted, SearchPass pass) {
        GoldText text() {
            return weighted.text;
        }

        double narrativeShare() {
            return AlignmentWeights.Experts.narrativeShare(pass.prepared().pair());
        }
    }

    /** Returns the texts and the texts derived from them, searched once. The same texts give the same result. */
    private List<Example> examples(List<GoldText> texts, Weights search) {
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

    private static List<Example> last(List<Example> first, Weights adapted) {
        return searched(first, pass -> pass.last(adapted, round -> {}));
    }

    private static List<Example> searched(List<Example> examples, UnaryOperator<SearchPass> search) {
        return examples.parallelStream()
                .map(example -> new Example(example.weighted, search.apply(example.pass)))
                .toList();
    }

    private Weights trainSearch(List<Example> examples, Weights start, int beads) {
        return new Likelihood(
                        examples,
                        example -> Evidence.search(
                                example.pass.prepared().texts(),
                                example.pass.prepared().scores()))
                .maximise(start, penalty(SEARCH_PENALTY, beads), k -> examples.get(k).weighted.weight);
    }

    private AlignmentWeights.Stage stage(List<Example> examples, Weights search, double penalty, int beads) {
        double expertPenalty = penalty(EXPERT_PENALTY, beads);
        return new AlignmentWeights.Stage(
                search,
                rescoring(examples, search, penalty, expertPenalty, Optional.empty()),
                encoder.map(used -> rescoring(examples, search, penalty, expertPenalty, Optional.of(used))));
    }

    /** Trains weights for all texts, and then for factual and for narrative texts, which stay close to them. */
    private AlignmentWeights.Experts rescoring(
            List<Example> examples, Weights search, double penalty, double expertPenalty, Optional<Encoder> used) {
        Likelihood likelihood = new Likelihood(
                examples,
                example -> Evidence.rescoring(
                        example.pass.prepared().texts(),
                        example.pass.prepared().scores(),
                        used.map(each -> EncoderEvidence.SentenceVectors.of(
                                each, example.text().chinese(), example.text().english()))));
        IntToDoubleFunction weight = k -> examples.get(k).weighted.weight;
        double[] narrative =
                examples.stream().mapToDouble(Example::narrativeShare).toArray();
        Weights all = likelihood.maximise(search.or(AlignmentWeights.initial()), penalty, weight);
        return new AlignmentWeights.Experts(
                likelihood.maximise(all, expertPenalty, k -> weight.applyAsDouble(k) * (1 - narrative[k])),
                likelihood.maximise(all, expertPenalty, k -> weight.applyAsDouble(k) * narrative[k]));
    }

    /** Computes the likelihood of the gold. */
    private final class Likelihood {
        private final List<TrainingTask> tasks;
        private final List<String> features;

        Likelihood(List<Example> examples, Function<Example, List<Evidence>> evidence) {
            tasks = examples.parallelStream()
                    .map(example -> new TrainingTask(
                            example.text(),
                            example.pass.lattice(),
                            new Scorer(evidence.apply(example), AlignmentWeights.initial())))
                    .toList();
            features = Scorer.features(evidence.apply(examples.get(0)));
        }

        /**
         * Returns the weights that maximise the weighted likelihood of the examples minus the penalty.
         *
         * @param start weights that have no penalty
         * @param penalty factor of half the squared distance from them
         * @param factor weight of each example, by its number
         */
        Weights maximise(Weights start, double penalty, IntToDoubleFunction factor) {
            double[] origin = features.stream()
                    .mapToDouble(feature -> ignored.test(feature) ? 0 : start.get(feature))
                    .toArray();
            double[] weights = new Lbfgs((x, slope) -> {
                        double value = addSlope(x, factor, slope);
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
        private double addSlope(double[] weights, IntToDoubleFunction factor, double[] slope) {
            // Summed in the order of the tasks, so the sum does not depend on the number of threads.
            List<double[]> parts = IntStream.range(0, tasks.size())
                    .parallel()
                    .filter(k -> factor.applyAsDouble(k) > 0)
                    .mapToObj(k -> {
                        double[] part = new double[slope.length + 1];
                        part[slope.length] = tasks.get(k).addSlope(weights, part);
                        for (int f = 0; f < part.length; f++) {
                            part[f] *= factor.applyAsDouble(k);
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
