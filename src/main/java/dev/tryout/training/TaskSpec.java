package dev.tryout.training;

import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning task.
 *
 * @param type what the model is to say
 * @param model a name in the catalogue: {@code minilm-l6-v2}
 * @param data examples
 * @param maxLength tokens kept of a text or a pair of texts, the special ones included
 * @param cache null for the standard one, as in journals that did not keep it
 */
public record TaskSpec(
        TaskType type,
        String model,
        DataSpec data,
        int maxLength,
        @Nullable CacheSpec cache) implements ObjectiveSpec {
    public static final String MINILM = "minilm-l6-v2";
    public static final int DEFAULT_MAX_LENGTH = 64;

    /** A task with the standard cache. */
    public TaskSpec(TaskType type, String model, DataSpec data, int maxLength) {
        this(type, model, data, maxLength, CacheSpec.STANDARD);
    }

    /** What is kept of what is computed once. */
    public CacheSpec kept() {
        return cache == null ? CacheSpec.STANDARD : cache;
    }
}
