package duiqi.align.gold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the minimum of a smooth convex function by L-BFGS (Liu and Nocedal 1989) with a backtracking line search.
 * The same function gives the same result. Not thread-safe.
 */
public final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int ITERATIONS = 150;

    /** Relative gain of a step below which the search ends. */
    private static final double TOLERANCE = 1e-6;

    /** Share of the gain predicted by the gradient that a step must reach (Armijo 1966). */
    private static final double SUFFICIENT = 1e-4;

    private static final int MAX_HALVINGS = 30;

    /** Computes a function and its gradient. */
    public interface Function {
        /**
         * Returns the value at {@code x}.
         *
         * @param slope receives the gradient at {@code x}; initially 0
         */
        double evaluate(double[] x, double[] slope);
    }

    /**
     * Holds a step and the change of the gradient along it.
     *
     * @param moved the step
     * @param turned the change of the gradient
     */
    private record Step(double[] moved, double[] turned) {}

    private final Function function;
    private final Deque<Step> steps = new ArrayDeque<>();

    public Lbfgs(Function function) {
        this.function = function;
    }

    /** Returns the position of the minimum. The search begins at {@code start}. */
    public double[] minimise(double[] start) {
        double[] x = start.clone();
        double[] slope = new double[x.length];
        double value = function.evaluate(x, slope);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] direction = direction(slope);
            double promise = dot(direction, slope);
            double length = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
            double[] next = x;
            double[] nextSlope = slope;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                next = plus(x, direction, length);
                nextSlope = new double[x.length];
                nextValue = function.evaluate(next, nextSlope);
                if (nextValue <= value + SUFFICIENT * length * promise) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                if (steps.isEmpty()) {
                    return x;
                }
                // The curvature of the last steps is wrong here; continue along the gradient.
                steps.clear();
                continue;
            }
            remember(new Step(plus(next, x, -1), plus(nextSlope, slope, -1)));
            boolean settled = value - nextValue < TOLERANCE * Math.abs(value);
            x = next;
            slope = nextSlope;
            value = nextValue;
            if (settled) {
                return x;
            }
        }
        return x;
    }

    private void remember(Step step) {
        if (dot(step.moved, step.turned) > 0) {
            steps.addLast(step);
            if (steps.size() > MEMORY) {
                steps.removeFirst();
            }
        }
    }

    /** Returns the direction of descent with the curvature of the last steps: the two-loop recursion. */
    private double[] direction(double[] slope) {
        double[] direction = slope.clone();
        double[] shares = new double[steps.size()];
        int k = steps.size();
        for (Iterator<Step> latest = steps.descendingIterator(); latest.hasNext(); ) {
            Step step = latest.next();
            shares[--k] = dot(step.moved, direction) / dot(step.moved, step.turned);
            direction = plus(direction, step.turned, -shares[k]);
        }
        if (!steps.isEmpty()) {
            Step last = steps.getLast();
            direction = plus(
                    new double[slope.length], direction, dot(last.moved, last.turned) / dot(last.turned, last.turned));
        }
        for (Step step : steps) {
            double back = dot(step.turned, direction) / dot(step.moved, step.turned);
            direction = plus(direction, step.moved, shares[k++] - back);
        }
        return plus(new double[slope.length], direction, -1);
    }

    private static double[] plus(double[] a, double[] b, double factor) {
        double[] sum = new double[a.length];
        for (int f = 0; f < sum.length; f++) {
            sum[f] = a[f] + factor * b[f];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int f = 0; f < a.length; f++) {
            dot += a[f] * b[f];
        }
        return dot;
    }
}
