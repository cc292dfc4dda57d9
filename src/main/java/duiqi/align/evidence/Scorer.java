package duiqi.align.evidence;

import duiqi.align.AlignmentWeights;
import duiqi.align.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes the score of a bead: the weighted sum of the features of all evidence. Not thread-safe. */
public final class Scorer {
    private final List<Evidence> evidence;

    /** By kind of evidence: index of its first value. */
    private final int[] starts;

    private final double[] weights;
    private final double[] values;

    public Scorer(List<Evidence> evidence, AlignmentWeights.Weights weights) {
        this.evidence = List.copyOf(evidence);
        List<String> features = features(evidence);
        this.weights = features.stream().mapToDouble(weights::get).toArray();
        values = new double[features.size()];
        starts = new int[evidence.size()];
        for (int k = 1; k < starts.length; k++) {
            starts[k] = starts[k - 1] + evidence.get(k - 1).features().size();
        }
    }

    /** Returns the names of all features in the order of their values. */
    public static List<String> features(List<Evidence> evidence) {
        List<String> features = new ArrayList<>();
        evidence.forEach(e -> features.addAll(e.features()));
        return features;
    }

    /** Returns the values of all features of a bead, in an array that the next call overwrites. */
    public double[] measure(int i, int n, int j, int m) {
        Arrays.fill(values, 0);
        for (int k = 0; k < starts.length; k++) {
            evidence.get(k).measure(i, n, j, m, values, starts[k]);
        }
        return values;
    }

    /** Returns the amount that each feature adds to the score of a bead, in the order of the features. */
    List<Explanation.Share> shares(int i, int n, int j, int m) {
        double[] measured = measure(i, n, j, m);
        List<String> features = features(evidence);
        List<Explanation.Share> shares = new ArrayList<>();
        for (int f = 0; f < weights.length; f++) {
            shares.add(new Explanation.Share(features.get(f), weights[f] * measured[f]));
        }
        return shares;
    }

    /** Returns the logarithm of the probability of the bead, up to a constant of the whole path; higher is better. */
    public double score(int i, int n, int j, int m) {
        double[] measured = measure(i, n, j, m);
        double score = 0;
        for (int f = 0; f < weights.length; f++) {
            score += weights[f] * measured[f];
        }
        return score;
    }
}
