package dev.tryout.training.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Optimizers against their formulas, reckoned in Java. */
class OptimizersIT {
    private static final double[][] GRADIENTS = {{0.5, -2}, {0.1, 3}, {-0.7, 0}, {0, 1e-3}};
    private static final double LEARNING_RATE = 0.01;
    private static final double DECAY = 0.1;

    private TorchEngine.Scope off;
    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        off = engine.withoutGradients();
        manager = engine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
        off.close();
    }

    @Test
    void adamWFollowsItsFormulaAndDecaysMatricesOnly() throws IOException {
        Map<String, NDArray> parameters = parameters();
        try (AdamW optimizer = adamW(parameters, Map.of())) {
            for (double[] gradient : GRADIENTS) {
                optimizer.step(gradients(gradient), LEARNING_RATE, 0.5);
            }
        }

        assertClose(parameters.get("matrix"), adamReference(DECAY));
        assertClose(parameters.get("bias"), adamReference(0));
    }

    @Test
    void adamWGoesOnFromItsState() throws IOException {
        Map<String, NDArray> parameters = parameters();
        Map<String, TensorSource> state = new HashMap<>();
        try (AdamW first = adamW(parameters, Map.of())) {
            first.step(gradients(GRADIENTS[0]), LEARNING_RATE, 0.5);
            first.step(gradients(GRADIENTS[1]), LEARNING_RATE, 0.5);
            for (Map.Entry<String, TensorSource> entry : first.state().entrySet()) {
                state.put(
                        entry.getKey(),
                        TensorSource.of(new FloatTensor(
                                entry.getValue().shape(),
                                entry.getValue().values().read())));
            }
        }
        try (AdamW second = adamW(parameters, state)) {
            second.step(gradients(GRADIENTS[2]), LEARNING_RATE, 0.5);
            second.step(gradients(GRADIENTS[3]), LEARNING_RATE, 0.5);
        }

        assertClose(parameters.get("matrix"), adamReference(DECAY));
    }

    @Test
    void aParameterThatJoinsLateCountsItsOwnSteps() throws IOException {
        Map<String, NDArray> parameters = parameters();
        try (AdamW optimizer = adamW(parameters, Map.of())) {
            for (int i = 0; i < 50; i++) {
                optimizer.step(Map.of("matrix", gradients(GRADIENTS[0]).get("matrix")), LEARNING_RATE, 1);
            }
            optimizer.step(Map.of("bias", gradients(GRADIENTS[0]).get("bias")), LEARNING_RATE, 1);
        }

        // The first step of Adam moves by the learning rate, against the gradient's sign.
        assertClose(parameters.get("bias"), new double[] {1 - LEARNING_RATE, -1 + LEARNING_RATE});
    }

    @Test
    void closingAnOptimizerFreesWhatItRemembers() throws IOException {
        Map<String, NDArray> parameters = parameters();
        NDManager own = manager.newSubManager();
        AdamW optimizer = new AdamW(new AdamW.Settings(0.9, 0.999, 1e-8, DECAY), parameters, own, Map.of());
        optimizer.step(gradients(GRADIENTS[0]), LEARNING_RATE, 1);
        assertThat(own.getManagedArrays()).hasSize(4);

        optimizer.close();

        assertThat(own.isOpen()).isFalse();
    }

    @Test
    void sgdFollowsItsFormulaAndDecaysMatricesOnly() throws IOException {
        Map<String, NDArray> parameters = parameters();
        try (Sgd optimizer = new Sgd(0.9, DECAY, parameters, manager.newSubManager(), Map.of())) {
            for (double[] gradient : GRADIENTS) {
                optimizer.step(gradients(gradient), LEARNING_RATE, 0.5);
            }
        }

        assertClose(parameters.get("matrix"), sgdReference(DECAY));
        assertClose(parameters.get("bias"), sgdReference(0));
    }

    @Test
    void anUnknownParameterIsRefused() throws IOException {
        try (AdamW optimizer = adamW(parameters(), Map.of())) {
            Map<String, NDArray> unknown = Map.of("other", manager.ones(new Shape(2)));
            assertThatThrownBy(() -> optimizer.step(unknown, LEARNING_RATE, 1)).hasMessageContaining("other");
        }
    }

    @Test
    void theNormIsOfAllGradientsTogether() {
        List<NDArray> gradients =
                List.of(manager.create(new float[] {3, 0, 0, 0}, new Shape(2, 2)), manager.create(new float[] {-4}));

        assertThat(GradientNorm.of(gradients)).isEqualTo(5);
        assertThat(GradientNorm.of(List.of())).isZero();
        assertThat(GradientNorm.scale(5, 1)).isEqualTo(0.2);
        assertThat(GradientNorm.scale(0.5, 1)).isEqualTo(1);
        assertThat(GradientNorm.scale(5, 0)).isEqualTo(1);
    }

    private AdamW adamW(Map<String, NDArray> parameters, Map<String, TensorSource> state) throws IOException {
        return new AdamW(new AdamW.Settings(0.9, 0.999, 1e-8, DECAY), parameters, manager.newSubManager(), state);
    }

    private Map<String, NDArray> parameters() {
        return Map.of("matrix", array(new double[] {1, -1}, 1, 2), "bias", array(new double[] {1, -1}, 2));
    }

    private Map<String, NDArray> gradients(double[] values) {
        return Map.of("matrix", array(values, 1, 2), "bias", array(values, 2));
    }

    private NDArray array(double[] values, Integer... shape) {
        return DeviceArrays.create(manager, new FloatTensor(List.of(shape), new float[] {
            (float) values[0], (float) values[1]
        }));
    }

    private static double[] adamReference(double decay) {
        double[] parameter = {1, -1};
        double[] mean = new double[2];
        double[] square = new double[2];
        for (int step = 1; step <= GRADIENTS.length; step++) {
            for (int i = 0; i < 2; i++) {
                double gradient = 0.5 * GRADIENTS[step - 1][i];
                mean[i] = 0.9 * mean[i] + 0.1 * gradient;
                square[i] = 0.999 * square[i] + 0.001 * gradient * gradient;
                double meanHat = mean[i] / (1 - Math.pow(0.9, step));
                double squareHat = square[i] / (1 - Math.pow(0.999, step));
                parameter[i] -= LEARNING_RATE * (meanHat / (Math.sqrt(squareHat) + 1e-8) + decay * parameter[i]);
            }
        }
        return parameter;
    }

    private static double[] sgdReference(double decay) {
        double[] parameter = {1, -1};
        double[] velocity = new double[2];
        for (double[] gradient : GRADIENTS) {
            for (int i = 0; i < 2; i++) {
                velocity[i] = 0.9 * velocity[i] + 0.5 * gradient[i];
                parameter[i] -= LEARNING_RATE * (velocity[i] + decay * parameter[i]);
            }
        }
        return parameter;
    }

    private static void assertClose(@Nullable NDArray actual, double[] expected) {
        float[] values = Objects.requireNonNull(actual).toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected[i], within(2e-6));
        }
    }
}
