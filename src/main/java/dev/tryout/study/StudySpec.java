package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for and how. What a trial runs is not part of it.
 *
 * @param name also the name of the study's folder and report
 * @param seed of all randomness
 * @param earlyStopping or null where a trial may train all its epochs
 * @param space holds the parameter {@code epochs}, fixed or searched
 */
public record StudySpec(
        String name,
        long seed,
        Metric metric,
        Method method,
        SchedulerSpec scheduler,
        @Nullable EarlyStopping earlyStopping,
        Budget budget,
        SearchSpace space) {
    /** The parameter that says how long a trial trains. */
    public static final String EPOCHS = "epochs";

    public StudySpec {
        if (space.parameter(EPOCHS).isEmpty()) {
            throw new IllegalArgumentException("the space needs the parameter '" + EPOCHS + "', fixed or a range");
        }
    }
}
