package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Specifications and an objective to test with. */
final class Studies {
    static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);

    static final SearchSpace SPACE = new SearchSpace(
            List.of(
                    new Parameter("epochs", new IntDomain(2, 5, Scale.LINEAR), null),
                    new Parameter("learning_rate", new FloatDomain(1e-5, 1e-2, Scale.LOG), null),
                    new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd")), null),
                    new Parameter("nesterov", new CategoricalDomain(List.of(true, false)), null),
                    new Parameter("batch_size", new CategoricalDomain(List.of(16, 32, 64)), null),
                    new Parameter(
                            "momentum",
                            new FloatDomain(0.8, 0.99, Scale.LINEAR),
                            new Condition(Map.of("optimizer", List.of("sgd"))))),
            List.of(Constraint.parse("epochs <= 4 or batch_size <= 32")));

    /** Six configurations. */
    static final SearchSpace SMALL = new SearchSpace(
            List.of(
                    new Parameter("epochs", new IntDomain(1, 3, Scale.LINEAR), null),
                    new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd")), null)),
            List.of());

    /** One of every type and kind, each quick to decide. */
    static final List<SchedulerSpec> SCHEDULERS = List.of(
            new SchedulerSpec.None(),
            new SchedulerSpec.Median(1, 1),
            new SchedulerSpec.Percentile(30, 1, 1),
            new SchedulerSpec.Threshold(0.3, 2),
            new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION),
            new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.STOPPING),
            new SchedulerSpec.Hyperband(1, 2, SchedulerSpec.Kind.PROMOTION),
            new SchedulerSpec.Hyperband(1, 2, SchedulerSpec.Kind.STOPPING));

    private Studies() {}

    static StudySpec spec(SearchSpace space, Budget budget) {
        return spec(space, budget, Method.RANDOM, new SchedulerSpec.None(), null);
    }

    static StudySpec spec(
            SearchSpace space,
            Budget budget,
            Method method,
            SchedulerSpec scheduler,
            @Nullable EarlyStopping earlyStopping) {
        return new StudySpec("words", 42, ACCURACY, method, scheduler, earlyStopping, budget, space);
    }

    static Budget trials(int trials) {
        return new Budget(trials, null, null);
    }

    /** What an objective without randomness reports: better with every epoch, and best at a rate of 1e-3. */
    static Measurement measure(Configuration configuration, int epoch) {
        double distance = Math.abs(Math.log10(configuration.number("learning_rate", 1e-3)) + 3);
        double accuracy = 0.9 - 0.2 * distance - 0.3 / (epoch + configuration.number("momentum", 0));
        return new Measurement(epoch, Map.of("accuracy", accuracy), 1);
    }
}
