package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesIT {
    private static final double[][] LOGITS = {{1, 2, 3}, {0, -1, 4}};
    private static final int[] LABELS = {2, 0};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5})
    void crossEntropyIsAgainstTheSmoothedTarget(double smoothing) {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            NDArray logits = manager.create(new float[] {1, 2, 3, 0, -1, 4}, new Shape(2, 3));
            NDArray loss = Losses.crossEntropy(logits, manager.create(new long[] {2, 0}), smoothing, null);

            assertThat(loss.isScalar()).isTrue();
            assertThat(loss.getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat((double) loss.getFloat()).isCloseTo(reference(smoothing, 1, 1), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void anExampleCountsWithItsWeight(double smoothing) {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            NDArray logits = manager.create(new float[] {1, 2, 3, 0, -1, 4}, new Shape(2, 3));
            NDArray labels = manager.create(new long[] {2, 0});
            NDArray loss = Losses.crossEntropy(logits, labels, smoothing, manager.create(new float[] {0.5f, 3}));

            assertThat(loss.isScalar()).isTrue();
            assertThat((double) loss.getFloat()).isCloseTo(reference(smoothing, 0.5, 3), within(1e-6));
        }
    }

    @Test
    void squaredErrorIsTheMean() {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            NDArray outputs = manager.create(new float[] {1, 2, 3}, new Shape(3, 1));
            NDArray loss = Losses.squaredError(outputs, manager.create(new float[] {1, 4, 0}));

            assertThat(loss.isScalar()).isTrue();
            assertThat((double) loss.getFloat()).isCloseTo(13.0 / 3, within(1e-6));
        }
    }

    private static double reference(double smoothing, double... weights) {
        double sum = 0;
        for (int row = 0; row < LOGITS.length; row++) {
            double total = 0;
            for (double logit : LOGITS[row]) {
                total += Math.exp(logit);
            }
            for (int label = 0; label < LOGITS[row].length; label++) {
                double target = smoothing / LOGITS[row].length + (label == LABELS[row] ? 1 - smoothing : 0);
                sum -= weights[row] * target * (LOGITS[row][label] - Math.log(total));
            }
        }
        return sum / LOGITS.length;
    }
}
