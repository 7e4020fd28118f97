package dev.tryout.simulation;

import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a policy found and spent, over seeds.
 *
 * @param name as the user named it
 * @param runs one for each seed, in their order
 */
public record PolicyOutcome(String name, Metric metric, int workers, List<SimulatedRun> runs) {
    private static final double LUCKY = 0.1;
    private static final double UNLUCKY = 0.9;
    private static final double MEDIAN = 0.5;

    /**
     * What seeds had in common at a point: a tenth of them had the lucky value or a better one, a tenth the unlucky or a worse one.
     *
     * @param at epochs, or milliseconds of virtual time
     */
    public record Band(double at, double lucky, double median, double unlucky) {}

    public PolicyOutcome {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("an outcome needs a run");
        }
    }

    /** The best value at the end. */
    public Band best() {
        return band(0, SimulatedRun::best);
    }

    /** The median over seeds of a figure, such as {@link SimulatedRun#epochs()}. */
    public double median(ToDoubleFunction<SimulatedRun> figure) {
        return Quantiles.of(runs.stream().mapToDouble(figure).toArray(), MEDIAN);
    }

    /** The share of the workers' time that they trained, 0 to 1. */
    public double utilisation() {
        return median(run -> run.virtualMs() == 0 ? 0 : (double) run.busyMs() / run.virtualMs() / workers);
    }

    /** The epochs that half of the seeds needed to measure the value or a better one; infinite where they never did. */
    public double epochsTo(double value) {
        return halfNeeded(value, SimulatedRun.Improvement::epochs);
    }

    /** The milliseconds of virtual time that half of the seeds needed; infinite where they never got there. */
    public double msTo(double value) {
        return halfNeeded(value, SimulatedRun.Improvement::atMs);
    }

    private double halfNeeded(double value, ToDoubleFunction<SimulatedRun.Improvement> spent) {
        double[] needed = runs.stream()
                .mapToDouble(run -> run.improvements().stream()
                        .filter(improvement -> !metric.isBetter(value, improvement.value()))
                        .findFirst()
                        .map(spent::applyAsDouble)
                        .orElse(Double.POSITIVE_INFINITY))
                .sorted()
                .toArray();
        return needed[(needed.length - 1) / 2];
    }

    /** The best value so far against epochs, up to the longest run. */
    public List<Band> byEpochs(int points) {
        int most = runs.stream().mapToInt(SimulatedRun::epochs).max().orElse(0);
        List<Band> bands = new ArrayList<>();
        int before = 0;
        for (int i = 1; i <= points; i++) {
            int spent = (int) ((long) most * i / points);
            if (spent > before) {
                bands.add(band(spent, run -> run.bestAfterEpochs(spent)));
                before = spent;
            }
        }
        return bands;
    }

    /** The best value so far against virtual time, up to the longest run. */
    public List<Band> byTime(int points) {
        long most = runs.stream().mapToLong(SimulatedRun::virtualMs).max().orElse(0);
        List<Band> bands = new ArrayList<>();
        for (int i = 1; i <= points; i++) {
            long atMs = Math.round((double) most * i / points);
            bands.add(band((double) atMs, run -> run.bestAt(atMs)));
        }
        return bands;
    }

    /** Values are sorted as losses; one that is not finite is the worst there is. */
    private Band band(double at, ToDoubleFunction<SimulatedRun> value) {
        double[] losses = runs.stream()
                .mapToDouble(value)
                .map(v -> Double.isFinite(v) ? metric.loss(v) : Double.POSITIVE_INFINITY)
                .toArray();
        return new Band(at, quantile(losses, LUCKY), quantile(losses, MEDIAN), quantile(losses, UNLUCKY));
    }

    private double quantile(double[] losses, double share) {
        double loss = Quantiles.of(losses, share);
        return metric.goal() == Goal.MAXIMIZE ? -loss : loss;
    }
}
