package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.pretrained.Catalogue;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.UnsuitableModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which model a task fine-tunes, opens it, and checks what must fit it. */
final class ModelReader {
    private static final String FREEZE_DEPTH = "freeze_depth";

    private final Cursor task;
    private final Mistakes mistakes;
    private final String name;
    private final @Nullable PretrainedModel model;

    /** @param folder where relative paths begin: the study file's own */
    ModelReader(Cursor task, Path folder, Mistakes mistakes) {
        this.task = task;
        this.mistakes = mistakes;
        Cursor named = task.at("model");
        name = mistakes.isSound(named) ? resolved(named.text(), folder) : "";
        model = mistakes.isSound(named) ? open(named) : null;
    }

    /** A name of the catalogue stays, everything else is a folder. */
    static String resolved(String model, Path folder) {
        if (Catalogue.names().contains(model)) {
            return model;
        }
        try {
            return folder.resolve(model).normalize().toString();
        } catch (InvalidPathException e) {
            return model;
        }
    }

    /**
     * How many stages can be frozen of a model that a task names.
     *
     * @throws UncheckedIOException where it cannot be read any more
     */
    static int stages(String model) {
        try {
            return PretrainedModel.open(model).layout().stages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable PretrainedModel open(Cursor named) {
        try {
            return PretrainedModel.open(name);
        } catch (UnsuitableModelException e) {
            mistakes.add(named, String.valueOf(e.getMessage()), e.remedy());
        } catch (IOException e) {
            mistakes.add(named, "the model " + name + " cannot be read: " + e.getMessage(), "");
        }
        return null;
    }

    /** As a task names it: with a folder's whole path. */
    String name() {
        return name;
    }

    /** What the study says, or else the model. */
    @Nullable
    Pooling pooling() {
        Cursor pooling = task.at("pooling");
        if (pooling.isThere()) {
            return Pooling.of(pooling.text()).orElse(null);
        }
        try {
            return model == null ? null : model.pooling();
        } catch (UnsuitableModelException e) {
            mistakes.add(task.at("model"), String.valueOf(e.getMessage()), e.remedy());
        } catch (IOException e) {
            mistakes.add(task.at("model"), "the model " + name + " cannot be read: " + e.getMessage(), "");
        }
        return null;
    }

    /** Reports texts that are longer than the model has positions, and more frozen stages than it has. */
    void check(Cursor parameters, List<Parameter> read) {
        if (model == null) {
            return;
        }
        int positions = model.layout().positions();
        if (mistakes.isSound(task.path()) && task.at("max_length").number(TaskSpec.DEFAULT_MAX_LENGTH) > positions) {
            mistakes.addAtKey(
                    task.at("max_length").isThere() ? task.at("max_length") : task.at("model"),
                    "the model " + name + " takes texts of at most " + positions + " tokens",
                    "write 'max_length: " + positions + "' or less");
        }
        int stages = model.layout().stages();
        for (Parameter parameter : read) {
            if (parameter.name().equals(FREEZE_DEPTH) && highest(parameter.domain()) > stages) {
                mistakes.add(
                        parameters.at(FREEZE_DEPTH),
                        "the model " + name + " has " + stages + " stages that can be frozen, and 'freeze_depth'"
                                + " goes to " + highest(parameter.domain()),
                        stages + " freezes all but the head");
            }
        }
    }

    private static long highest(Domain domain) {
        if (domain instanceof IntDomain range) {
            return range.max();
        }
        List<Object> values = domain instanceof CategoricalDomain choice
                ? choice.values()
                : domain instanceof FixedDomain fixed ? List.of(fixed.value()) : List.of();
        return values.stream()
                .mapToLong(value -> value instanceof Long whole ? whole : 0)
                .max()
                .orElse(0);
    }
}
