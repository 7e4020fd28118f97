package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What an optimizer keeps for each parameter: arrays, made when first needed. */
final class ParameterState implements AutoCloseable {
    private static final Shape NUMBER = new Shape(1);

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * @param manager this state's own; closed with it, and where it cannot be made
     * @param restored what {@link #sources()} gave before; empty for a new start
     */
    ParameterState(NDManager manager, Map<String, TensorSource> restored) throws IOException {
        this.manager = manager;
        try {
            for (Map.Entry<String, TensorSource> entry : restored.entrySet()) {
                arrays.put(entry.getKey(), DeviceArrays.create(manager, entry.getValue()));
            }
        } catch (IOException | RuntimeException fault) {
            manager.close();
            throw fault;
        }
    }

    /** An array of the parameter's shape, or a number, zero at first. */
    NDArray of(UpdateRule.Slot slot, TrainedParameter parameter) {
        Shape shape = slot == UpdateRule.Slot.STEPS ? NUMBER : parameter.array().getShape();
        return arrays.computeIfAbsent(
                slot.key() + "/" + parameter.name(),
                name -> manager.zeros(shape, parameter.array().getDataType()));
    }

    /** For a checkpoint. Steps are floats, exact up to 2^24 of them. */
    Map<String, TensorSource> sources() {
        Map<String, TensorSource> sources = new TreeMap<>();
        arrays.forEach((name, array) -> sources.put(name, DeviceArrays.source(array)));
        return sources;
    }

    @Override
    public void close() {
        arrays.clear();
        manager.close();
    }
}
