package dev.tryout.training.cache;

/** How a number is kept, little-endian. */
public enum Element {
    /** IEEE 754 single precision. */
    FLOAT32(1, Float.BYTES),
    /** IEEE 754 half precision; what is read is single. */
    FLOAT16(2, Short.BYTES),
    /** A whole number. */
    INT32(3, Integer.BYTES);

    private final int code;
    private final int bytes;

    Element(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The element that files mean by a number. */
    static Element of(int code) {
        for (Element element : values()) {
            if (element.code == code) {
                return element;
            }
        }
        throw new IllegalArgumentException("no element " + code);
    }

    /** What files call it, for ever. */
    int code() {
        return code;
    }

    int bytes() {
        return bytes;
    }
}
