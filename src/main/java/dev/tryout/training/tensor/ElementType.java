package dev.tryout.training.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the values of a tensor in a safetensors file are. Those of all types can lie in a file; only floats of 16 and 32 bits
 * are read.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
enum ElementType {
    F32(4),
    F16(2),
    BF16(2),
    F64(8),
    F8_E4M3(1),
    F8_E5M2(1),
    BOOL(1),
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    U64(8),
    I64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The type of that name, as files write it. */
    static Optional<ElementType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Of each value. */
    int bytes() {
        return bytes;
    }

    boolean isRead() {
        return this == F32 || this == F16 || this == BF16;
    }

    /**
     * Converts values exactly.
     *
     * @param from little-endian, read from its position on
     * @param start of the first value
     */
    void read(ByteBuffer from, float[] into, int start, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(into, start, count);
            return;
        }
        for (int i = start; i < start + count; i++) {
            short bits = from.getShort();
            into[i] = this == BF16 ? Float.intBitsToFloat(bits << Short.SIZE) : Half.toFloat(bits);
        }
    }
}
