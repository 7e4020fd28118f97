package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values of one trial's active parameters, in the order of the space. Equal whatever the order.
 *
 * @param values by parameter name; each a {@link Double}, {@link Long}, {@link String} or {@link Boolean}
 */
public record Configuration(@JsonValue Map<String, Object> values) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Configuration {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, canonical(value)));
        values = Collections.unmodifiableMap(copy);
    }

    /** The same value as one of the four types that a configuration holds. */
    static Object canonical(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Long || value instanceof Double || value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("not a parameter value: " + value);
    }

    /** The value, or empty where the parameter is not active. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The number, or the default where the parameter is not active or not searched over. */
    public double number(String name, double defaultValue) {
        return value(name)
                .map(value -> requireNumber(name, value).doubleValue())
                .orElse(defaultValue);
    }

    /** The whole number, or the default where the parameter is not active or not searched over. */
    public int integer(String name, int defaultValue) {
        return value(name)
                .map(value -> Math.toIntExact(requireNumber(name, value).longValue()))
                .orElse(defaultValue);
    }

    /** The text, or the default where the parameter is not active or not searched over. */
    public String text(String name, String defaultValue) {
        return value(name).map(Object::toString).orElse(defaultValue);
    }

    /** The same without a parameter's value. */
    public Configuration without(String name) {
        Map<String, Object> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new Configuration(others);
    }

    /** The same with another value of a parameter, in its place. */
    public Configuration with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Configuration(changed);
    }

    private static Number requireNumber(String name, Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(name + " must be a number, got '" + value + "'");
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + format(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** A value as people read it: four significant digits for a real number. */
    public static String format(Object value) {
        if (value instanceof Double number) {
            String text = String.format(java.util.Locale.ROOT, "%.4g", number);
            return text.contains("e") || !text.contains(".")
                    ? text.replaceFirst("\\.?0+e", "e")
                    : text.replaceFirst("\\.?0+$", "");
        }
        return value.toString();
    }
}
