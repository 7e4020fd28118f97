package dev.tryout.training.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes rows into memory, where no file can have them. */
final class RowMemory extends RowSink {
    private final ByteBuffer[] segments;

    RowMemory(RowLayout layout) {
        super(layout);
        segments = new ByteBuffer[layout.segments()];
        Arrays.setAll(segments, segment -> ByteBuffer.allocate(layout.segmentBytes(segment)));
    }

    @Override
    void write(int row, ByteBuffer encoded) {
        int segment = layout().segmentOf(row);
        int position = (int) (layout().offset(row) - layout().segmentOffset(segment));
        segments[segment].put(position, encoded, 0, encoded.limit());
    }

    Rows rows(double seconds) {
        requireWhole();
        return new Rows(layout(), segments, seconds);
    }
}
