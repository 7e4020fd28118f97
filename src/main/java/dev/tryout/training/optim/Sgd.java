package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum (Sutskever et al. 2013, On the importance of initialization and momentum,
 * section 2; the velocity is of gradients, and the learning rate multiplies it). Weight decay is decoupled, as in
 * Loshchilov and Hutter 2019, algorithm 1, and leaves vectors (biases and norms) out.
 */
public final class Sgd implements Optimizer {
    private final double momentum;
    private final double weightDecay;
    private final Map<String, NDArray> parameters;
    private final ParameterState state;

    /**
     * @param momentum 0 for none
     * @param parameters by name; changed in place
     * @param manager this optimizer's own; closed with it
     * @param restored what {@link #state()} gave before, or empty
     */
    public Sgd(
            double momentum,
            double weightDecay,
            Map<String, NDArray> parameters,
            NDManager manager,
            Map<String, TensorSource> restored)
            throws IOException {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
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
            NDArray velocity = state.like("velocity", name, parameter);
            velocity.muli(momentum).addi(gradient.mul(scale));
            if (weightDecay > 0 && parameter.getShape().dimension() > 1) {
                parameter.muli(1 - learningRate * weightDecay);
            }
            try (NDArray change = velocity.mul(learningRate)) {
                parameter.subi(change);
            }
        });
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
