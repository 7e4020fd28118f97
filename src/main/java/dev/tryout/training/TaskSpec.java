package dev.tryout.training;

import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning task.
 *
 * @param type {@code text-classification}
 * @param model a name in the catalogue, such as {@code minilm-l6-v2}, or a folder in Hugging Face's form; relative to the study
 *     file when written, absolute once resolved
 * @param data labelled text
 * @param maxLength tokens kept of a text, the two special ones included
 * @param pooling of the tokens' hidden states, or null for the model's own
 */
public record TaskSpec(
        String type,
        String model,
        DataSpec data,
        int maxLength,
        @Nullable Pooling pooling)
        implements ObjectiveSpec {
    public static final String TEXT_CLASSIFICATION = "text-classification";
    public static final String MINILM = "minilm-l6-v2";
    public static final int DEFAULT_MAX_LENGTH = 64;
}
