package dev.tryout.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for and how. What a trial runs is not part of it.
 *
 * @param name also the name of the study's folder and report
 * @param seed of all randomness
 * @param metric what trials are judged by at each epoch
 * @param criteria what the champion is chosen by: the metric, and in a multi-objective study the metrics that it is traded
 *     against; in a journal that has none, the metric alone
 * @param earlyStopping or null where a trial may train all its epochs
 * @param space holds the parameter {@code epochs}, fixed or searched
 * @param knowledge what is known beforehand; null in journals from before there was any
 * @param finalists how the best trials are trained again with other seeds, or null where they are not
 * @param needs what it asks of its workers; null in journals from before it could ask
 */
public record StudySpec(
        String name,
        long seed,
        Metric metric,
        List<Criterion> criteria,
        Method method,
        SchedulerSpec scheduler,
        @Nullable EarlyStopping earlyStopping,
        Budget budget,
        SearchSpace space,
        Knowledge knowledge,
        @Nullable Finalists finalists,
        WorkerNeeds needs) {
    /** The parameter that says how long a trial trains. */
    public static final String EPOCHS = "epochs";

    @JsonCreator
    public StudySpec {
        criteria = List.copyOf(Objects.requireNonNullElse(criteria, Criterion.alone(metric)));
        knowledge = Objects.requireNonNullElse(knowledge, Knowledge.NONE);
        needs = Objects.requireNonNullElse(needs, WorkerNeeds.NONE);
        if (!criteria.get(0).metric().equals(metric)) {
            throw new IllegalArgumentException("the first criterion must be " + metric.name());
        }
        if (finalists != null && criteria.size() > 1) {
            throw new IllegalArgumentException("finalists need a study with one metric");
        }
        if (space.parameter(EPOCHS).isEmpty()) {
            throw new IllegalArgumentException("the space needs the parameter '" + EPOCHS + "', fixed or a range");
        }
    }

    /** A study with one metric, about which nothing is known beforehand. */
    public StudySpec(
            String name,
            long seed,
            Metric metric,
            Method method,
            SchedulerSpec scheduler,
            @Nullable EarlyStopping earlyStopping,
            Budget budget,
            SearchSpace space) {
        this(
                name,
                seed,
                metric,
                Criterion.alone(metric),
                method,
                scheduler,
                earlyStopping,
                budget,
                space,
                Knowledge.NONE,
                null,
                WorkerNeeds.NONE);
    }

    /** A study without finalists, on any worker. */
    public StudySpec(
            String name,
            long seed,
            Metric metric,
            List<Criterion> criteria,
            Method method,
            SchedulerSpec scheduler,
            @Nullable EarlyStopping earlyStopping,
            Budget budget,
            SearchSpace space,
            Knowledge knowledge) {
        this(
                name,
                seed,
                metric,
                criteria,
                method,
                scheduler,
                earlyStopping,
                budget,
                space,
                knowledge,
                null,
                WorkerNeeds.NONE);
    }

    /** The same study with other knowledge. */
    public StudySpec with(Knowledge other) {
        return copy(criteria, budget, space, other, finalists, needs);
    }

    /** The same study with its champion chosen by other criteria, the first one's metric the study's own. */
    public StudySpec withCriteria(List<Criterion> other) {
        return copy(other, budget, space, knowledge, finalists, needs);
    }

    /** The same study with finalists, or without where null. */
    public StudySpec withFinalists(@Nullable Finalists other) {
        return copy(criteria, budget, space, knowledge, other, needs);
    }

    /** The same study on other workers. */
    public StudySpec with(WorkerNeeds other) {
        return copy(criteria, budget, space, knowledge, finalists, other);
    }

    /** The same study with another budget and other values of its parameters. */
    public StudySpec with(Budget otherBudget, SearchSpace otherSpace) {
        return copy(criteria, otherBudget, otherSpace, knowledge, finalists, needs);
    }

    /** With what a study may change; the rest is what it was. */
    private StudySpec copy(
            List<Criterion> otherCriteria,
            Budget otherBudget,
            SearchSpace otherSpace,
            Knowledge otherKnowledge,
            @Nullable Finalists otherFinalists,
            WorkerNeeds otherNeeds) {
        return new StudySpec(
                name,
                seed,
                metric,
                otherCriteria,
                method,
                scheduler,
                earlyStopping,
                otherBudget,
                otherSpace,
                otherKnowledge,
                otherFinalists,
                otherNeeds);
    }

    /** The criteria's metrics, in order. */
    @JsonIgnore
    public List<Metric> objectives() {
        return criteria.stream().map(Criterion::metric).toList();
    }
}
