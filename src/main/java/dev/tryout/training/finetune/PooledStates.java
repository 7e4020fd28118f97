package dev.tryout.training.finetune;

import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.training.model.TokenBatch;
import java.util.Arrays;
import java.util.List;

/** The pooled states of a part's examples under the wholly frozen backbone: the same for all trials, computed once. */
final class PooledStates {
    private PooledStates() {}

    /** A row for each example. */
    static float[][] of(
            Workbench workbench,
            TextClassifier classifier,
            EncodedData data,
            EncodedData.Part part,
            Heartbeat heartbeat)
            throws InterruptedException {
        Workbench.PooledKey key = new Workbench.PooledKey(data.fingerprint(), part);
        float[][] known = workbench.pooled().getIfPresent(key);
        if (known != null) {
            return known;
        }
        float[][] states = compute(workbench, classifier, data.part(part), heartbeat);
        workbench.pooled().put(key, states);
        return states;
    }

    private static float[][] compute(
            Workbench workbench, TextClassifier classifier, EncodedPart part, Heartbeat heartbeat)
            throws InterruptedException {
        int hidden = workbench.layout().hidden();
        float[][] states = new float[part.size()][];
        List<int[]> batches = Batches.byLength(part.lengths(), Scoring.BATCH, Scoring.BATCH_TOKENS);
        try (TorchEngine.Scope off = workbench.engine().withoutGradients()) {
            for (int i = 0; i < batches.size(); i++) {
                heartbeat.beat((double) i / batches.size());
                int[] batch = batches.get(i);
                try (NDManager step = workbench.manager().newSubManager()) {
                    TokenBatch tokens = part.tokens(step, batch);
                    float[] values = classifier.pooled(tokens, false).toFloatArray();
                    for (int row = 0; row < batch.length; row++) {
                        states[batch[row]] = Arrays.copyOfRange(values, row * hidden, (row + 1) * hidden);
                    }
                }
            }
        }
        return states;
    }
}
