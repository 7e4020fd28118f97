package dev.tryout.training.finetune;

import dev.tryout.evaluation.Evaluation;

/** How good a model is on a part of the data. */
final class Scoring {
    private Scoring() {}

    static Evaluation of(TrialModel model, EncodedData data, EncodedData.Part part, Heartbeat heartbeat)
            throws InterruptedException {
        Predictions predictions = Predictions.of(data, part);
        model.inference()
                .over(
                        data.part(part).lengths(),
                        heartbeat,
                        (manager, batch) -> predictions.add(batch, model.logits(manager, data, part, batch, false)));
        return predictions.evaluation();
    }
}
