package duiqi.align;

import duiqi.encoder.Encoder;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Learns the weights of the evidence from annotated texts.
 *
 * <p>The gold path of each text shall be as probable as possible among all paths of its lattice: a conditional random field
 * (Lafferty et al. 2001) whose likelihood is climbed by Adam (Kingma and Ba 2015), with a pull towards the weights at the start.
 * Beads of the gold that no path can have (crossing ones, ones with gaps) are left to whatever the model prefers there. The
 * search is trained first, the rescoring then on the lattices that the trained search leaves. Not thread-safe.
 */
public final class Trainer {
    private static final int ITERATIONS = 300;
    private static final int ROUNDS = 2;
    private static final double STEP = 0.03;
    private static final double STEP_DECAY = 0.6;
    private static final int DECAY_EVERY = 100;
    private static final double PULL = 0.5;
    private static final double MOMENTUM = 0.9;
    private static final double SCALE_MOMENTUM = 0.99;

    /** On the way to the gold path a gold bead outweighs every sum of scores. */
    private static final double GOLD_BONUS = 1e4;

    private final Lexicon lexicon;
    private final Augmentation augmentation;
    private final Optional<Encoder> encoder;

    /**
     * @param augmentation what each text is learnt from besides itself
     */
    public Trainer(Lexicon lexicon, Augmentation augmentation) {
        this(lexicon, augmentation, Optional.empty());
    }

    /**
     * @param augmentation what each text is learnt from besides itself
     * @param encoder whose evidence is weighed too, in weights of their own
     */
    public Trainer(Lexicon lexicon, Augmentation augmentation, Optional<Encoder> encoder) {
        this.lexicon = lexicon;
        this.augmentation = augmentation;
        this.encoder = encoder;
    }

    private record Task(Lattice lattice, List<double[]> values, Set<Lattice.Edge> gold) {}

    /** The evidence that is weighed. */
    @FunctionalInterface
    private interface Choice {
        List<Evidence> of(GoldText text, PreparedPair pair, PairScores scores);
    }

    /**
     * Learns from texts.
     *
     * @throws UncheckedIOException what the encoder threw
     */
    public AlignmentWeights train(List<GoldText> texts) {
        List<GoldText> examples = augmentation.of(texts);
        List<PreparedPair> prepared = new ArrayList<>();
        for (GoldText example : examples) {
            prepared.add(PreparedPair.of(
                    lexicon, example.chinese().segments(), example.english().segments()));
        }
        Weights search = AlignmentWeights.initial();
        for (int round = 0; round < ROUNDS; round++) {
            search = learn(examples, prepared, search, (text, pair, scores) -> Evidences.search(pair, scores));
        }
        Weights rescoring =
                learn(examples, prepared, search, (text, pair, scores) -> Evidences.rescoring(pair, scores));
        if (encoder.isEmpty()) {
            return new AlignmentWeights(search, rescoring);
        }
        Weights withEncoder = learn(
                examples,
                prepared,
                search,
                (text, pair, scores) -> Evidences.rescoring(pair, scores, text.vectors(encoder)));
        return new AlignmentWeights(search, rescoring, Optional.of(withEncoder));
    }

    private static Weights learn(List<GoldText> examples, List<PreparedPair> prepared, Weights start, Choice choice) {
        List<Task> tasks = new ArrayList<>();
        List<String> features = List.of();
        for (int k = 0; k < examples.size(); k++) {
            PreparedPair pair = prepared.get(k);
            PairScores scores = pair.scores();
            List<Evidence> evidence = choice.of(examples.get(k), pair, scores);
            features = Scorer.features(evidence);
            tasks.add(task(examples.get(k), Aligner.search(pair, start), new Scorer(evidence, start)));
        }
        return climb(tasks, features, start);
    }

    private static Task task(GoldText example, Lattice lattice, Scorer scorer) {
        List<double[]> values = new ArrayList<>();
        for (Lattice.Edge edge : lattice.edges()) {
            values.add(scorer.measure(edge.i, edge.n, edge.j, edge.m).clone());
        }
        Set<List<List<Integer>>> gold = new HashSet<>();
        example.beads().forEach(bead -> gold.add(List.of(bead.source(), bead.target())));
        List<Lattice.Edge> path = lattice.best(edge -> {
            List<List<Integer>> sides = List.of(Aligner.range(edge.i, edge.n), Aligner.range(edge.j, edge.m));
            return edge.score + (gold.contains(sides) ? GOLD_BONUS : 0);
        });
        return new Task(lattice, values, new HashSet<>(path));
    }

    private static Weights climb(List<Task> tasks, List<String> features, Weights start) {
        int size = features.size();
        double[] origin = features.stream().mapToDouble(start::get).toArray();
        double[] weights = origin.clone();
        double[] mean = new double[size];
        double[] scale = new double[size];
        double step = STEP;
        for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
            double[] slope = new double[size];
            for (Task task : tasks) {
                addSlope(task, weights, slope);
            }
            for (int f = 0; f < size; f++) {
                double g = slope[f] + PULL * (weights[f] - origin[f]);
                mean[f] = MOMENTUM * mean[f] + (1 - MOMENTUM) * g;
                scale[f] = SCALE_MOMENTUM * scale[f] + (1 - SCALE_MOMENTUM) * g * g;
                double m = mean[f] / (1 - Math.pow(MOMENTUM, iteration));
                double v = scale[f] / (1 - Math.pow(SCALE_MOMENTUM, iteration));
                weights[f] -= step * m / (Math.sqrt(v) + 1e-6);
            }
            if (iteration % DECAY_EVERY == 0) {
                step *= STEP_DECAY;
            }
        }
        Map<String, Double> learnt = new LinkedHashMap<>();
        for (int f = 0; f < size; f++) {
            learnt.put(features.get(f), weights[f]);
        }
        return new Weights(learnt);
    }

    /** The slope of the negative log-likelihood: expected minus observed values of each feature. */
    private static void addSlope(Task task, double[] weights, double[] slope) {
        List<Lattice.Edge> edges = task.lattice().edges();
        for (int k = 0; k < edges.size(); k++) {
            double score = 0;
            double[] values = task.values().get(k);
            for (int f = 0; f < weights.length; f++) {
                score += weights[f] * values[f];
            }
            edges.get(k).score = score;
        }
        task.lattice().computePosteriors();
        for (int k = 0; k < edges.size(); k++) {
            Lattice.Edge edge = edges.get(k);
            double excess = edge.posterior - (task.gold().contains(edge) ? 1 : 0);
            if (Math.abs(excess) > 1e-9) {
                double[] values = task.values().get(k);
                for (int f = 0; f < slope.length; f++) {
                    slope[f] += excess * values[f];
                }
            }
        }
    }
}
