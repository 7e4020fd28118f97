package dev.tryout.training.finetune;

import ai.djl.ndarray.NDManager;
import dev.tryout.evaluation.Evaluation;
import dev.tryout.training.engine.TorchEngine;
import java.util.List;

/** Runs a model over a part of the data, without gradients and in large batches. */
final class Scoring {
    static final int BATCH = 128;
    static final int BATCH_TOKENS = 8_192;

    private Scoring() {}

    static Evaluation of(
            Workbench workbench, TrialModel model, EncodedData data, EncodedData.Part part, Heartbeat heartbeat)
            throws InterruptedException {
        Predictions predictions = Predictions.of(data, part);
        List<int[]> batches = Batches.byLength(data.part(part).lengths(), BATCH, BATCH_TOKENS);
        try (TorchEngine.Scope off = workbench.engine().withoutGradients()) {
            for (int i = 0; i < batches.size(); i++) {
                heartbeat.beat((double) i / batches.size());
                int[] batch = batches.get(i);
                try (NDManager step = workbench.manager().newSubManager()) {
                    predictions.add(batch, model.logits(step, data, part, batch, false));
                }
            }
        }
        return predictions.evaluation();
    }
}
