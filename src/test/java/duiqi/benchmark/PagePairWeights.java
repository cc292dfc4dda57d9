package duiqi.benchmark;

import duiqi.corpus.crawl.PagePairing.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Learns the weights of the evidence for pairs of pages: a logistic regression with a small L2 penalty, by Newton's
 * method. Each site has the same total weight to the power of one half, so that a large site does not decide.
 */
final class PagePairWeights {
    private static final double PENALTY = 0.5;
    private static final int STEPS = 15;
    private static final int FOLDS = 5;

    private final List<Example> examples;
    private final Map<String, Long> sizes;

    /** Holds a candidate of a site, with the values of its evidence, and whether the pages are translations. */
    record Example(String site, double[] values, boolean isTrue) {}

    PagePairWeights(List<Example> examples) {
        this.examples = examples;
        sizes = examples.stream().collect(Collectors.groupingBy(Example::site, Collectors.counting()));
    }

    /** Prints the weights of all sites, and the calibration of weights that were learned on other sites. */
    void print() {
        List<String> sites = sizes.keySet().stream().sorted().toList();
        double[][] bins = new double[10][3];
        double loss = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Example> others = new ArrayList<>();
            List<Example> held = new ArrayList<>();
            for (Example example : examples) {
                (sites.indexOf(example.site) % FOLDS == fold ? held : others).add(example);
            }
            double[] weights = learn(others);
            for (Example example : held) {
                double p = probability(weights, example.values);
                double[] bin = bins[(int) Math.min(9, p * 10)];
                bin[0]++;
                bin[1] += p;
                bin[2] += example.isTrue ? 1 : 0;
                loss -= Math.log(Math.max(1e-9, example.isTrue ? p : 1 - p));
            }
        }
        System.out.printf(Locale.ROOT, "%d candidates, log loss %.4f%n", examples.size(), loss / examples.size());
        for (double[] bin : bins) {
            System.out.printf(
                    Locale.ROOT,
                    "expected %.3f, correct %.3f of %.0f%n",
                    bin[1] / Math.max(1, bin[0]),
                    bin[2] / Math.max(1, bin[0]),
                    bin[0]);
        }
        double[] weights = learn(examples);
        for (Evidence evidence : Evidence.values()) {
            System.out.printf(Locale.ROOT, "%s(%.2f),%n", evidence, weights[evidence.index()]);
        }
    }

    private static double probability(double[] weights, double[] values) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * values[k];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private double[] learn(List<Example> training) {
        int n = Evidence.values().length;
        double[] weights = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double[][] system = new double[n][n + 1];
            for (int k = 0; k < n; k++) {
                system[k][k] = PENALTY;
                system[k][n] = -PENALTY * weights[k];
            }
            for (Example example : training) {
                double p = probability(weights, example.values);
                double importance = 10 / Math.sqrt(sizes.getOrDefault(example.site, 1L));
                for (int k = 0; k < n; k++) {
                    system[k][n] += importance * ((example.isTrue ? 1 : 0) - p) * example.values[k];
                    for (int j = 0; j < n; j++) {
                        system[k][j] += importance * p * (1 - p) * example.values[k] * example.values[j];
                    }
                }
            }
            double[] change = solved(system);
            for (int k = 0; k < n; k++) {
                weights[k] += change[k];
            }
        }
        return weights;
    }

    /** Solves a positive definite system of linear equations by Gauss-Jordan elimination. */
    private static double[] solved(double[][] system) {
        int n = system.length;
        for (int k = 0; k < n; k++) {
            for (int row = 0; row < n; row++) {
                double factor = row == k ? 0 : system[row][k] / system[k][k];
                for (int column = k; factor != 0 && column <= n; column++) {
                    system[row][column] -= factor * system[k][column];
                }
            }
        }
        double[] solution = new double[n];
        for (int k = 0; k < n; k++) {
            solution[k] = system[k][n] / system[k][k];
        }
        return solution;
    }
}
