package duiqi.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Learns the weights of a logistic regression, by Newton's method, and measures probabilities. */
final class Regression {
    private static final int STEPS = 30;

    private Regression() {}

    /** Holds the values of an example, whether it is true, and how much it weighs. */
    record Example(double[] values, boolean isTrue, double weight) {}

    /** Returns the weights of the values, with an L2 penalty. */
    static double[] weights(List<Example> examples, double penalty) {
        int size = examples.get(0).values.length;
        double[] weights = new double[size];
        for (int step = 0; step < STEPS; step++) {
            // The Hessian, and the gradient in the last column
            double[][] system = new double[size][size + 1];
            for (int k = 0; k < size; k++) {
                system[k][k] = penalty;
                system[k][size] = -penalty * weights[k];
            }
            for (Example example : examples) {
                double p = probability(weights, example.values);
                for (int k = 0; k < size; k++) {
                    system[k][size] += example.weight * ((example.isTrue ? 1 : 0) - p) * example.values[k];
                    for (int j = 0; j < size; j++) {
                        system[k][j] += example.weight * p * (1 - p) * example.values[k] * example.values[j];
                    }
                }
            }
            double[] change = solved(system);
            Arrays.setAll(weights, k -> weights[k] + change[k]);
        }
        return weights;
    }

    static double probability(double[] weights, double[] values) {
        return 1
                / (1
                        + Math.exp(-IntStream.range(0, weights.length)
                                .mapToDouble(k -> weights[k] * values[k])
                                .sum()));
    }

    /** Solves a positive definite system of linear equations by Gauss-Jordan elimination. */
    private static double[] solved(double[][] system) {
        int size = system.length;
        for (int k = 0; k < size; k++) {
            for (int row = 0; row < size; row++) {
                double factor = row == k ? 0 : system[row][k] / system[k][k];
                for (int column = k; factor != 0 && column <= size; column++) {
                    system[row][column] -= factor * system[k][column];
                }
            }
        }
        return IntStream.range(0, size)
                .mapToDouble(k -> system[k][size] / system[k][k])
                .toArray();
    }

    /** Returns the probability that a right score is higher than a wrong one; a tie counts half. */
    static double area(double[] right, double[] wrong) {
        double[] sorted = wrong.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double one : right) {
            sum += (place(sorted, one, false) + place(sorted, one, true)) / 2.0;
        }
        return sum / Math.max(1, (double) right.length * wrong.length);
    }

    /** Returns the number of scores below a score, or not above it. */
    private static int place(double[] sorted, double score, boolean isAfterEqual) {
        int from = 0;
        int end = sorted.length;
        while (from < end) {
            int middle = (from + end) >>> 1;
            boolean isBelow = isAfterEqual ? sorted[middle] <= score : sorted[middle] < score;
            from = isBelow ? middle + 1 : from;
            end = isBelow ? end : middle;
        }
        return from;
    }

    /** Compares probabilities with the share that is right, in ten ranges. */
    static final class Calibration {
        private final double[][] bins = new double[10][3];

        void add(double probability, boolean isTrue) {
            double[] bin = bins[(int) Math.min(9, probability * 10)];
            bin[0]++;
            bin[1] += probability;
            bin[2] += isTrue ? 1 : 0;
        }

        void print(Bench bench) {
            for (double[] bin : bins) {
                if (bin[0] > 0) {
                    bench.say("expected %.3f, correct %.3f of %.0f", bin[1] / bin[0], bin[2] / bin[0], bin[0]);
                }
            }
        }
    }
}
