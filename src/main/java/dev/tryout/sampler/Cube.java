package dev.tryout.sampler;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.List;

/**
 * The unit cube of a space as a model sees it: which coordinates are categories, which move continuously, and which points are
 * there. A point has the centre of a value's cell where a parameter is discrete, and NaN where it is not active.
 */
final class Cube {
    private final SearchSpace space;
    private final List<Domain> domains;
    private final boolean conditional;
    private final boolean[] unordered;

    Cube(SearchSpace space) {
        this.space = space;
        List<Parameter> searched = space.searched();
        this.domains = searched.stream().map(Parameter::domain).toList();
        this.conditional =
                searched.stream().anyMatch(parameter -> parameter.condition().isPresent());
        this.unordered = new boolean[domains.size()];
        for (int d = 0; d < unordered.length; d++) {
            unordered[d] = domains.get(d) instanceof CategoricalDomain choice && !isOrdered(choice);
        }
    }

    private static boolean isOrdered(CategoricalDomain choice) {
        if (!choice.isNumeric()) {
            return false;
        }
        double last = Double.NEGATIVE_INFINITY;
        for (Object value : choice.values()) {
            double number = ((Number) value).doubleValue();
            if (number <= last) {
                return false;
            }
            last = number;
        }
        return true;
    }

    int dimensions() {
        return unordered.length;
    }

    /** Which coordinates are categories without an order. */
    boolean[] unordered() {
        return unordered.clone();
    }

    boolean isUnordered(int dimension) {
        return unordered[dimension];
    }

    /** Whether some value lies between others: of two, neither does, and categories have no order. */
    boolean hasMiddle(int dimension) {
        return !unordered[dimension] && (isContinuous(dimension) || cardinality(dimension) > 2);
    }

    boolean isContinuous(int dimension) {
        return domains.get(dimension).cardinality().isEmpty();
    }

    /** How many values a discrete coordinate has. */
    long cardinality(int dimension) {
        return domains.get(dimension).cardinality().orElseThrow();
    }

    /** The coordinate of a discrete value by its index, from 0 on. */
    double valueAt(int dimension, long index) {
        return domains.get(dimension).toUnit(domains.get(dimension).valueAt(index));
    }

    /** The coordinate of the discrete value so many values from another, as far as the range goes. */
    double neighbour(int dimension, double coordinate, int steps) {
        Domain domain = domains.get(dimension);
        Object value = domain.fromUnit(coordinate);
        long index = domain instanceof CategoricalDomain choice
                ? choice.values().indexOf(value)
                : (Long) value - (Long) domain.valueAt(0);
        return valueAt(dimension, Math.max(0, Math.min(cardinality(dimension) - 1, index + steps)));
    }

    /** The point of a configuration. */
    double[] point(Configuration configuration) {
        return space.toUnit(configuration);
    }

    Configuration configuration(double[] point) {
        double[] filled = point.clone();
        for (int d = 0; d < filled.length; d++) {
            filled[d] = Double.isNaN(filled[d]) ? 0.5 : filled[d];
        }
        return space.fromUnit(filled);
    }

    /** The nearest point that belongs to a configuration; what has become active without a place gets one in the middle. */
    double[] snap(double[] place) {
        if (conditional) {
            return space.toUnit(configuration(place));
        }
        double[] snapped = place.clone();
        for (int d = 0; d < snapped.length; d++) {
            Domain domain = domains.get(d);
            if (!isContinuous(d)) {
                snapped[d] = domain.toUnit(domain.fromUnit(place[d]));
            }
        }
        return snapped;
    }
}
