package duiqi.align.evidence;

import duiqi.align.AlignmentWeights;
import duiqi.align.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes the score of a bead: the weighted sum of the features of all evidence. Not thread-safe. */
public final class Scorer {
    /** Largest number of segments of a side for which the evidence of the type is kept. */
    private static final int MAX_SIDE = 10;

    private final Evidence[] evidence;

    /** By kind of evidence: index of its first value. */
    private final int[] starts;

    private final double[] weights;
    private final double[] values;

    /** By kind of evidence: whether all its values are 0 for these texts. */
    private final boolean[] isSilent;

    /** Number of kinds of evidence at the start of the list that depend on the type of the bead only. */
    private final int kindsByType;

    /** By number of Chinese and English segments: sum of the evidence of the type, or NaN if it is not computed yet. */
    private final double[][] typeScores = new double[MAX_SIDE + 1][MAX_SIDE + 1];

    public Scorer(List<Evidence> evidence, AlignmentWeights.Weights weights) {
        this.evidence = evidence.toArray(Evidence[]::new);
        List<String> features = features(evidence);
        this.weights = features.stream().mapToDouble(weights::get).toArray();
        values = new double[features.size()];
        starts = new int[evidence.size() + 1];
        isSilent = new boolean[evidence.size()];
        for (int k = 1; k < starts.length; k++) {
            starts[k] = starts[k - 1] + evidence.get(k - 1).features().size();
            isSilent[k - 1] = evidence.get(k - 1).isSilent();
        }
        int byType = 0;
        while (byType < evidence.size() && evidence.get(byType).dependsOnType()) {
            byType++;
        }
        kindsByType = byType;
        for (double[] row : typeScores) {
            Arrays.fill(row, Double.NaN);
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
        measure(0, evidence.length, i, n, j, m);
        return values;
    }

    private void measure(int fromKind, int endKind, int i, int n, int j, int m) {
        for (int k = fromKind; k < endKind; k++) {
            evidence[k].measure(i, n, j, m, values, starts[k]);
        }
    }

    /** Returns the amount that each feature adds to the score of a bead, in the order of the features. */
    List<Explanation.Share> shares(int i, int n, int j, int m) {
        double[] measured = measure(i, n, j, m);
        List<String> features = features(Arrays.asList(evidence));
        List<Explanation.Share> shares = new ArrayList<>();
        for (int f = 0; f < weights.length; f++) {
            shares.add(new Explanation.Share(features.get(f), weights[f] * measured[f]));
        }
        return shares;
    }

    /** Returns the logarithm of the probability of the bead, up to a constant of the whole path; higher is better. */
    public double score(int i, int n, int j, int m) {
        double score = typeScore(i, n, j, m);
        for (int k = kindsByType; k < evidence.length; k++) {
            if (isSilent[k]) {
                continue;
            }
            int first = starts[k];
            int end = starts[k + 1];
            for (int f = first; f < end; f++) {
                values[f] = 0;
            }
            evidence[k].measure(i, n, j, m, values, first);
            for (int f = first; f < end; f++) {
                score += weights[f] * values[f];
            }
        }
        return score;
    }

    /** Returns the weighted sum of the evidence that depends on the type only. A search asks for it millions of times. */
    private double typeScore(int i, int n, int j, int m) {
        boolean isKept = n <= MAX_SIDE && m <= MAX_SIDE;
        if (isKept && !Double.isNaN(typeScores[n][m])) {
            return typeScores[n][m];
        }
        int end = starts[kindsByType];
        Arrays.fill(values, 0, end, 0);
        measure(0, kindsByType, i, n, j, m);
        double score = 0;
        for (int f = 0; f < end; f++) {
            score += weights[f] * values[f];
        }
        if (isKept) {
            typeScores[n][m] = score;
        }
        return score;
    }
}
