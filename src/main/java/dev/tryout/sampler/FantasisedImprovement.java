package dev.tryout.sampler;

import dev.tryout.surrogate.Fantasies;
import dev.tryout.surrogate.LogImprovement;
import java.util.Arrays;

/**
 * The logarithm of the expected improvement on what running trials may already have found: averaged over what their values may be,
 * each time on the lowest of these and of the values known. This is the expected improvement of a batch whose other points are
 * given, by Monte Carlo (Wilson et al. 2018, "Maximizing acquisition functions for Bayesian optimization", section 3), with the
 * integral over the point's own value in closed form.
 */
final class FantasisedImprovement implements Acquisition {
    private final Fantasies fantasies;
    private final double[] targets;

    /** @param target the lowest loss that the model believes to have been reached by trials with a value */
    FantasisedImprovement(Fantasies fantasies, double target) {
        this.fantasies = fantasies;
        this.targets = new double[fantasies.count()];
        for (int s = 0; s < targets.length; s++) {
            targets[s] = Math.min(target, fantasies.lowest(s)) - LogExpectedImprovement.LEAST_IMPROVEMENT;
        }
    }

    @Override
    public double at(double[] point) {
        Fantasies.View view = fantasies.at(point);
        double[] values = new double[targets.length];
        for (int s = 0; s < values.length; s++) {
            values[s] = LogImprovement.at((targets[s] - view.mean(s)) / view.deviation())
                    .value();
        }
        double largest = Arrays.stream(values).max().orElseThrow();
        return StrictMath.log(view.deviation()) + largest + StrictMath.log(shares(values, largest) / values.length);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        Fantasies.View view = fantasies.withGradientAt(point);
        double deviation = view.deviation();
        double[] values = new double[targets.length];
        double[] slopes = new double[targets.length];
        for (int s = 0; s < values.length; s++) {
            LogImprovement improvement = LogImprovement.at((targets[s] - view.mean(s)) / deviation);
            values[s] = improvement.value();
            slopes[s] = improvement.slope();
        }
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = shares(values, largest);
        double[] byMeans = new double[targets.length];
        double byDeviation = 1 / deviation;
        for (int s = 0; s < byMeans.length; s++) {
            byMeans[s] = -values[s] / sum * slopes[s] / deviation;
            byDeviation += byMeans[s] * (targets[s] - view.mean(s)) / deviation;
        }
        view.gradient(byMeans, byDeviation, gradient);
        return StrictMath.log(deviation) + largest + StrictMath.log(sum / targets.length);
    }

    /** Replaces logarithms by what they stand for, as shares of the largest; their sum. */
    private static double shares(double[] values, double largest) {
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            values[s] = StrictMath.exp(values[s] - largest);
            sum += values[s];
        }
        return sum;
    }
}
