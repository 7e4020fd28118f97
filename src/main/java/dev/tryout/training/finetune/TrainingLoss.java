package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/** What training makes small: cross-entropy for classes, the squared error of scaled targets for numbers. */
final class TrainingLoss {
    private final EncodedData data;
    private final EncodedPart part;
    private final double smoothing;
    private final double @Nullable [] classWeights;

    private TrainingLoss(EncodedData data, double smoothing, double @Nullable [] classWeights) {
        this.data = data;
        this.part = data.part(EncodedData.Part.TRAIN);
        this.smoothing = smoothing;
        this.classWeights = classWeights;
    }

    static TrainingLoss of(EncodedData data, TrainingSettings settings) {
        boolean isBalanced = settings.classWeights() == TrainingSettings.ClassWeighting.BALANCED && data.hasClasses();
        return new TrainingLoss(
                data,
                settings.labelSmoothing(),
                isBalanced
                        ? ClassWeights.balanced(
                                data.part(EncodedData.Part.TRAIN).classCounts(data.outputs()))
                        : null);
    }

    /**
     * The mean loss of a batch of the training part.
     *
     * @param outputs of shape (batch, outputs)
     * @return a scalar
     */
    NDArray of(NDArray outputs, int[] batch) {
        NDManager manager = outputs.getManager();
        if (!data.hasClasses()) {
            return Losses.squaredError(outputs, manager.create(targets(batch)));
        }
        NDArray weights = classWeights == null ? null : manager.create(weights(classWeights, batch));
        return Losses.crossEntropy(outputs, part.labels(manager, batch), smoothing, weights);
    }

    private float[] targets(int[] batch) {
        float[] targets = new float[batch.length];
        for (int row = 0; row < batch.length; row++) {
            targets[row] = (float) data.scale().scaled(part.target(batch[row]));
        }
        return targets;
    }

    private float[] weights(double[] byClass, int[] batch) {
        float[] weights = new float[batch.length];
        for (int row = 0; row < batch.length; row++) {
            weights[row] = (float) byClass[part.label(batch[row])];
        }
        return weights;
    }
}
