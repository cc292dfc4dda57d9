package duiqi.align;

import duiqi.align.evidence.EncoderEvidence;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
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
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains the weights of the evidence on annotated texts.
 *
 * <p>The weights maximise the probability of each text's gold path among all paths of its lattice: a conditional random
 * field (Lafferty et al. 2001). {@link TrainingTask.Lbfgs} maximises the likelihood, with a penalty for the distance
 * from the initial weights. Some beads of the gold cross or have gaps, so no path can contain them. For these the model
 * chooses its own best path. The search is trained first, then the rescoring on the lattices of the trained search.
 * Immutable. Thread-safe if the encoder is.
 */
public final class Trainer {
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

    private final Lexicon lexicon;
    private final Augmentation augmentation;
    private final Predicate<String> ignored;
    private final boolean selfTraining;
    private final Optional<Encoder> encoder;

    /**
     * Creates a trainer.
     *
     * @param augmentation additional training texts to derive from each text
     */
    public Trainer(Lexicon lexicon, Augmentation augmentation) {
        this(lexicon, augmentation, feature -> false, true, Optional.empty());
    }

    private Trainer(
            Lexicon lexicon,
            Augmentation augmentation,
            Predicate<String> ignored,
            boolean selfTraining,
            Optional<Encoder> encoder) {
        this.lexicon = lexicon;
        this.augmentation = augmentation;
        this.ignored = ignored;
        this.selfTraining = selfTraining;
        this.encoder = encoder;
    }

    /** Returns a copy of this trainer that ignores some features, for measuring their effect. */
    public Trainer without(Predicate<String> features) {
        return new Trainer(lexicon, augmentation, ignored.or(features), selfTraining, encoder);
    }

    /** Returns a copy of this trainer whose aligners do not use self-training. */
    public Trainer withoutSelfTraining() {
        return new Trainer(lexicon, augmentation, ignored, false, encoder);
    }

    /**
     * Returns a copy of this trainer that also trains separate weights for the evidence of an encoder. Its aligners use
     * the encoder. If the encoder fails, training throws {@link java.io.UncheckedIOException}.
     *
     * @param added thread-safe encoder, preferably with a cache, since the copies and pieces of a text share its
     *     sentences; the caller closes it
     */
    public Trainer with(Encoder added) {
        return new Trainer(lexicon, augmentation, ignored, selfTraining, Optional.of(added));
    }

    Augmentation augmentation() {
        return augmentation;
    }

    /** Returns an aligner with weights trained on texts. */
    Aligner aligner(List<GoldText> texts) {
        Aligner alone = new Aligner(lexicon, train(texts));
        Aligner aligner = encoder.map(alone::with).orElse(alone);
        return selfTraining ? aligner : aligner.withoutSelfTraining();
    }

    /** Returns weights trained on texts. */
    public AlignmentWeights train(List<GoldText> texts) {
        List<Example> examples = augmentation.of(texts);
        int beads = texts.stream().mapToInt(text -> text.beads().size()).sum();
        List<PreparedPair> prepared = examples.parallelStream()
                .map(example -> PreparedPair.of(
                        lexicon,
                        example.text.chinese().segments(),
                        example.text.english().segments()))
                .toList();
        AlignmentWeights.Weights search = AlignmentWeights.initial();
        for (int round = 0; round < ROUNDS; round++) {
            search = search(examples, passes(prepared, search), search, beads);
        }
        List<SearchPass> first = passes(prepared, search);
        AlignmentWeights.Weights adapted = search;
        for (int round = 0; round < ROUNDS; round++) {
            adapted = search(examples, last(first, adapted), adapted, beads);
        }
        List<SearchPass> last = last(first, adapted);
        return new AlignmentWeights(
                lexicalStage(examples, first, search, beads), stage(examples, last, adapted, ADAPTED_PENALTY, beads));
    }

    private static double penalty(double forEachBead, int beads) {
        return Math.max(MIN_PENALTY, forEachBead * beads);
    }

    /**
     * Trains the rescoring without self-training on the short examples only, since only short texts are aligned with
     * it. Without short examples it is trained on all.
     */
    private AlignmentWeights.Stage lexicalStage(
            List<Example> examples, List<SearchPass> passes, AlignmentWeights.Weights search, int beads) {
        List<Integer> pieces = IntStream.range(0, examples.size())
                .filter(k -> passes.get(k).isTooShortForSelfTraining())
                .boxed()
                .toList();
        return pieces.isEmpty()
                ? stage(examples, passes, search, LEXICAL_PENALTY, beads)
                : stage(
                        pieces.stream().map(examples::get).toList(),
                        pieces.stream().map(passes::get).toList(),
                        search,
                        LEXICAL_PENALTY,
                        beads);
    }

    private AlignmentWeights.Stage stage(
            List<Example> examples,
            List<SearchPass> passes,
            AlignmentWeights.Weights search,
            double forEachBead,
            int beads) {
        double penalty = penalty(forEachBead, beads);
        double expertPenalty = penalty(EXPERT_PENALTY, beads);
        return new AlignmentWeights.Stage(
                search,
                rescoring(examples, passes, search, penalty, expertPenalty, Optional.empty()),
                encoder.map(used -> rescoring(examples, passes, search, penalty, expertPenalty, Optional.of(used))));
    }

    private AlignmentWeights.Weights search(
            List<Example> examples, List<SearchPass> passes, AlignmentWeights.Weights start, int beads) {
        return likelihood(examples, passes, (text, prepared) -> Evidence.search(prepared.texts(), prepared.scores()))
                .maximise(start, penalty(SEARCH_PENALTY, beads), k -> examples.get(k).weight);
    }

