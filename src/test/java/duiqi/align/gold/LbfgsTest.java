package duiqi.align.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    @Test
    void minimisesRosenbrocksFunction() {
        double[] bottom = {3, -1, 0.5};
        double[] steepness = {1, 1000, 0.1};
        double[] found = new Lbfgs((x, slope) -> {
                    double value = 1;
                    for (int f = 0; f < x.length; f++) {
                        double away = x[f] - bottom[f];
                        value += steepness[f] * away * away;
                        slope[f] += 2 * steepness[f] * away;
                    }
                    return value;
                })
                .minimise(new double[3]);
        for (int f = 0; f < bottom.length; f++) {
            assertThat(found[f]).isCloseTo(bottom[f], within(0.05));
        }
    }

    /** Checks the line search: the curvature of the logistic loss decreases, so computed steps may be too long. */
    @Test
    void minimisesALogisticLoss() {
        double[] found = new Lbfgs((x, slope) -> {
                    slope[0] += 0.9 / (1 + Math.exp(-x[0])) - 0.1 / (1 + Math.exp(x[0]));
                    return 0.9 * Math.log1p(Math.exp(x[0])) + 0.1 * Math.log1p(Math.exp(-x[0]));
                })
                .minimise(new double[] {20});
        assertThat(found[0]).isCloseTo(Math.log(0.1 / 0.9), within(0.01));
    }
}
