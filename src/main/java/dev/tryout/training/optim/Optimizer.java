package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.OptimizerSettings;
import dev.tryout.training.engine.Kernels;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Changes parameters by their gradients, all that are updated alike in one native call. What it remembers of each parameter
 * lives on the device until it is closed, and goes into checkpoints. A parameter that gets its first gradient late begins
 * then, as if it were the first step.
 */
public final class Optimizer implements AutoCloseable {
    private final UpdateRule rule;
    private final double weightDecay;
    private final List<ParameterGroup> groups;
    private final Set<String> names;
    private final ParameterState state;

    /**
     * @param manager this optimizer's own; closed with it, and where it cannot be made
     * @param restored what {@link #state()} gave before, or empty
     */
    public Optimizer(
            OptimizerSettings settings,
            Kernels kernels,
            List<TrainedParameter> parameters,
            NDManager manager,
            Map<String, TensorSource> restored)
            throws IOException {
        rule = switch (settings.kind()) {
            case ADAMW -> new AdamRule(kernels, settings, true);
            case ADAM -> new AdamRule(kernels, settings, false);
            case SGD -> new SgdRule(kernels, settings, false);
            case NESTEROV -> new SgdRule(kernels, settings, true);
            case RMSPROP -> new RmsPropRule(kernels, settings);
        };
        weightDecay = settings.weightDecay();
        groups = ParameterGroup.of(parameters, settings.layerDecay());
        names = parameters.stream().map(TrainedParameter::name).collect(Collectors.toUnmodifiableSet());
        state = new ParameterState(manager, restored);
    }

    /** Takes the memory for what it will remember of parameters, so that no step lacks it halfway. */
    public void reserve(List<TrainedParameter> parameters) {
        for (UpdateRule.Slot slot : rule.slots()) {
            parameters.forEach(parameter -> state.of(slot, parameter));
        }
    }

    /**
     * One update of every parameter that has a gradient. Gradients must be off on the calling thread.
     *
     * @param gradients by parameter name; used up
     * @param divisor that gradients are divided by first, a scalar: 1, or more where their norm is clipped
     * @param learningRate of this step, in the head
     * @param runner of the update's parts; one that throws for want of memory changed nothing, and may be run again
     */
    public void step(Map<String, NDArray> gradients, NDArray divisor, double learningRate, Consumer<Runnable> runner) {
        if (!names.containsAll(gradients.keySet())) {
            Set<String> unknown = new TreeSet<>(gradients.keySet());
            unknown.removeAll(names);
            throw new IllegalArgumentException("no parameter is called " + String.join(", ", unknown));
        }
        for (ParameterGroup group : groups) {
            List<TrainedParameter> present = group.parameters().stream()
                    .filter(parameter -> gradients.containsKey(parameter.name()))
                    .toList();
            if (!present.isEmpty()) {
                Present arrays = new Present(present, gradients);
                double rate = learningRate * group.rateFactor();
                runner.accept(() -> rule.update(arrays, divisor, rate, group.decays() ? weightDecay : 0));
            }
        }
    }

    /** Whether a step takes memory besides what is reserved. */
    public boolean takesMemory() {
        return rule.takesMemory();
    }

    /** A group's parameters that have gradients. */
    private final class Present implements UpdateRule.Arrays {
        private final List<TrainedParameter> present;
        private final Map<String, NDArray> gradients;

        Present(List<TrainedParameter> present, Map<String, NDArray> gradients) {
            this.present = present;
            this.gradients = gradients;
        }

        @Override
        public List<NDArray> parameters() {
            return present.stream().map(TrainedParameter::array).toList();
        }

        @Override
        public List<NDArray> gradients() {
            return present.stream()
                    .map(parameter -> Objects.requireNonNull(gradients.get(parameter.name())))
                    .toList();
        }

        @Override
        public List<NDArray> slot(UpdateRule.Slot slot) {
            return present.stream().map(parameter -> state.of(slot, parameter)).toList();
        }
    }

    /** What it remembers, by name, to be read while it is open; empty before any is reserved or updated. */
    public Map<String, TensorSource> state() {
        return state.sources();
    }

    /** Frees what it remembers. */
    @Override
    public void close() {
        state.close();
    }
}