    /** Trains weights for all texts, and then for factual and for narrative texts, which stay close to them. */
    private AlignmentWeights.Experts rescoring(
            List<Example> examples,
            List<SearchPass> passes,
            AlignmentWeights.Weights start,
            double penalty,
            double expertPenalty,
            Optional<Encoder> used) {
        Likelihood likelihood = likelihood(
                examples,
                passes,
                (text, prepared) -> Evidence.rescoring(
                        prepared.texts(),
                        prepared.scores(),
                        used.map(each -> EncoderEvidence.SentenceVectors.of(each, text.chinese(), text.english()))));
        AlignmentWeights.Weights all =
                likelihood.maximise(start.or(AlignmentWeights.initial()), penalty, k -> examples.get(k).weight);
        double[] narrative = passes.stream()
                .mapToDouble(pass ->
                        AlignmentWeights.Experts.narrativeShare(pass.prepared().pair()))
                .toArray();
        return new AlignmentWeights.Experts(
                likelihood.maximise(all, expertPenalty, k -> examples.get(k).weight * (1 - narrative[k])),
                likelihood.maximise(all, expertPenalty, k -> examples.get(k).weight * narrative[k]));
    }

    private static List<SearchPass> passes(List<PreparedPair> prepared, AlignmentWeights.Weights search) {
        return prepared.parallelStream()
                .map(pair -> SearchPass.of(pair, search))
                .toList();
    }

    private static List<SearchPass> last(List<SearchPass> passes, AlignmentWeights.Weights adapted) {
        return passes.parallelStream()
                .map(pass -> pass.last(adapted, round -> {}))
                .toList();
    }

    private Likelihood likelihood(
            List<Example> examples,
            List<SearchPass> passes,
            BiFunction<GoldText, PreparedPair, List<Evidence>> evidence) {
        List<TrainingTask> tasks = IntStream.range(0, examples.size())
                .parallel()
                .mapToObj(k -> {
                    SearchPass pass = passes.get(k);
                    GoldText text = examples.get(k).text;
                    return new TrainingTask(
                            text,
                            pass.lattice(),
                            new Scorer(evidence.apply(text, pass.prepared()), AlignmentWeights.initial()));
                })
                .toList();
        List<String> features = Scorer.features(
                evidence.apply(examples.get(0).text, passes.get(0).prepared()));
        return new Likelihood(
                tasks, features, features.stream().filter(ignored).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Computes the likelihood of the gold.
     *
     * @param features names of the features
     * @param ignored features whose weight is 0
     */
    private record Likelihood(List<TrainingTask> tasks, List<String> features, Set<String> ignored) {
        /**
         * Returns the weights that maximise the weighted likelihood of the tasks minus the penalty.
         *
         * @param start weights that have no penalty
         * @param penalty factor of half the squared distance from them
         * @param shares weight of each task
         */
        AlignmentWeights.Weights maximise(AlignmentWeights.Weights start, double penalty, IntToDoubleFunction shares) {
            double[] origin = features.stream()
                    .mapToDouble(feature -> ignored.contains(feature) ? 0 : start.get(feature))
                    .toArray();
            double[] weights = new TrainingTask.Lbfgs((x, slope) -> {
                        double value = addSlope(x, shares, slope);
                        for (int f = 0; f < slope.length; f++) {
                            double away = x[f] - origin[f];
                            value += penalty / 2 * away * away;
                            slope[f] = ignored.contains(features.get(f)) ? 0 : slope[f] + penalty * away;
                        }
                        return value;
                    })
                    .minimise(origin);
            Map<String, Double> byFeature = new LinkedHashMap<>();
            for (int f = 0; f < weights.length; f++) {
                byFeature.put(features.get(f), weights[f]);
            }
            return new AlignmentWeights.Weights(byFeature);
        }

        /** Returns the negative log-likelihood and adds its gradient. */
        private double addSlope(double[] weights, IntToDoubleFunction shares, double[] slope) {
            // Summed in the order of the tasks, so the sum does not depend on the number of threads.
            List<double[]> parts = IntStream.range(0, tasks.size())
                    .parallel()
                    .filter(k -> shares.applyAsDouble(k) > 0)
                    .mapToObj(k -> {
                        double[] part = new double[slope.length + 1];
                        part[slope.length] = tasks.get(k).addSlope(weights, part);
                        for (int f = 0; f < part.length; f++) {
                            part[f] *= shares.applyAsDouble(k);
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

    /**
     * Holds a training text.
     *
     * @param weight factor of its likelihood
     */
    record Example(GoldText text, double weight) {}

    /**
     * Derives more training texts from gold texts: copies with noise, and pieces of all texts. Annotated texts are
     * long, complete and clean; the documents that people align often are not. Weights trained only on the annotated
     * texts pair sentences that have no translation. Immutable.
     *
     * @param pieces size of the pieces in Chinese segments; 0 for none
     * @param noises noises, each for one copy of each text
     */
    public record Augmentation(int pieces, List<Noise> noises) {
        /** Adds no texts. */
        public static final Augmentation NONE = new Augmentation(0, List.of());

        public Augmentation {
            noises = List.copyOf(noises);
            if (pieces < 0) {
                throw new IllegalArgumentException("pieces need 0 sentences or more, not " + pieces);
            }
        }

        /** Returns the texts and the texts derived from them. The same texts give the same result. */
        List<Example> of(List<GoldText> texts) {
            List<Example> all = new ArrayList<>();
            texts.forEach(text -> all.add(new Example(text, 1)));
            for (Noise noise : noises) {
                texts.forEach(text -> all.add(new Example(noise.copy(text, texts, 0), NOISY_WEIGHT)));
            }
            if (pieces > 0) {
                List.copyOf(all)
                        .forEach(example -> example.text
                                .pieces(pieces)
                                .forEach(piece -> all.add(new Example(piece, example.weight))));
            }
            return all;
        }
    }
}
