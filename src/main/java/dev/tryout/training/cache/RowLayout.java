package dev.tryout.training.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of differing lengths: a row is so many tokens, and each token so many numbers. Nothing is padded. */
public final class RowLayout {
    /** What one buffer holds at most, so that its addresses are ints; a row is never split. */
    static final long SEGMENT_BYTES = 1L << 30;

    private final Element element;
    private final int width;
    private final int[] lengths;
    private final long[] offsets;
    private final int[] starts;

    /**
     * @param width numbers for each token
     * @param lengths tokens of each row
     */
    public RowLayout(Element element, int width, int[] lengths) {
        if (width < 1) {
            throw new IllegalArgumentException("a token has one number at least, got " + width);
        }
        this.element = element;
        this.width = width;
        this.lengths = lengths.clone();
        this.offsets = new long[lengths.length + 1];
        for (int row = 0; row < lengths.length; row++) {
            long bytes = (long) lengths[row] * width * element.bytes();
            if (lengths[row] < 0 || bytes > SEGMENT_BYTES) {
                throw new IllegalArgumentException("row " + row + " has " + lengths[row] + " tokens");
            }
            offsets[row + 1] = offsets[row] + bytes;
        }
        this.starts = starts(offsets);
    }

    public Element element() {
        return element;
    }

    public int width() {
        return width;
    }

    public int rows() {
        return lengths.length;
    }

    /** Tokens of a row. */
    public int length(int row) {
        return lengths[row];
    }

    /** Of all rows. */
    public long bytes() {
        return offsets[lengths.length];
    }

    /** Where a row begins, in bytes behind the first one. */
    long offset(int row) {
        return offsets[row];
    }

    int rowBytes(int row) {
        return (int) (offsets[row + 1] - offsets[row]);
    }

    /** How many buffers hold all rows. */
    int segments() {
        return starts.length - 1;
    }

    /** The buffer that holds a row. */
    int segmentOf(int row) {
        int found = Arrays.binarySearch(starts, 0, segments(), row);
        return found < 0 ? -found - 2 : found;
    }

    /** Where a buffer begins, in bytes behind the first row. */
    long segmentOffset(int segment) {
        return offsets[starts[segment]];
    }

    int segmentBytes(int segment) {
        return (int) (offsets[starts[segment + 1]] - offsets[starts[segment]]);
    }

    private static int[] starts(long[] offsets) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int rows = offsets.length - 1;
        long start = 0;
        for (int row = 0; row < rows; row++) {
            if (offsets[row + 1] - start > SEGMENT_BYTES) {
                starts.add(row);
                start = offsets[row];
            }
        }
        starts.add(rows);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowLayout layout
                && element == layout.element
                && width == layout.width
                && Arrays.equals(lengths, layout.lengths);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * element.hashCode() + width) + Arrays.hashCode(lengths);
    }
}
