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

    private static final int SIGN = 0x8000;
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT = 0x1f;
    private static final int BIAS_DIFFERENCE = 127 - 15;
    private static final int FLOAT_FRACTION_BITS = 23;
    private static final float LEAST_HALF = 0x1p-24f;

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
            into[i] = this == BF16 ? Float.intBitsToFloat(bits << Short.SIZE) : half(bits);
        }
    }

    /** A float of IEEE 754's binary16: a sign, 5 bits of exponent, 10 of fraction. */
    static float half(short bits) {
        int sign = (bits & SIGN) << Short.SIZE;
        int exponent = bits >>> FRACTION_BITS & EXPONENT;
        int fraction = bits & FRACTION;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * LEAST_HALF));
        }
        int wide = exponent == EXPONENT ? 0xff : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(
                sign | wide << FLOAT_FRACTION_BITS | fraction << FLOAT_FRACTION_BITS - FRACTION_BITS);
    }
}
