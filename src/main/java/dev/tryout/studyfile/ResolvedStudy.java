package dev.tryout.studyfile;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.study.Criterion;
import dev.tryout.study.MemorySize;
import dev.tryout.study.StudySpec;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.CacheSpec;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a study as the YAML that reads back to it, every default written out. */
final class ResolvedStudy {
    private final StudyFile file;
    private final List<String> lines = new ArrayList<>();

    ResolvedStudy(StudyFile file) {
        this.file = file;
    }

    String yaml() {
        StudySpec study = file.study();
        lines.add("version: 1");
        line("study", YamlText.of(study.name()));
        line("seed", study.seed());
        line("metric", criterion(study.criteria().get(0)));
        List<Criterion> traded = study.criteria().subList(1, study.criteria().size());
        if (!traded.isEmpty()) {
            lines.add("trade_off:");
            traded.forEach(criterion -> lines.add("  - " + criterion(criterion)));
        }
        file.grid().ifPresent(grid -> lines.add("# The grid has " + grid + ", before conditions and constraints."));
        line("method", study.method().spelling());
        line("scheduler", scheduler(study.scheduler()));
        if (study.earlyStopping() != null) {
            line(
                    "early_stopping",
                    "{patience: " + study.earlyStopping().patience() + ", min_delta: "
                            + YamlText.of(study.earlyStopping().minDelta()) + "}");
        }
        if (study.finalists() != null) {
            lines.add("# " + Describe.finals(study.finalists()));
            line(
                    "finalists",
                    "{count: " + study.finalists().count() + ", seeds: "
                            + study.finalists().seeds() + "}");
        }
        line("budget", budget());
        line("workers", workers(study.needs()));
        file.sharing().ifPresent(sharing -> lines.add("# " + sharing + "."));
        lines.add("parameters:");
        study.space()
                .parameters()
                .forEach(parameter -> line("  " + YamlText.of(parameter.name()), parameter(parameter)));
        if (!study.space().constraints().isEmpty()) {
            lines.add("constraints:");
            for (Constraint constraint : study.space().constraints()) {
                lines.add("  - " + YamlText.of(constraint.text()));
            }
        }
        knowledge(study.knowledge());
        if (file.objective() instanceof TaskSpec task) {
            task(task);
        } else if (file.objective() instanceof CommandSpec command) {
            line("command", list(command.command()));
            line("directory", YamlText.of(command.directory()));
            line("grace_seconds", command.graceSeconds());
            line("silence_seconds", command.silenceSeconds());
            line("share_epochs", command.shareEpochs());
        }
        return String.join("\n", lines) + "\n";
    }

    private @Nullable Object workers(WorkerNeeds needs) {
        if (needs.equals(WorkerNeeds.NONE)) {
            return file.workers();
        }
        List<String> entries = new ArrayList<>();
        if (file.workers() != null) {
            entries.add("count: " + file.workers());
        }
        entries.add("device: " + needs.device().spelling());
        if (needs.memoryBytes() > 0) {
            entries.add("memory: " + MemorySize.spelling(needs.memoryBytes()));
        }
        return mapping(entries);
    }

    private static String criterion(Criterion criterion) {
        return "{name: " + YamlText.of(criterion.metric().name()) + ", goal: "
                + spelling(criterion.metric().goal())
                + (criterion.tolerance() == 0 ? "" : ", tolerance: " + YamlText.of(criterion.tolerance())) + "}";
    }

    private void knowledge(Knowledge knowledge) {
        if (!knowledge.initial().isEmpty()) {
            lines.add("initial:");
            for (Configuration configuration : knowledge.initial()) {
                lines.add("  - "
                        + mapping(configuration.values().entrySet().stream()
                                .map(value -> YamlText.of(value.getKey()) + ": " + YamlText.of(value.getValue()))
                                .toList()));
            }
        }
        if (!knowledge.earlier().isEmpty()) {
            line(
                    "warm_start_from",
                    list(knowledge.earlier().stream().map(EarlierStudy::study).toList()));
        }
    }

    private void line(String key, @Nullable Object value) {
        if (value != null) {
            lines.add(key + ": " + value);
        }
    }

