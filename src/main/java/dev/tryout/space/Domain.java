package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.OptionalLong;

/**
 * The values a parameter may take, and their positions in the unit interval.
 *
 * <p>Values are {@link Double} for floats, {@link Long} for integers, and {@link String}, {@link Boolean}, {@link Long} or
 * {@link Double} for categories and fixed values.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FloatDomain.class, name = "float"),
    @JsonSubTypes.Type(value = IntDomain.class, name = "int"),
    @JsonSubTypes.Type(value = CategoricalDomain.class, name = "categorical"),
    @JsonSubTypes.Type(value = FixedDomain.class, name = "fixed")
})
public sealed interface Domain permits FloatDomain, IntDomain, CategoricalDomain, FixedDomain {
    /** Whether the value, of the domain's own type, lies within it. */
    boolean contains(Object value);

    /** The number of distinct values, or empty where the domain is continuous. */
    OptionalLong cardinality();

    /** The position of a contained value, in [0, 1]; discrete values sit at the centre of their cell. */
    double toUnit(Object value);

    /** The value at a position; every discrete value owns a cell, and on a linear scale all cells are equal. */
    Object fromUnit(double position);

    /** The value at an index from 0 to {@code cardinality() - 1}; continuous domains throw. */
    Object valueAt(long index);
}
