package dev.tryout.training.cache;

import dev.tryout.training.tensor.Half;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/** Takes rows while they are computed, each once, in any order. */
public abstract class RowSink {
    private final RowLayout layout;
    private final BitSet taken = new BitSet();

    RowSink(RowLayout layout) {
        this.layout = layout;
    }

    final RowLayout layout() {
        return layout;
    }

    /**
     * Takes a row of floating-point numbers.
     *
     * @param values the row's numbers from the offset on; more may follow
     */
    public final void put(int row, float[] values, int offset) throws IOException {
        ByteBuffer encoded = encoded(row);
        int count = layout.length(row) * layout.width();
        switch (layout.element()) {
            case FLOAT32 -> encoded.asFloatBuffer().put(values, offset, count);
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    encoded.putShort(i * Short.BYTES, Half.of(values[offset + i]));
                }
            }
            case INT32 -> throw new IllegalArgumentException("these rows hold whole numbers");
        }
        write(row, encoded);
        taken.set(row);
    }

    /** Takes a row of whole numbers. */
    public final void put(int row, int[] values) throws IOException {
        if (layout.element() != Element.INT32 || values.length != layout.length(row) * layout.width()) {
            throw new IllegalArgumentException("row " + row + " is not of " + values.length + " whole numbers");
        }
        ByteBuffer encoded = encoded(row);
        encoded.asIntBuffer().put(values);
        write(row, encoded);
        taken.set(row);
    }

    private ByteBuffer encoded(int row) {
        return ByteBuffer.allocate(layout.rowBytes(row)).order(ByteOrder.LITTLE_ENDIAN);
    }

    final void requireWhole() {
        if (taken.cardinality() != layout.rows()) {
            throw new IllegalStateException(taken.cardinality() + " of " + layout.rows() + " rows were computed");
        }
    }

    abstract void write(int row, ByteBuffer encoded) throws IOException;
}
