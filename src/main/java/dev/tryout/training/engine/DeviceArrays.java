package dev.tryout.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Tensors to and from the device. */
public final class DeviceArrays {
    private DeviceArrays() {}

    /** A tensor in the engine's own memory, attached to the manager. */
    public static NDArray create(NDManager manager, FloatTensor tensor) {
        Shape shape =
                new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
        // What the engine creates from Java's memory it keeps there, off the heap's books and aligned by chance.
        try (NDArray borrowed = manager.create(tensor.data(), shape)) {
            return borrowed.duplicate();
        }
    }

    /**
     * Numbers in the engine's own memory, attached to the manager.
     *
     * @param floats single precision in native byte order, outside of the heap; may be used again at once
     */
    public static NDArray create(NDManager manager, ByteBuffer floats, Shape shape) {
        try (NDArray borrowed = manager.create(floats, shape, DataType.FLOAT32)) {
            return borrowed.duplicate();
        }
    }

    /** The same, read just now. */
    public static NDArray create(NDManager manager, TensorSource source) throws IOException {
        return create(manager, new FloatTensor(source.shape(), source.values().read()));
    }

    /** A copy of an array, attached to another manager. */
    public static NDArray copy(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }

    /** An array to be read when it is written to a file. */
    public static TensorSource source(NDArray array) {
        List<Integer> shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        return new TensorSource(shape, array::toFloatArray);
    }
}
