package dev.tryout.training.tensor;

/** IEEE 754 half precision, which Java 17 has no conversion for: 1 sign bit, 5 of exponent, 10 of fraction. */
public final class Half {
    private static final int MAX_FINITE_PLUS =
            0x477ff000; // 65520, the least single that rounds beyond the greatest half
    private static final int MIN_NORMAL = 0x38800000; // 2^-14
    private static final int SUBNORMAL_MAGIC = 0x3f000000; // 0.5: adding it aligns the fraction of a subnormal half
    private static final float[] FLOATS = table();

    private Half() {}

    /** The half's value, exactly. */
    public static float toFloat(short half) {
        return FLOATS[half & 0xffff];
    }

    /** The nearest half, ties to even; what is too great is infinite. */
    public static short of(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= MAX_FINITE_PLUS) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < MIN_NORMAL) {
            float aligned = Float.intBitsToFloat(magnitude) + Float.intBitsToFloat(SUBNORMAL_MAGIC);
            return (short) (sign | (Float.floatToIntBits(aligned) - SUBNORMAL_MAGIC));
        }
        int oddness = (magnitude >>> 13) & 1;
        int rounded = magnitude - ((127 - 15) << 23) + 0xfff + oddness;
        return (short) (sign | (rounded >>> 13));
    }

    private static float[] table() {
        float[] floats = new float[1 << 16];
        for (int half = 0; half < floats.length; half++) {
            int exponent = (half >>> 10) & 0x1f;
            int fraction = half & 0x3ff;
            double magnitude;
            if (exponent == 0) {
                magnitude = fraction * 0x1p-24;
            } else if (exponent == 0x1f) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            } else {
                magnitude = Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
            }
            floats[half] = (float) (half < 0x8000 ? magnitude : -magnitude);
        }
        return floats;
    }
}
