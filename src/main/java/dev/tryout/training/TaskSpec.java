package dev.tryout.training;

/**
 * A fine-tuning task.
 *
 * @param type {@code text-classification}
 * @param model a name in the catalogue: {@code minilm-l6-v2}
 * @param data labelled text
 * @param maxLength tokens kept of a text, the two special ones included
 */
public record TaskSpec(String type, String model, DataSpec data, int maxLength) implements ObjectiveSpec {
    public static final String TEXT_CLASSIFICATION = "text-classification";
    public static final String MINILM = "minilm-l6-v2";
    public static final int DEFAULT_MAX_LENGTH = 64;
}
