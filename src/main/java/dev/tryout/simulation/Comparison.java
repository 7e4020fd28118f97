package dev.tryout.simulation;

import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Several policies on the same study.
 *
 * @param name of the study or objective
 * @param metrics the study's own, and those that it is traded against
 * @param outcomes in the order the policies were named
 */
public record Comparison(String name, List<Metric> metrics, int workers, List<PolicyOutcome> outcomes) {
    /** A policy and what to call it. */
    public record Contender(String name, Policy policy) {}

    public Comparison {
        metrics = List.copyOf(metrics);
        outcomes = List.copyOf(outcomes);
    }

    /** The study's metric. */
    public Metric metric() {
        return metrics.get(0);
    }

    /**
     * Simulates the study with each policy in its policy's place.
     *
     * @param seeds how many runs a policy has; the first with the study's seed, each other with the next
     * @param progress told of each policy before its runs
     */
    public static Comparison run(
            StudySpec study,
            SimulatedObjective objective,
            List<Contender> contenders,
            int workers,
            int seeds,
            Consumer<String> progress) {
        List<PolicyOutcome> outcomes = contenders.stream()
                .map(contender -> {
                    progress.accept(contender.name());
                    List<SimulatedRun> runs = IntStream.range(0, seeds)
                            .parallel()
                            .mapToObj(i -> SimulatedRun.of(Simulator.run(
                                    with(study, contender.policy(), study.seed() + i), objective, workers)))
                            .toList();
                    return new PolicyOutcome(contender.name(), study.metric(), workers, runs);
                })
                .toList();
        return new Comparison(study.name(), study.objectives(), workers, outcomes);
    }

    private static StudySpec with(StudySpec study, Policy policy, long seed) {
        return new StudySpec(
                study.name(),
                seed,
                study.metric(),
                study.criteria(),
                policy.method(),
                policy.scheduler(),
                study.earlyStopping(),
                study.budget(),
                study.space(),
                study.knowledge());
    }

    /**
     * The share of what can be had of two metrics that a policy's fronts cover, 0 to 1, in the median over its seeds; empty with
     * another number of metrics.
     */
    public OptionalDouble covered(PolicyOutcome outcome) {
        List<SimulatedRun> all =
                outcomes.stream().flatMap(each -> each.runs().stream()).toList();
        return metrics.size() == 2 ? new Trading(metrics, all).covered(outcome) : OptionalDouble.empty();
    }

    /** The best value that every policy reached with half of its seeds: what each paid for it can be compared. */
    public double reachedByAll() {
        double sign = metric().goal() == Goal.MAXIMIZE ? -1 : 1;
        return sign
                * outcomes.stream()
                        .mapToDouble(outcome -> metric().loss(outcome.best().median()))
                        .max()
                        .orElseThrow();
    }
}
