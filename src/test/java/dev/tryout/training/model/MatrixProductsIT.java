package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.tryout.training.Pooling;
import dev.tryout.training.TrainingSettings.Precision;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients of a model that multiplies matrices in 16 bits. */
class MatrixProductsIT {
    private static final int[][] ROWS = {{1, 7, 9, 2}, {1, 30, 2}};

    /** Of a gradient's norm: some roundings of 2^-9 each, forward and backward. */
    private static final double RELATIVE_ERROR = 0.03;

    private final TorchEngine engine = TorchEngine.start(Device.cpu(2));

    @Test
    void gradientsAreNearThoseOfFullPrecisionAndInFullPrecision() {
        Map<String, float[]> whole = gradients(Precision.FLOAT32);
        Map<String, float[]> halves = gradients(Precision.BFLOAT16);

        assertThat(norm(whole, halves)).isPositive().isLessThan(RELATIVE_ERROR * norm(whole, Map.of()));
    }

    @Test
    void weightsThatAreRoundedForAProductLeaveNothingBehind() {
        try (NDManager manager = engine.newManager()) {
            TextClassifier classifier = classifier(manager, Precision.BFLOAT16);
            int before = manager.getManagedArrays().size();
            try (TorchEngine.Scope off = engine.withoutGradients();
                    NDManager step = manager.newSubManager()) {
                assertThat(classifier.pooled(TokenBatch.of(step, ROWS), true).getDataType())
                        .isEqualTo(DataType.FLOAT32);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    private Map<String, float[]> gradients(Precision precision) {
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope on = engine.withGradients()) {
            TextClassifier classifier = classifier(manager, precision);
            List<String> names = classifier.trainFrom(0);
            NDArray pooled = classifier.pooled(TokenBatch.of(manager, ROWS), true);
            NDArray loss = classifier.logits(pooled, true).square().sum();
            List<NDArray> arrays = engine.kernels()
                    .gradients(loss, List.copyOf(classifier.trained().values()));
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                assertThat(arrays.get(i).getDataType()).as(names.get(i)).isEqualTo(DataType.FLOAT32);
                gradients.put(names.get(i), arrays.get(i).toFloatArray());
            }
            return gradients;
        }
    }

    private TextClassifier classifier(NDManager manager, Precision precision) {
        return new TextClassifier(
                manager,
                SmallModel.LAYOUT,
                Pooling.MEAN,
                new TextClassifier.Mode(0, 0, 0, MatrixProducts.of(precision, engine.kernels())),
                SmallModel.weights(manager)::get);
    }

    /** Of the difference; where the others are missing, of the first themselves. */
    private static double norm(Map<String, float[]> some, Map<String, float[]> others) {
        double sum = 0;
        for (Map.Entry<String, float[]> entry : some.entrySet()) {
            float[] other = others.get(entry.getKey());
            for (int i = 0; i < entry.getValue().length; i++) {
                double difference = entry.getValue()[i] - (other == null ? 0 : other[i]);
                assertThat(Double.isFinite(difference)).isTrue();
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum);
    }
}
