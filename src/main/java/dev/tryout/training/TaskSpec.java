package dev.tryout.training;

/**
 * A fine-tuning task.
 *
 * @param type what the model is to say
 * @param model a name in the catalogue: {@code minilm-l6-v2}
 * @param data examples
 * @param maxLength tokens kept of a text or a pair of texts, the special ones included
 */
public record TaskSpec(TaskType type, String model, DataSpec data, int maxLength) implements ObjectiveSpec {
    public static final String MINILM = "minilm-l6-v2";
    public static final int DEFAULT_MAX_LENGTH = 64;
}
