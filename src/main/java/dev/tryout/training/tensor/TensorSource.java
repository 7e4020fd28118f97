package dev.tryout.training.tensor;

import java.io.IOException;
import java.util.List;

/**
 * A tensor that is read when it is written, so that only one is in memory at a time.
 *
 * @param shape its dimensions, none negative
 */
public record TensorSource(List<Integer> shape, Values values) {
    /** Gives the values, row by row. */
    @FunctionalInterface
    public interface Values {
        float[] read() throws IOException;
    }

    public TensorSource {
        shape = List.copyOf(shape);
    }

    public static TensorSource of(FloatTensor tensor) {
        return new TensorSource(tensor.shape(), tensor::data);
    }

    /** Bytes in a file. */
    long bytes() {
        return Math.multiplyExact(FloatTensor.sizeOf(shape), Float.BYTES);
    }
}
