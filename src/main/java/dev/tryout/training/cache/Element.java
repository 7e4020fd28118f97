package dev.tryout.training.cache;

/** How a number is kept, little-endian. */
public enum Element {
    /** IEEE 754 single precision. */
    FLOAT32(Float.BYTES),
    /** IEEE 754 half precision; what is read is single. */
    FLOAT16(Short.BYTES),
    /** A whole number. */
    INT32(Integer.BYTES);

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    static Element at(int ordinal) {
        if (ordinal < 0 || ordinal >= values().length) {
            throw new IllegalArgumentException("no element " + ordinal);
        }
        return values()[ordinal];
    }

    int bytes() {
        return bytes;
    }
}
