package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, algorithm 2; Kingma
 * and Ba 2015, Adam, algorithm 1, with bias correction). Each parameter counts its own steps, and vectors (biases and
 * norms) do not decay.
 */
public final class AdamW implements Optimizer {
    private final Settings settings;
    private final Map<String, NDArray> parameters;
    private final ParameterState state;

    /**
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of their squares
     * @param epsilon added to the root of the latter
     * @param weightDecay times the learning rate, a step's shrinking of each matrix
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {}

    /**
     * @param parameters by name; changed in place
     * @param manager this optimizer's own; closed with it
     * @param restored what {@link #state()} gave before, or empty
     */
    public AdamW(
            Settings settings, Map<String, NDArray> parameters, NDManager manager, Map<String, TensorSource> restored)
            throws IOException {
        this.settings = settings;
        this.parameters = Map.copyOf(parameters);
        this.state = new ParameterState(manager, restored);
    }

    @Override
    public void step(Map<String, NDArray> gradients, double learningRate, double scale) {
        gradients.forEach((name, gradient) -> {
            NDArray parameter = parameters.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException("no parameter is called " + name);
            }
            update(name, parameter, gradient, learningRate, scale);
        });
    }

    private void update(String name, NDArray parameter, NDArray gradient, double learningRate, double scale) {
        double step = state.countStep(name);
        NDArray mean = state.like("mean", name, parameter);
        NDArray square = state.like("square", name, parameter);
        mean.muli(settings.beta1()).addi(gradient.mul(scale * (1 - settings.beta1())));
        square.muli(settings.beta2()).addi(gradient.square().muli(scale * scale * (1 - settings.beta2())));
        double meanCorrection = 1 - Math.pow(settings.beta1(), step);
        double squareCorrection = 1 - Math.pow(settings.beta2(), step);
        try (NDArray root = square.sqrt()) {
            root.muli(1 / Math.sqrt(squareCorrection)).addi(settings.epsilon());
            try (NDArray change = mean.div(root)) {
                if (settings.weightDecay() > 0 && parameter.getShape().dimension() > 1) {
                    parameter.muli(1 - learningRate * settings.weightDecay());
                }
                parameter.subi(change.muli(learningRate / meanCorrection));
            }
        }
    }

    @Override
    public Map<String, TensorSource> state() {
        return state.sources();
    }

    @Override
    public void close() {
        state.close();
    }
}
