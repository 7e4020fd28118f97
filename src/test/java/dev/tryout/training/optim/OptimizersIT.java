package dev.tryout.training.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.OptimizerSettings;
import dev.tryout.training.OptimizerSettings.Kind;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.Kernels;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Optimizers against their formulas, reckoned in Java. */
class OptimizersIT {
    private static final double[] START = {1, -1};
    private static final double[][] GRADIENTS = {{0.5, -2}, {0.1, 3}, {-0.7, 0}, {0, 1e-3}};
    private static final double LEARNING_RATE = 0.01;
    private static final double DIVISOR = 2;
    private static final double DECAY = 0.1;

    private TorchEngine.Scope off;
    private NDManager manager;
    private Kernels kernels;

    @BeforeEach
    void open() {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        off = engine.withoutGradients();
        manager = engine.newManager();
        kernels = engine.kernels();
    }

    @AfterEach
    void close() {
        manager.close();
        off.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachFollowsItsFormulaAndDecaysMatricesOnly(Kind kind) throws IOException {
        List<TrainedParameter> parameters = parameters(0);
        try (Optimizer optimizer = optimizer(settings(kind, 0.9, 1), parameters, Map.of())) {
            for (double[] gradient : GRADIENTS) {
                optimizer.step(gradients(gradient), divisor(), LEARNING_RATE, Runnable::run);
            }
        }

        assertClose(parameters.get(0), Reference.of(kind, 0.9, DECAY));
        assertClose(parameters.get(1), Reference.of(kind, 0.9, 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"SGD", "NESTEROV"})
    void momentumMayBeNone(Kind kind) throws IOException {
        List<TrainedParameter> parameters = parameters(0);
        try (Optimizer optimizer = optimizer(settings(kind, 0, 1), parameters, Map.of())) {
            for (double[] gradient : GRADIENTS) {
                optimizer.step(gradients(gradient), divisor(), LEARNING_RATE, Runnable::run);
            }
            assertThat(optimizer.state()).isEmpty();
        }

        assertClose(parameters.get(0), Reference.of(kind, 0, DECAY));
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnFromItsStateDigitForDigit(Kind kind) throws IOException {
        List<TrainedParameter> whole = parameters(0);
        try (Optimizer optimizer = optimizer(settings(kind, 0.9, 1), whole, Map.of())) {
            for (double[] gradient : GRADIENTS) {
                optimizer.step(gradients(gradient), divisor(), LEARNING_RATE, Runnable::run);
            }
        }
        List<TrainedParameter> parts = parameters(0);
        Map<String, TensorSource> state = new HashMap<>();
        for (double[] gradient : GRADIENTS) {
            try (Optimizer optimizer = optimizer(settings(kind, 0.9, 1), parts, state)) {
                optimizer.step(gradients(gradient), divisor(), LEARNING_RATE, Runnable::run);
                state = copy(optimizer.state());
            }
        }

        for (int i = 0; i < whole.size(); i++) {
            assertThat(parts.get(i).array().toFloatArray())
                    .isEqualTo(whole.get(i).array().toFloatArray());
        }
    }

    @Test
    void aParameterThatJoinsLateCountsItsOwnSteps() throws IOException {
        List<TrainedParameter> parameters = parameters(0);
        try (Optimizer optimizer = optimizer(settings(Kind.ADAMW, 0, 1), parameters, Map.of())) {
            for (int i = 0; i < 50; i++) {
                Map<String, NDArray> gradients = gradients(GRADIENTS[0]);
                gradients.remove("bias");
                optimizer.step(gradients, divisor(), LEARNING_RATE, Runnable::run);
            }
            assertClose(parameters.get(1), START);

            optimizer.step(gradients(GRADIENTS[0]), divisor(), LEARNING_RATE, Runnable::run);
        }

        // The first step of Adam moves by the learning rate, against the gradient's sign.
        assertClose(parameters.get(1), new double[] {1 - LEARNING_RATE, -1 + LEARNING_RATE});
    }

    @Test
    void eachStageHasAFractionOfTheLearningRateOfTheStageAbove() throws IOException {
        List<TrainedParameter> parameters = parameters(2);
        try (Optimizer optimizer = optimizer(settings(Kind.ADAM, 0, 0.5), parameters, Map.of())) {
            Map<String, NDArray> gradients = gradients(GRADIENTS[0]);
            optimizer.step(gradients, divisor(), LEARNING_RATE, Runnable::run);
        }

        assertClose(parameters.get(1), new double[] {1 - LEARNING_RATE / 4, -1 + LEARNING_RATE / 4});
    }

    @Test
    void closingAnOptimizerFreesWhatItRemembers() throws IOException {
        NDManager own = manager.newSubManager();
        Optimizer optimizer = new Optimizer(settings(Kind.ADAMW, 0, 1), kernels, parameters(0), own, Map.of());
        optimizer.step(gradients(GRADIENTS[0]), divisor(), LEARNING_RATE, Runnable::run);
        assertThat(own.getManagedArrays()).hasSize(6);

        optimizer.close();

        assertThat(own.isOpen()).isFalse();
    }

    @Test
    void anUnknownParameterIsRefused() throws IOException {
        try (Optimizer optimizer = optimizer(settings(Kind.ADAMW, 0, 1), parameters(0), Map.of())) {
            Map<String, NDArray> unknown = Map.of("other", manager.ones(new Shape(2)));
            assertThatThrownBy(() -> optimizer.step(unknown, divisor(), LEARNING_RATE, Runnable::run))
                    .hasMessageContaining("other");
        }
    }

    @Test
    void aPenaltyPullsMatricesToZeroAndLeavesVectorsAlone() {
        List<TrainedParameter> parameters = parameters(0);
        List<NDArray> gradients = List.of(array(GRADIENTS[0], 1, 2), array(GRADIENTS[0], 2));

        new Penalty(kernels, 0.25, 0.5).addTo(parameters, gradients);

        assertThat(gradients.get(0).toFloatArray()).containsExactly(0.5f + 0.75f, -2f - 0.75f);
        assertThat(gradients.get(1).toFloatArray()).containsExactly(0.5f, -2f);
    }

    @Test
    void theNormIsOfAllGradientsTogetherAndClippedAboveItsLimitOnly() {
        List<NDArray> gradients =
                List.of(manager.create(new float[] {3, 0, 0, 0}, new Shape(2, 2)), manager.create(new float[] {-4}));

        NDArray norm = kernels.norm(manager, gradients);

        assertThat(norm.getFloat()).isEqualTo(5);
        assertThat(kernels.clipDivisor(norm, 2).getFloat()).isEqualTo(2.5f);
        assertThat(kernels.clipDivisor(norm, 6).getFloat()).isEqualTo(1);
    }

    private static OptimizerSettings settings(Kind kind, double momentum, double layerDecay) {
        return new OptimizerSettings(kind, momentum, 0.9, 0.999, 0.95, 1e-8, DECAY, layerDecay);
    }

    private Optimizer optimizer(
            OptimizerSettings settings, List<TrainedParameter> parameters, Map<String, TensorSource> state)
            throws IOException {
        return new Optimizer(settings, kernels, parameters, manager.newSubManager(), state);
    }

    private List<TrainedParameter> parameters(int depth) {
        return List.of(
                new TrainedParameter("matrix", array(START, 1, 2), depth),
                new TrainedParameter("bias", array(START, 2), depth));
    }

    private Map<String, NDArray> gradients(double[] values) {
        return new HashMap<>(Map.of("matrix", array(values, 1, 2), "bias", array(values, 2)));
    }

    private NDArray divisor() {
        return manager.full(new Shape(), (float) DIVISOR);
    }

    private NDArray array(double[] values, Integer... shape) {
        return DeviceArrays.create(manager, new FloatTensor(List.of(shape), new float[] {
            (float) values[0], (float) values[1]
        }));
    }

    private static Map<String, TensorSource> copy(Map<String, TensorSource> state) throws IOException {
        Map<String, TensorSource> copy = new HashMap<>();
        for (Map.Entry<String, TensorSource> entry : state.entrySet()) {
            TensorSource source = entry.getValue();
            copy.put(
                    entry.getKey(),
                    TensorSource.of(
                            new FloatTensor(source.shape(), source.values().read())));
        }
        return copy;
    }

    private static void assertClose(TrainedParameter actual, double[] expected) {
        float[] values = actual.array().toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected[i], within(2e-6));
        }
    }

    /** The formulas, one number at a time. */
    private static final class Reference {
        private double weight;
        private double mean;
        private double square;
        private double velocity;

        private Reference(double weight) {
            this.weight = weight;
        }

        static double[] of(Kind kind, double momentum, double decay) {
            double[] result = new double[START.length];
            for (int i = 0; i < START.length; i++) {
                Reference reference = new Reference(START[i]);
                for (int step = 1; step <= GRADIENTS.length; step++) {
                    reference.step(kind, step, GRADIENTS[step - 1][i] / DIVISOR, momentum, decay);
                }
                result[i] = reference.weight;
            }
            return result;
        }

        private void step(Kind kind, int step, double gradient, double momentum, double decay) {
            double before = weight;
            weight -= LEARNING_RATE
                    * switch (kind) {
                        case ADAMW -> adam(step, gradient) + decay * before;
                        case ADAM -> adam(step, gradient + decay * before);
                        case SGD -> descend(gradient, momentum) + decay * before;
                        case NESTEROV -> gradient + momentum * descend(gradient, momentum) + decay * before;
                        case RMSPROP -> rms(gradient) + decay * before;
                    };
        }

        private double adam(int step, double gradient) {
            mean = 0.9 * mean + 0.1 * gradient;
            square = 0.999 * square + 0.001 * gradient * gradient;
            double meanHat = mean / (1 - Math.pow(0.9, step));
            double squareHat = square / (1 - Math.pow(0.999, step));
            return meanHat / (Math.sqrt(squareHat) + 1e-8);
        }

        private double descend(double gradient, double momentum) {
            velocity = momentum * velocity + gradient;
            return velocity;
        }

        private double rms(double gradient) {
            square = 0.95 * square + 0.05 * gradient * gradient;
            return gradient / (Math.sqrt(square) + 1e-8);
        }
    }
}
