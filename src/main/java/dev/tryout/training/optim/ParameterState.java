package dev.tryout.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an optimizer keeps for each parameter: arrays, made when first needed, and the count of its steps. */
final class ParameterState implements AutoCloseable {
    private static final String STEPS = "steps/";

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, Long> steps = new LinkedHashMap<>();

    /**
     * @param manager this state's own; closed with it
     * @param restored what {@link #sources()} gave before; empty for a new start
     */
    ParameterState(NDManager manager, Map<String, TensorSource> restored) throws IOException {
        this.manager = manager;
        for (Map.Entry<String, TensorSource> entry : restored.entrySet()) {
            if (entry.getKey().startsWith(STEPS)) {
                float count = entry.getValue().values().read()[0];
                steps.put(entry.getKey().substring(STEPS.length()), (long) count);
            } else {
                arrays.put(entry.getKey(), DeviceArrays.create(manager, entry.getValue()));
            }
        }
    }

    /** An array of the parameter's shape, zero at first. */
    NDArray like(String slot, String parameter, NDArray shape) {
        return arrays.computeIfAbsent(
                slot + "/" + parameter, name -> manager.zeros(shape.getShape(), shape.getDataType()));
    }

    /** How many steps the parameter has taken, this one included. */
    long countStep(String parameter) {
        return steps.merge(parameter, 1L, Long::sum);
    }

    /** For a checkpoint. Steps are written as floats, exact up to 2^24 of them. */
    Map<String, TensorSource> sources() {
        Map<String, TensorSource> sources = new TreeMap<>();
        arrays.forEach((name, array) -> sources.put(name, DeviceArrays.source(array)));
        steps.forEach((name, count) -> sources.put(
                STEPS + name, TensorSource.of(new FloatTensor(List.of(1), new float[] {count.floatValue()}))));
        return sources;
    }

    @Override
    public void close() {
        arrays.clear();
        manager.close();
    }
}
