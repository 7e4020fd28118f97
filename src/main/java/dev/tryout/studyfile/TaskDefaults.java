package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tryout.training.TaskType;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.trial.Goal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Fills in what a study with a task need not say; {@code task-defaults.yaml} has the values and where they come from. */
final class TaskDefaults {
    private static final String RESOURCE = "task-defaults.yaml";
    private static final JsonNode DEFAULTS = read();
    private static final String PARAMETERS = "parameters";
    private static final String TYPE = "type";

    private final Tree tree;
    private final ObjectNode root;
    private final List<String> filled = new ArrayList<>();

    private TaskDefaults(Tree tree, ObjectNode root) {
        this.tree = tree;
        this.root = root;
    }

    /**
     * A tree with the defaults in it.
     *
     * @param keys what was filled in, in order
     */
    record Filled(Tree tree, List<String> keys) {}

    /** Leaves a file alone that has no task, or both a task and a command. */
    static Filled fill(Path file, Tree tree) {
        if (!(tree.root() instanceof ObjectNode root) || !root.path("task").isObject() || root.has("command")) {
            return new Filled(tree, List.of());
        }
        return new TaskDefaults(tree, root.deepCopy()).fill(file);
    }

    private Filled fill(Path file) {
        ObjectNode task = (ObjectNode) root.path("task");
        if (!task.has(TYPE)) {
            task.put(TYPE, type(task.path("data")));
            filled.add("task.type");
        }
        if (!root.has("version")) {
            root.put("version", 1);
        }
        if (!root.has("study")) {
            root.put("study", nameOf(file));
            filled.add("study");
        }
        fill("metric", DEFAULTS.path("metric").path(task.path(TYPE).asText()));
        fillGoals(task.path(TYPE).asText());
        if (!root.has(PARAMETERS)) {
            DEFAULTS.path("search").properties().forEach(entry -> fill(entry.getKey(), entry.getValue()));
            ((ObjectNode) root.path(PARAMETERS).path("freeze_depth")).put("max", deepest(file, task.path("model")));
        }
        return new Filled(new Tree(root, tree.keys(), tree.values(), tree.raw()), List.copyOf(filled));
    }

    private static String type(JsonNode data) {
        TaskType usual = data.has("text_pair") ? TaskType.TEXT_PAIR_CLASSIFICATION : TaskType.TEXT_CLASSIFICATION;
        return DEFAULTS.path(TYPE).path(data.path("source").asText()).asText(usual.spelling());
    }

    /** A metric that is not known gets none: it is told where it is read. */
    private void fillGoals(String type) {
        Map<String, Goal> goals = new HashMap<>(TrainingMetrics.costs());
        Arrays.stream(TaskType.values())
                .filter(known -> known.spelling().equals(type))
                .forEach(known -> goals.putAll(TrainingMetrics.judged(known)));
        fillGoal(root.path("metric"), goals);
        root.path("trade_off").forEach(metric -> fillGoal(metric, goals));
    }

    private static void fillGoal(JsonNode metric, Map<String, Goal> goals) {
        Goal goal = goals.get(metric.path("name").asText());
        if (goal != null && metric instanceof ObjectNode mapping && !mapping.has("goal")) {
            mapping.put("goal", goal.name().toLowerCase(Locale.ROOT));
        }
    }

    private void fill(String key, JsonNode value) {
        if (!root.has(key) && !value.isMissingNode()) {
            root.set(key, value.deepCopy());
            filled.add(key);
        }
    }

    /** One encoder layer stays to be trained. What is wrong with a model is told where it is read. */
    private static int deepest(Path file, JsonNode model) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            return PretrainedModel.open(ModelReader.resolved(model.asText(), folder))
                            .layout()
                            .stages()
                    - 1;
        } catch (IOException e) {
            return 1;
        }
    }

    private static String nameOf(Path file) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return name.replaceFirst("\\.ya?ml$", "");
    }

    private static JsonNode read() {
        try (InputStream in = TaskDefaults.class.getResourceAsStream(RESOURCE)) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in, RESOURCE + " is not on the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
