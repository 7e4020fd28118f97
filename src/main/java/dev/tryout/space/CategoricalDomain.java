package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/** One of several values, in the order given. */
public record CategoricalDomain(List<Object> values) implements Domain {
    public CategoricalDomain {
        values = values.stream().map(Configuration::canonical).toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one value");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("a choice names a value twice: " + values);
        }
    }

    /** Whether every value is a number, so that their order means something. */
    @JsonIgnore
    public boolean isNumeric() {
        return values.stream().allMatch(Number.class::isInstance);
    }

    @Override
    public boolean contains(Object value) {
        return values.contains(value);
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(values.size());
    }

    @Override
    public double toUnit(Object value) {
        return (values.indexOf(value) + 0.5) / values.size();
    }

    @Override
    public Object fromUnit(double position) {
        int index = (int) Math.floor(position * values.size());
        return values.get(Math.min(values.size() - 1, Math.max(0, index)));
    }

    @Override
    public Object valueAt(long index) {
        return values.get(Math.toIntExact(index));
    }
}
