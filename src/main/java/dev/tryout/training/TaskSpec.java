package dev.tryout.training;

import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning task.
 *
 * @param type what the model is to say
 * @param model a name in the catalogue, such as {@code minilm-l6-v2}, or a folder in Hugging Face's form; relative to the study
 *     file when written, absolute once resolved
 * @param data examples
 * @param maxLength tokens kept of a text or a pair of texts, the special ones included
 * @param pooling of the tokens' hidden states, or null for the model's own
 * @param cache null for the standard one, as in journals that did not keep it
 */
public record TaskSpec(
        TaskType type,
        String model,
        DataSpec data,
        int maxLength,
        @Nullable Pooling pooling,
        @Nullable CacheSpec cache) implements ObjectiveSpec {
    public static final String MINILM = "minilm-l6-v2";
    public static final int DEFAULT_MAX_LENGTH = 64;

    /** A task with the model's own pooling and the standard cache. */
    public TaskSpec(TaskType type, String model, DataSpec data, int maxLength) {
        this(type, model, data, maxLength, null, CacheSpec.STANDARD);
    }

    /** What is kept of what is computed once. */
    public CacheSpec kept() {
        return cache == null ? CacheSpec.STANDARD : cache;
    }
}
