package dev.tryout.space;

import java.util.OptionalLong;

/** Real numbers from {@code min} to {@code max}, both included. */
public record FloatDomain(double min, double max, Scale scale) implements Domain {
    public FloatDomain {
        if (!Double.isFinite(min) || !Double.isFinite(max)) {
            throw new IllegalArgumentException("bounds must be finite, got " + min + " and " + max);
        }
        if (min > max) {
            throw new IllegalArgumentException("min " + min + " is above max " + max);
        }
        if (scale == Scale.LOG && min <= 0) {
            throw new IllegalArgumentException("a log scale needs min above 0, got " + min);
        }
        if (Double.isInfinite(scale == Scale.LOG ? max / min : max - min)) {
            throw new IllegalArgumentException("the range from " + min + " to " + max + " is too wide");
        }
    }

    @Override
    public boolean contains(Object value) {
        return value instanceof Double number && number >= min && number <= max;
    }

    @Override
    public OptionalLong cardinality() {
        return min == max ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public double toUnit(Object value) {
        return Scaling.toUnit((Double) value, min, max, scale);
    }

    @Override
    public Object fromUnit(double position) {
        return Math.min(max, Math.max(min, Scaling.fromUnit(position, min, max, scale)));
    }

    @Override
    public Object valueAt(long index) {
        if (min < max) {
            throw new UnsupportedOperationException("a continuous range has no value number " + index);
        }
        if (index != 0) {
            throw new IndexOutOfBoundsException("a range of one value has no value number " + index);
        }
        return min;
    }
}
