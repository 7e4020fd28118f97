package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.Pooling;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Gradients do not hang on Java's garbage. The engine multiplies by a number through an array over Java's memory, and
 * forgets that memory at once, though the gradient needs it later.
 */
class GradientIT {
    private static final int[][] ROWS = {{1, 7, 9, 2}, {1, 30, 2}};

    @Test
    void theGarbageCollectorMayRunBetweenForwardAndBackward() {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        assertThat(gradients(engine, GradientIT::churn)).isEqualTo(gradients(engine, () -> {}));
    }

    private static Map<String, List<Float>> gradients(TorchEngine engine, Runnable between) {
        try (NDManager manager = engine.newManager()) {
            Map<String, NDArray> weights = SmallModel.weights(manager);
            TextClassifier classifier = new TextClassifier(
                    manager,
                    SmallModel.LAYOUT,
                    Pooling.MEAN,
                    new TextClassifier.Mode(0, 0, 0, MatrixProducts.FLOAT32),
                    weights::get);
            try (TorchEngine.Scope on = engine.withGradients()) {
                TokenBatch batch = TokenBatch.of(manager, ROWS);
                NDArray pooled = classifier.pooled(batch, true);
                NDArray loss = classifier.logits(pooled, true).square().sum();
                between.run();
                List<String> names = classifier.trainFrom(0);
                List<NDArray> arrays = engine.kernels()
                        .gradients(loss, List.copyOf(classifier.trained().values()));
                Map<String, List<Float>> gradients = new HashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    gradients.put(names.get(i), list(arrays.get(i)));
                }
                return gradients;
            }
        }
    }

    private static void churn() {
        List<ByteBuffer> junk = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            System.gc();
            for (int i = 0; i < 2_000; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(4);
                buffer.putInt(-1);
                junk.add(buffer);
            }
        }
        assertThat(junk).isNotEmpty();
    }

    private static List<Float> list(NDArray array) {
        List<Float> values = new ArrayList<>();
        for (float value : array.toFloatArray()) {
            values.add(value);
        }
        return values;
    }
}
