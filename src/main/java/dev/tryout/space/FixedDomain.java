package dev.tryout.space;

import java.util.OptionalLong;

/** One value that every trial uses; not searched over. */
public record FixedDomain(Object value) implements Domain {
    public FixedDomain {
        value = Configuration.canonical(value);
    }

    @Override
    public boolean contains(Object candidate) {
        return value.equals(candidate);
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(1);
    }

    @Override
    public double toUnit(Object candidate) {
        return 0.5;
    }

    @Override
    public Object fromUnit(double position) {
        return value;
    }

    @Override
    public Object valueAt(long index) {
        if (index != 0) {
            throw new IndexOutOfBoundsException("a fixed value has no value number " + index);
        }
        return value;
    }
}
