package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a study, parents before the parameters that depend on them, and the constraints that join them.
 */
public record SearchSpace(List<Parameter> parameters, List<Constraint> constraints) {
    public SearchSpace {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : parameters) {
            parameter.condition().ifPresent(condition -> {
                for (String parent : condition.anyOf().keySet()) {
                    if (!seen.contains(parent)) {
                        throw new IllegalArgumentException("'" + parameter.name() + "' depends on '" + parent
                                + "', which is not a parameter listed before it");
                    }
                }
            });
            if (!seen.add(parameter.name())) {
                throw new IllegalArgumentException("parameter '" + parameter.name() + "' is there twice");
            }
        }
        for (Constraint constraint : constraints) {
            for (String name : constraint.names()) {
                if (!seen.contains(name)) {
                    throw new IllegalArgumentException(
                            "constraint '" + constraint.text() + "' names '" + name + "', which is no parameter");
                }
            }
        }
    }

    /** The parameters that a sampler chooses, in order: the dimensions of the unit cube. */
    @JsonIgnore
    public List<Parameter> searched() {
        return parameters.stream().filter(Parameter::isSearched).toList();
    }

    /** What tells a configuration from others: all but the values that are fixed here. All of it where nothing is left. */
    public Configuration distinct(Configuration configuration) {
        Configuration left = configuration;
        for (Parameter parameter : parameters) {
            if (parameter.domain() instanceof FixedDomain fixed
                    && fixed.value().equals(configuration.values().get(parameter.name()))) {
                left = left.without(parameter.name());
            }
        }
        return left.values().isEmpty() ? configuration : left;
    }

    /** The parameter of that name. */
    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * The configuration at a point of the unit cube; positions of inactive parameters are ignored.
     *
     * @param point one position in [0, 1] for each of {@link #searched()}
     */
    public Configuration fromUnit(double[] point) {
        Map<String, Object> values = new LinkedHashMap<>();
        int dimension = 0;
        for (Parameter parameter : parameters) {
            double position = parameter.isSearched() ? point[dimension++] : 0.5;
            if (parameter.isActive(values)) {
                values.put(parameter.name(), parameter.domain().fromUnit(position));
            }
        }
        return new Configuration(values);
    }

    /**
     * The point of a configuration.
     *
     * @return one position in [0, 1] for each of {@link #searched()}, NaN where the parameter is not active
     */
    public double[] toUnit(Configuration configuration) {
        return searched().stream()
                .mapToDouble(parameter -> configuration
                        .value(parameter.name())
                        .map(parameter.domain()::toUnit)
                        .orElse(Double.NaN))
                .toArray();
    }

    /**
     * A whole configuration from a part of one: an active parameter that is not given takes the value that its prior believes in
     * most, or else the middle of its domain. Values of inactive parameters are left out.
     *
     * @param given values within their domains
     */
    public Configuration completed(Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.isActive(values)) {
                Object value = given.get(parameter.name());
                values.put(parameter.name(), value == null ? parameter.likeliest() : value);
            }
        }
        return new Configuration(values);
    }

    /** Whether every active parameter is there and within its domain, no other is, and all constraints are met. */
    public boolean contains(Configuration configuration) {
        int active = 0;
        for (Parameter parameter : parameters) {
            boolean isActive = parameter.isActive(configuration.values());
            Optional<Object> value = configuration.value(parameter.name());
            if (isActive != value.isPresent()
                    || value.map(v -> !parameter.domain().contains(v)).orElse(false)) {
                return false;
            }
            active += isActive ? 1 : 0;
        }
        return active == configuration.values().size() && satisfies(configuration);
    }

    /** Those of the configurations that it contains, in order. */
    public List<Configuration> within(List<Configuration> configurations) {
        return configurations.stream().filter(this::contains).toList();
    }

    /** Whether all constraints are met; one that names an inactive parameter does not apply. */
    public boolean satisfies(Configuration configuration) {
        return constraints.stream().allMatch(constraint -> constraint.isMetBy(configuration));
    }

    /** The product of all cardinalities, conditions and constraints not counted; empty where a range is continuous. */
    @JsonIgnore
    public Optional<BigInteger> gridSize() {
        BigInteger size = BigInteger.ONE;
        for (Parameter parameter : parameters) {
            if (parameter.domain().cardinality().isEmpty()) {
                return Optional.empty();
            }
            size = size.multiply(
                    BigInteger.valueOf(parameter.domain().cardinality().getAsLong()));
        }
        return Optional.of(size);
    }
}
