package dev.tryout.report;

import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Champion;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.trial.PrefixUse;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All but the trials, as the JSON report has it. */
final class JsonStudy {
    private JsonStudy() {}

    static Map<String, @Nullable Object> study(ReportModel model) {
        StudyView study = model.study();
        StudySpec spec = study.spec();
        Budget budget = spec.budget();
        EarlyStopping early = spec.earlyStopping();
        return Fields.of("name", spec.name())
                .and("seed", spec.seed())
                .and("metric", spec.metric().name())
                .and("goal", lower(spec.metric().goal()))
                .and(
                        "objectives",
                        spec.objectives().stream()
                                .map(metric -> Fields.of("metric", metric.name())
                                        .and("goal", lower(metric.goal()))
                                        .map())
                                .toList())
                .and("method", spec.method().spelling())
                .and("scheduler", spec.scheduler())
                .and(
                        "early_stopping",
                        early == null
                                ? null
                                : Fields.of("patience", early.patience())
                                        .and("min_delta", early.minDelta())
                                        .map())
                .and(
                        "finalists",
                        spec.finalists() == null
                                ? null
                                : Fields.of("count", spec.finalists().count())
                                        .and("seeds", spec.finalists().seeds())
                                        .map())
                .and(
                        "budget",
                        Fields.of("trials", budget.trials())
                                .and("time_ms", budget.timeMs())
                                .and("epochs", budget.epochs())
                                .map())
                .and(
                        "edits",
                        study.edits().stream()
                                .map(edit -> Fields.of("at_ms", edit.atMs())
                                        .and("changes", edit.changes())
                                        .map())
                                .toList())
                .and("phase", lower(study.phase()))
                .and("phase_reason", study.phaseReason())
                .and("created_ms", study.created().atMs())
                .and("last_change_ms", study.lastEventMs())
                .and("data_fingerprint", study.created().dataFingerprint())
                .and("validation_examples", model.context().validationExamples())
                .map();
    }

    static List<Map<String, @Nullable Object>> parameters(SearchSpace space) {
        return space.parameters().stream().map(JsonStudy::parameter).toList();
    }

    private static Map<String, @Nullable Object> parameter(Parameter parameter) {
        Fields fields = Fields.of("name", parameter.name());
        Domain domain = parameter.domain();
        if (domain instanceof FloatDomain d) {
            range(fields, "float", d.min(), d.max(), d.scale());
        } else if (domain instanceof IntDomain d) {
            range(fields, "int", d.min(), d.max(), d.scale());
        } else if (domain instanceof CategoricalDomain d) {
            fields.and("type", "categorical").and("values", d.values());
        } else if (domain instanceof FixedDomain d) {
            fields.and("type", "fixed").and("value", d.value());
        }
        return fields.and(
                        "when",
                        parameter
                                .condition()
                                .map(condition -> condition.anyOf())
                                .orElse(null))
                .map();
    }

    private static void range(Fields fields, String type, Number min, Number max, Scale scale) {
        fields.and("type", type).and("min", min).and("max", max).and("scale", lower(scale));
    }

    static Map<String, @Nullable Object> spent(ReportModel model) {
        Map<TrialState, Integer> states = new TreeMap<>();
        for (Trial trial : model.study().trials()) {
            states.merge(trial.state(), 1, Integer::sum);
        }
        Fields byState = Fields.none();
        states.forEach((state, count) -> byState.and(lower(state), count));
        return Fields.of("epochs", model.study().epochsSpent())
                .and("ms", model.study().spentMs())
                .and("worker_ms", model.workerMs())
                .and("trials_by_state", byState.map())
                .map();
    }

    static Map<String, @Nullable Object> saved(Savings savings) {
        return Fields.of("epochs", savings.epochs())
                .and("seconds", savings.seconds())
                .and("by_scheduler", part(savings.scheduler()))
                .and("by_early_stopping", part(savings.earlyStopping()))
                .and("by_sharing", part(savings.sharing()))
                .map();
    }

    static Map<String, @Nullable Object> prefixCache(PrefixUse use) {
        return Fields.of("hits", use.hits())
                .and("misses", use.misses())
                .and("hit_rate", use.hitRate())
                .and("spent_seconds", use.spentSeconds())
                .and("saved_seconds", use.savedSeconds())
                .map();
    }

    private static Map<String, @Nullable Object> part(Savings.Part part) {
        return Fields.of("trials", part.trials())
                .and("epochs", part.epochs())
                .and("seconds", part.seconds())
                .map();
    }

    static @Nullable Map<String, @Nullable Object> champion(@Nullable Champion champion) {
        if (champion == null) {
            return null;
        }
        Fields intervals = Fields.none();
        Map<String, Double> metrics = new TreeMap<>(champion.testMetrics());
        metrics.forEach(
                (name, value) -> intervals.and(name, JsonTrial.interval(ReportModel.testInterval(champion, name))));
        Fields validation = Fields.none();
        new TreeMap<>(champion.validationIntervals())
                .forEach((name, interval) -> validation.and(name, JsonTrial.interval(interval)));
        return Fields.of("trial", champion.trial())
                .and("epoch", champion.epoch())
                .and("folder", champion.folder())
                .and("test_metrics", Fields.none().all(metrics).map())
                .and("test_intervals", intervals.map())
                .and("validation_intervals", validation.map())
                .and("test_examples", champion.testExamples())
                .and("labels", champion.labels())
                .and("confusion", champion.confusion())
                .map();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
