package dev.tryout.training.cache;

import dev.tryout.training.tensor.Half;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Rows to read, from memory or from a mapped file. For any thread. */
public final class Rows {
    private final RowLayout layout;
    private final ByteBuffer[] segments;
    private final double seconds;

    /**
     * @param segments the rows, cut as the layout says
     * @param seconds what computing them took
     */
    Rows(RowLayout layout, ByteBuffer[] segments, double seconds) {
        this.layout = layout;
        this.segments = segments;
        this.seconds = seconds;
    }

    public RowLayout layout() {
        return layout;
    }

    /** What computing these rows took, from the texts on. */
    public double seconds() {
        return seconds;
    }

    /** Appends a row of floating-point numbers, in single precision. */
    public void copy(int row, FloatBuffer into) {
        ByteBuffer encoded = encoded(row);
        switch (layout.element()) {
            case FLOAT32 -> into.put(encoded.asFloatBuffer());
            case FLOAT16 -> {
                for (int at = 0; at < encoded.limit(); at += Short.BYTES) {
                    into.put(Half.toFloat(encoded.getShort(at)));
                }
            }
            case INT32 -> throw new IllegalArgumentException("these rows hold whole numbers");
        }
    }

    /** A row of whole numbers. */
    public int[] ints(int row) {
        if (layout.element() != Element.INT32) {
            throw new IllegalArgumentException("these rows hold floating-point numbers");
        }
        int[] values = new int[layout.length(row) * layout.width()];
        encoded(row).asIntBuffer().get(values);
        return values;
    }

    private ByteBuffer encoded(int row) {
        int segment = layout.segmentOf(row);
        return segments[segment]
                .slice((int) (layout.offset(row) - layout.segmentOffset(segment)), layout.rowBytes(row))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