    private static String scheduler(SchedulerSpec scheduler) {
        if (scheduler instanceof SchedulerSpec.Asha asha) {
            return halving("asha", asha.minEpochs(), asha.reductionFactor(), asha.kind());
        }
        if (scheduler instanceof SchedulerSpec.Hyperband hyperband) {
            return halving("hyperband", hyperband.minEpochs(), hyperband.reductionFactor(), hyperband.kind());
        }
        if (scheduler instanceof SchedulerSpec.Median median) {
            return "{type: median, startup_trials: " + median.startupTrials() + ", min_epochs: " + median.minEpochs()
                    + "}";
        }
        if (scheduler instanceof SchedulerSpec.Percentile percentile) {
            return "{type: percentile, percentile: " + YamlText.of(percentile.percentile()) + ", startup_trials: "
                    + percentile.startupTrials() + ", min_epochs: " + percentile.minEpochs() + "}";
        }
        if (scheduler instanceof SchedulerSpec.Threshold threshold) {
            return "{type: threshold, threshold: " + YamlText.of(threshold.threshold()) + ", min_epochs: "
                    + threshold.minEpochs() + "}";
        }
        return "none";
    }

    private static String halving(String type, int minEpochs, int reductionFactor, SchedulerSpec.Kind kind) {
        return "{type: " + type + ", min_epochs: " + minEpochs + ", reduction_factor: " + reductionFactor + ", kind: "
                + spelling(kind) + "}";
    }

    private String budget() {
        List<String> bounds = new ArrayList<>();
        if (file.study().budget().trials() != null) {
            bounds.add("trials: " + file.study().budget().trials());
        }
        if (file.study().budget().timeMs() != null) {
            bounds.add("time: " + Durations.format(file.study().budget().timeMs()));
        }
        if (file.study().budget().epochs() != null) {
            bounds.add("epochs: " + file.study().budget().epochs());
        }
        return mapping(bounds);
    }

    private static String parameter(Parameter parameter) {
        List<String> entries = new ArrayList<>(domain(parameter.domain()));
        parameter
                .condition()
                .ifPresent(condition -> entries.add("when: "
                        + mapping(condition.anyOf().entrySet().stream()
                                .map(parent -> YamlText.of(parent.getKey()) + ": " + list(parent.getValue()))
                                .toList())));
        if (parameter.prior() != null) {
            entries.add("prior: " + prior(parameter.prior()));
        }
        return mapping(entries);
    }

    private static String prior(Prior prior) {
        return prior instanceof Prior.Around around
                ? "{centre: " + YamlText.of(around.centre()) + ", spread: " + YamlText.of(around.spread()) + "}"
                : "{weights: " + list(((Prior.Weights) prior).weights()) + "}";
    }

    private static List<String> domain(Domain domain) {
        if (domain instanceof FloatDomain range) {
            return List.of(
                    "type: float",
                    "min: " + YamlText.of(range.min()),
                    "max: " + YamlText.of(range.max()),
                    "scale: " + spelling(range.scale()));
        }
        if (domain instanceof IntDomain range) {
            return List.of(
                    "type: int",
                    "min: " + YamlText.of(range.min()),
                    "max: " + YamlText.of(range.max()),
                    "scale: " + spelling(range.scale()));
        }
        return domain instanceof CategoricalDomain choice
                ? List.of("values: " + list(choice.values()))
                : List.of("value: " + YamlText.of(((FixedDomain) domain).value()));
    }

    private void task(TaskSpec task) {
        DataSpec data = task.data();
        lines.add("task:");
        line("  type", task.type().spelling());
        line("  model", YamlText.of(task.model()));
        line("  pooling", task.pooling() == null ? null : task.pooling().spelling());
        line("  max_length", task.maxLength());
        CacheSpec cache = task.kept();
        line(
                "  cache",
                "{precision: " + spelling(cache.precision()) + ", memory: " + ByteSizes.format(cache.memoryBytes())
                        + ", disk: " + ByteSizes.format(cache.diskBytes()) + "}");
        lines.add("  data:");
        line("    source", data.source());
        if (data.file() != null) {
            line("    file", YamlText.of(data.file()));
            line("    text", YamlText.of(data.textColumn()));
            line("    text_pair", data.pairColumn() == null ? null : YamlText.of(data.pairColumn()));
            line("    label", YamlText.of(data.labelColumn()));
        }
        line("    examples", data.examples());
        line("    validation", YamlText.of(data.validation()));
        line("    test", YamlText.of(data.test()));
    }

    private static String spelling(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String list(List<?> values) {
        return values.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String mapping(List<String> entries) {
        return "{" + String.join(", ", entries) + "}";
    }
}
