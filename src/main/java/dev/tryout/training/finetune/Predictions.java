package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import dev.tryout.evaluation.Classification;
import dev.tryout.evaluation.Evaluation;
import dev.tryout.evaluation.Regression;
import java.util.Arrays;

/** Gathers what a model says of a part's examples, next to what it should say. */
final class Predictions {
    private final EncodedData data;
    private final EncodedPart part;
    private final Evaluation evaluation;

    private Predictions(EncodedData data, EncodedPart part, Evaluation evaluation) {
        this.data = data;
        this.part = part;
        this.evaluation = evaluation;
    }

    static Predictions of(EncodedData data, EncodedData.Part part) {
        return new Predictions(
                data,
                data.part(part),
                data.hasClasses()
                        ? new Classification(data.labels().size())
                        : new Regression(data.scale().deviation()));
    }

    /**
     * @param batch the examples
     * @param outputs of shape (batch, outputs), on the scale that was trained on
     */
    void add(int[] batch, NDArray outputs) {
        float[] values = outputs.toFloatArray();
        int width = data.outputs();
        for (int row = 0; row < batch.length; row++) {
            if (evaluation instanceof Classification classification) {
                classification.add(part.label(batch[row]), Arrays.copyOfRange(values, row * width, (row + 1) * width));
            } else if (evaluation instanceof Regression regression) {
                regression.add(part.target(batch[row]), data.scale().original(values[row]));
            }
        }
    }

    Evaluation evaluation() {
        return evaluation;
    }
}
