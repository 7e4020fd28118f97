package dev.tryout.simulation;

import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy found and spent with one seed.
 *
 * @param trials how many began
 * @param epochs how many were trained
 * @param virtualMs how long it took
 * @param busyMs how long workers were busy, all of them together
 * @param improvements each time a better value of the study's metric was measured than all before, in order
 * @param front with several metrics, the trials that none dominates at the end
 */
public record SimulatedRun(
        long seed,
        int trials,
        int epochs,
        long virtualMs,
        long busyMs,
        List<Improvement> improvements,
        List<FrontMember> front) {
    /**
     * A value better than all before.
     *
     * @param epochs trained up to then, all trials together
     * @param atMs virtual time
     */
    public record Improvement(int epochs, long atMs, double value) {}

    public SimulatedRun {
        improvements = List.copyOf(improvements);
        front = List.copyOf(front);
    }

    /** What a simulated study comes down to. */
    public static SimulatedRun of(SimulatedStudy study) {
        Metric metric = study.view().spec().metric();
        List<Improvement> improvements = new ArrayList<>();
        double best = Double.NaN;
        for (int i = 0; i < study.reports().size(); i++) {
            SimulatedStudy.Report report = study.reports().get(i);
            double value = report.measurement().value(metric);
            if (metric.isBetter(value, best)) {
                best = value;
                improvements.add(new Improvement(i + 1, report.atMs(), value));
            }
        }
        return new SimulatedRun(
                study.view().spec().seed(),
                study.view().trials().size(),
                study.reports().size(),
                study.virtualMs(),
                study.busyMs(),
                improvements,
                FrontMember.of(study.view()));
    }

    /** The best value at the end, NaN where nothing finite was measured. */
    public double best() {
        return improvements.isEmpty()
                ? Double.NaN
                : improvements.get(improvements.size() - 1).value();
    }

    /** The best value after so many epochs, NaN before the first. */
    public double bestAfterEpochs(int spent) {
        double best = Double.NaN;
        for (Improvement improvement : improvements) {
            if (improvement.epochs() > spent) {
                break;
            }
            best = improvement.value();
        }
        return best;
    }

    /** The best value at a time, NaN before the first. */
    public double bestAt(long ms) {
        double best = Double.NaN;
        for (Improvement improvement : improvements) {
            if (improvement.atMs() > ms) {
                break;
            }
            best = improvement.value();
        }
        return best;
    }
}
