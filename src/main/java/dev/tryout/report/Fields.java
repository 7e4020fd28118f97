package dev.tryout.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making, its fields in the order they are added; numbers that are not finite become null. */
final class Fields {
    private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

    private Fields() {}

    static Fields of(String name, @Nullable Object value) {
        return new Fields().and(name, value);
    }

    static Fields none() {
        return new Fields();
    }

    Fields and(String name, @Nullable Object value) {
        map.put(name, value instanceof Double number && !Double.isFinite(number) ? null : value);
        return this;
    }

    Fields all(Map<String, ?> values) {
        values.forEach(this::and);
        return this;
    }

    Map<String, @Nullable Object> map() {
        return map;
    }
}
