package dev.tryout.studyfile;

import dev.tryout.space.Nearest;
import dev.tryout.space.Parameter;
import dev.tryout.training.CacheSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.training.TrainingSettings;
import dev.tryout.trial.Goal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the task and its data. */
final class TaskReader {
    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".jsonl", ".ndjson");

    private final Cursor task;
    private final Path folder;
    private final Mistakes mistakes;
    private final Optional<TaskType> type;
    private final ModelReader model;

    /** @param folder where relative paths begin: the study file's own */
    TaskReader(Cursor task, Path folder, Mistakes mistakes) {
        this.task = task;
        this.folder = folder;
        this.mistakes = mistakes;
        Cursor named = task.at("type");
        this.type = mistakes.isSound(named) ? Optional.of(TaskType.of(named.text())) : Optional.empty();
        model = new ModelReader(task, folder, mistakes);
    }

    /** Reports a metric that a task does not have, or a goal that does not fit it. */
    void checkMetric(Cursor metric) {
        type.ifPresent(known ->
                check(metric, "the metric of " + known.spelling(), new TreeMap<>(TrainingMetrics.judged(known))));
    }

    /** A metric that the first is traded against may be a cost as well. */
    void checkTraded(Cursor metric) {
        type.ifPresent(known -> {
            Map<String, Goal> names = new TreeMap<>(TrainingMetrics.judged(known));
            names.putAll(TrainingMetrics.costs());
            check(metric, "what the metric of " + known.spelling() + " is traded against", names);
        });
    }

    private void check(Cursor metric, String what, Map<String, Goal> known) {
        Cursor name = metric.at("name");
        Cursor goal = metric.at("goal");
        if (!mistakes.isSound(name)) {
            return;
        }
        Goal right = known.get(name.text());
        if (right == null) {
            List<String> names = List.copyOf(known.keySet());
            mistakes.add(
                    name,
                    what + " must be " + Show.either(names) + "; found " + Show.quoted(name.text()),
                    Nearest.question(name.text(), names));
        } else if (mistakes.isSound(goal) && !goal.text().equals(spelling(right))) {
            mistakes.add(
                    goal,
                    name.text() + " is better when it is " + (right == Goal.MAXIMIZE ? "higher" : "lower")
                            + ", and the goal is " + goal.text(),
                    "write goal: " + spelling(right));
        }
    }

    private static String spelling(Goal goal) {
        return goal.name().toLowerCase(Locale.ROOT);
    }

    /** Reports settings that mean nothing for the task. */
    void checkSettings(Cursor parameters) {
        if (type.isEmpty() || type.get().hasClasses()) {
            return;
        }
        for (Cursor entry : parameters.entries()) {
            if (TrainingSettings.FOR_CLASSES.contains(entry.key())) {
                mistakes.addAtKey(
                        entry,
                        Show.quoted(entry.key()) + " is for tasks that have classes, and "
                                + type.get().spelling() + " has none",
                        "remove it");
            }
        }
    }

    /** Reports what does not fit the task's model. */
    void checkModel(Cursor parameters, List<Parameter> read) {
        model.check(parameters, read);
    }

    /** The task; with mistakes added, a task that is not to be used. */
    TaskSpec read() {
        Cursor data = task.at("data");
        checkSource(data.at("source"));
        checkPair(data);
        double validation = data.at("validation").real(DataSpec.DEFAULT_VALIDATION);
        double test = data.at("test").real(DataSpec.DEFAULT_TEST);
        boolean areFractions = mistakes.isSound(data.at("validation").path())
                && mistakes.isSound(data.at("test").path());
        if (areFractions && validation + test >= 1) {
            mistakes.addAtKey(
                    data.at(data.at("validation").isThere() ? "validation" : "test"),
                    "validation " + validation + " and test " + test + " leave nothing to train on",
                    "together they must be below 1");
        }
        Cursor file = data.at("file");
        Cursor examples = data.at("examples");
        return new TaskSpec(
                type.orElse(TaskType.TEXT_CLASSIFICATION),
                model.name(),
                new DataSpec(
                        data.at("source").isThere() ? data.at("source").text() : null,
                        mistakes.isSound(file) ? resolved(file) : null,
                        data.at("text").isThere() ? data.at("text").text() : "text",
                        pairColumn(data),
                        data.at("label").isThere() ? data.at("label").text() : "label",
                        examples.isThere() ? examples.number(0) : null,
                        validation,
                        test),
                task.at("max_length").number(TaskSpec.DEFAULT_MAX_LENGTH),
                model.pooling(),
                cache(task.at("cache")));
    }

    private CacheSpec cache(Cursor cache) {
        Cursor precision = cache.at("precision");
        return new CacheSpec(
                mistakes.isSound(precision)
                        ? CacheSpec.Precision.valueOf(precision.text().toUpperCase(Locale.ROOT))
                        : CacheSpec.STANDARD.precision(),
                bytes(cache.at("memory"), CacheSpec.STANDARD.memoryBytes()),
                bytes(cache.at("disk"), CacheSpec.STANDARD.diskBytes()));
    }

    private long bytes(Cursor size, long standard) {
        return mistakes.isSound(size) ? ByteSizes.parse(size.text()) : standard;
    }

    private void checkSource(Cursor source) {
        if (type.isEmpty() || !mistakes.isSound(source)) {
            return;
        }
        TaskType right = Objects.requireNonNull(DataSpec.SOURCES.get(source.text()));
        if (right != type.get()) {
            mistakes.add(
                    source,
                    source.text() + " is for " + right.spelling() + ", and the task's type is "
                            + type.get().spelling(),
                    "write type: " + right.spelling() + ", or name a file");
        }
    }

    private void checkPair(Cursor data) {
        boolean isTold = data.at("text_pair").isThere() && type.isPresent();
        if (isTold && !type.get().hasPairs()) {
            mistakes.addAtKey(
                    data.at("text_pair"),
                    type.get().spelling() + " reads one text of each example",
                    "remove text_pair, or write type: " + TaskType.TEXT_PAIR_CLASSIFICATION.spelling());
        }
    }

    private @Nullable String pairColumn(Cursor data) {
        if (type.isEmpty() || !type.get().hasPairs()) {
            return null;
        }
        return data.at("text_pair").isThere() ? data.at("text_pair").text() : "text_pair";
    }

    private @Nullable String resolved(Cursor file) {
        String name = file.text().toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            mistakes.add(
                    file,
                    "the data file " + Show.quoted(file.text()) + " does not say its format",
                    "its name must end in " + Show.either(ENDINGS));
            return null;
        }
        try {
            Path path = folder.resolve(file.text()).normalize();
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path.toString();
            }
            mistakes.add(
                    file,
                    "there is no readable data file " + path,
                    "a relative path begins at the study file's folder, " + folder);
        } catch (InvalidPathException e) {
            mistakes.add(file, Show.quoted(file.text()) + " cannot be a path: " + e.getReason(), "");
        }
        return null;
    }
}
