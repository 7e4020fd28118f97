package dev.tryout.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a parameter is active: every named parent is active itself and has one of the listed values.
 *
 * @param anyOf by parent name, the values under which the parameter is active
 */
public record Condition(Map<String, List<Object>> anyOf) {
    public Condition {
        Map<String, List<Object>> copy = new LinkedHashMap<>();
        anyOf.forEach((parent, values) ->
                copy.put(parent, values.stream().map(Configuration::canonical).toList()));
        anyOf = java.util.Collections.unmodifiableMap(copy);
        if (anyOf.isEmpty() || anyOf.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a condition needs a parent and a value: " + anyOf);
        }
    }

    /** Whether the parents' values make the parameter active. */
    public boolean holds(Map<String, Object> values) {
        return anyOf.entrySet().stream().allMatch(parent -> {
            Object value = values.get(parent.getKey());
            return value != null && parent.getValue().stream().anyMatch(wanted -> same(wanted, value));
        });
    }

    /** Equality that does not tell 1 from 1.0. */
    static boolean same(Object left, Object right) {
        return left instanceof Number a && right instanceof Number b
                ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : left.equals(right);
    }
}
