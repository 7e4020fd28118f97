package dev.tryout.training.tensor;

import java.util.List;

/**
 * Where a tensor's values lie.
 *
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
record TensorEntry(String name, List<Integer> shape, long begin, long end) {
    TensorEntry {
        shape = List.copyOf(shape);
    }
}
