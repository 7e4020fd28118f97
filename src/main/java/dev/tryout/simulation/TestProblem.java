package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A function to measure searches with. Its metric is {@link #VALUE}, to be minimised; an epoch takes a second.
 *
 * @param space its parameter {@code epochs} says how many epochs a full training has
 * @param noise standard deviation of what is measured around the true value
 * @param best the least true value there is at the last epoch
 * @param median of the true values of random configurations at the last epoch
 */
public record TestProblem(
        String name, SearchSpace space, int epochs, Curve curve, double noise, double best, double median)
        implements SimulatedObjective {
    public static final Metric VALUE = new Metric("value", Goal.MINIMIZE);

    private static final double REGRET_OF_NAN = 2;

    /** The true value after an epoch, counted from 1; NaN where the training has diverged. */
    public interface Curve {
        double value(Configuration configuration, int epoch);
    }

    @Override
    public Measurement measure(Configuration configuration, int epoch, long seed) {
        double value = curve.value(configuration, epoch);
        if (noise > 0) {
            value += noise * new SplittableRandom(seed * 31 + epoch).nextGaussian();
        }
        return new Measurement(epoch, Map.of(VALUE.name(), value), 1);
    }

    /** The true value at the last epoch; NaN where the training has diverged before. */
    public double truth(Configuration configuration) {
        return curve.value(configuration, epochs);
    }

    /** 0 for the best configuration there is, 1 for a random one, in the middle; 2 for one whose training ends as NaN. */
    public double regret(Configuration configuration) {
        double truth = truth(configuration);
        return Double.isNaN(truth) ? REGRET_OF_NAN : (truth - best) / (median - best);
    }
}
