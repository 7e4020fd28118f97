package dev.tryout.space;

import java.util.OptionalLong;

/** Whole numbers from {@code min} to {@code max}, both included. */
public record IntDomain(long min, long max, Scale scale) implements Domain {
    private static final double HALF = 0.5;
    private static final double LARGEST = 0x1p53 - 1;

    public IntDomain {
        if (min > max) {
            throw new IllegalArgumentException("min " + min + " is above max " + max);
        }
        if (scale == Scale.LOG && min <= 0) {
            throw new IllegalArgumentException("a log scale needs min above 0, got " + min);
        }
        if (isTooWide(min, max)) {
            throw new IllegalArgumentException("the range from " + min + " to " + max + " is too wide");
        }
    }

    /** Whether the range reaches beyond the whole numbers that doubles, which positions are made of, tell apart. */
    public static boolean isTooWide(long min, long max) {
        return Math.max(Math.abs((double) min), Math.abs((double) max)) > LARGEST;
    }

    @Override
    public boolean contains(Object value) {
        return value instanceof Long number && number >= min && number <= max;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(max - min + 1);
    }

    @Override
    public double toUnit(Object value) {
        return Scaling.toUnit((Long) value, min - HALF, max + HALF, scale);
    }

    @Override
    public Object fromUnit(double position) {
        long rounded = Math.round(Scaling.fromUnit(position, min - HALF, max + HALF, scale));
        return Math.min(max, Math.max(min, rounded));
    }

    @Override
    public Object valueAt(long index) {
        if (index < 0 || index > max - min) {
            throw new IndexOutOfBoundsException("no value number " + index + " from " + min + " to " + max);
        }
        return min + index;
    }
}
