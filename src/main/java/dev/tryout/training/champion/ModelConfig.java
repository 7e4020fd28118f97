package dev.tryout.training.champion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.pretrained.BertLayout;
import dev.tryout.training.tensor.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model folder's config.json: Hugging Face's form, and an object {@code tryout} for what that form has no words for.
 *
 * @param task what the model says
 * @param labels class names, in the order of the head's outputs; empty for a regression
 * @param maxLength tokens kept of a text
 */
record ModelConfig(TaskType task, BertLayout layout, List<String> labels, int maxLength) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "number";
    private static final int SMALLEST_LENGTH = 3;

    ModelConfig {
        labels = List.copyOf(labels);
        if (task.hasClasses() == labels.isEmpty()) {
            throw new IllegalArgumentException(task.spelling() + " with " + labels.size() + " labels");
        }
        if (maxLength < SMALLEST_LENGTH || maxLength > layout.positions()) {
            throw new IllegalArgumentException(
                    "max_length must be from " + SMALLEST_LENGTH + " to " + layout.positions() + ", got " + maxLength);
        }
    }

    /** How many numbers the head gives. */
    int outputs() {
        return Math.max(1, labels.size());
    }

    /** As JSON, with the origin of the weights. */
    byte[] toJson(TaskSpec spec, Checkpoint checkpoint, String study) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add("BertForSequenceClassification");
        root.put("model_type", "bert");
        root.put("vocab_size", layout.vocabulary());
        root.put("max_position_embeddings", layout.positions());
        root.put("type_vocab_size", layout.types());
        root.put("hidden_size", layout.hidden());
        root.put("num_hidden_layers", layout.layers());
        root.put("num_attention_heads", layout.heads());
        root.put("intermediate_size", layout.intermediate());
        root.put("layer_norm_eps", layout.normEpsilon());
        root.put("hidden_act", "gelu");
        root.put("pad_token_id", 0);
        root.put("problem_type", task.hasClasses() ? "single_label_classification" : "regression");
        root.put("torch_dtype", "float32");
        ObjectNode byId = root.putObject("id2label");
        ObjectNode byLabel = root.putObject("label2id");
        List<String> outputs = task.hasClasses() ? labels : List.of(NUMBER);
        for (int id = 0; id < outputs.size(); id++) {
            byId.put(Integer.toString(id), outputs.get(id));
            byLabel.put(outputs.get(id), id);
        }
        ObjectNode own = root.putObject("tryout");
        own.put("task", task.spelling());
        own.put("pooling", "mean");
        own.put("max_length", maxLength);
        own.put("backbone", spec.model());
        own.put("backbone_sha256", checkpoint.backbone());
        own.put("study", study);
        own.put("trial", checkpoint.trial());
        own.put("epoch", checkpoint.epoch());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException where a value is missing or out of range
     */
    static ModelConfig parse(byte[] json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException("it is not JSON: " + fault.getOriginalMessage(), fault);
        }
        BertLayout layout = new BertLayout(
                whole(root, "vocab_size"),
                whole(root, "max_position_embeddings"),
                whole(root, "type_vocab_size"),
                whole(root, "hidden_size"),
                whole(root, "num_hidden_layers"),
                whole(root, "num_attention_heads"),
                whole(root, "intermediate_size"),
                root.path("layer_norm_eps").asDouble());
        JsonNode own = root.path("tryout");
        if (!own.path("pooling").asText().equals("mean")) {
            throw new IllegalArgumentException("tryout.pooling should be mean, got " + own.path("pooling"));
        }
        TaskType task = TaskType.of(own.path("task").asText(TaskType.TEXT_CLASSIFICATION.spelling()));
        JsonNode byId = task.hasClasses() ? root.path("id2label") : JSON.createObjectNode();
        List<String> labels = new ArrayList<>();
        for (int id = 0; id < byId.size(); id++) {
            JsonNode label = byId.path(Integer.toString(id));
            if (!label.isTextual()) {
                throw new IllegalArgumentException("id2label has no label " + id);
            }
            labels.add(label.textValue());
        }
        return new ModelConfig(task, layout, labels, whole(own, "max_length"));
    }

    private static int whole(JsonNode node, String name) {
        if (!node.path(name).isInt()) {
            throw new IllegalArgumentException(name + " should be a whole number, got " + node.path(name));
        }
        return node.path(name).intValue();
    }
}
