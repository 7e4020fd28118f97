package dev.tryout.training.tensor;

import java.util.List;

/**
 * What a tensor's values are and where they lie.
 *
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
record TensorEntry(String name, ElementType type, List<Integer> shape, long begin, long end) {
    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** How many there are. */
    long values() {
        return (end - begin) / type.bytes();
    }
}
