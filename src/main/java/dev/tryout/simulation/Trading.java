package dev.tryout.simulation;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Pareto;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How good the fronts of runs are in comparison: what share of a rectangle a front dominates. The rectangle's corners are the best and
 * the worst values of two metrics on any front that is compared, so that its share is 1 where one trial is best in both.
 */
final class Trading {
    private final List<Metric> metrics;
    private final double[] best;
    private final double[] worst;

    /**
     * A comparison.
     *
     * @param metrics two
     * @param runs all that are compared
     */
    Trading(List<Metric> metrics, List<SimulatedRun> runs) {
        this.metrics = metrics;
        this.best = new double[metrics.size()];
        this.worst = new double[metrics.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (SimulatedRun run : runs) {
            for (FrontMember member : run.front()) {
                double[] losses = member.losses(metrics);
                for (int m = 0; m < losses.length; m++) {
                    best[m] = Math.min(best[m], losses[m]);
                    worst[m] = Math.max(worst[m], losses[m]);
                }
            }
        }
    }

    /** The median over a policy's runs; empty where all fronts agree in a metric, or there are none. */
    OptionalDouble covered(PolicyOutcome outcome) {
        double area = (worst[0] - best[0]) * (worst[1] - best[1]);
        return area > 0 && Double.isFinite(area)
                ? OptionalDouble.of(outcome.median(run -> volume(run) / area))
                : OptionalDouble.empty();
    }

    private double volume(SimulatedRun run) {
        return Pareto.hypervolume(
                run.front().stream().map(member -> member.losses(metrics)).toList(), worst);
    }
}
