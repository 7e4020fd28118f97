package dev.tryout.training;

import java.util.List;

/**
 * A setting that a study may search over, and what it may be set to.
 *
 * @param name as the study file writes it
 * @param kind of its values
 * @param min the least value, included; 0 for text
 * @param max the greatest value, included; 0 for text
 * @param choices the texts it may be; empty for numbers
 * @param defaultValue as text
 * @param meaning one line for people
 */
public record SettingSpec(
        String name, Kind kind, double min, double max, List<String> choices, String defaultValue, String meaning) {
    /** What a setting's values are. */
    public enum Kind {
        FLOAT,
        INT,
        TEXT
    }

    public SettingSpec {
        choices = List.copyOf(choices);
    }

    static SettingSpec real(String name, double min, double max, double defaultValue, String meaning) {
        return new SettingSpec(name, Kind.FLOAT, min, max, List.of(), Double.toString(defaultValue), meaning);
    }

    static SettingSpec whole(String name, int min, int max, int defaultValue, String meaning) {
        return new SettingSpec(name, Kind.INT, min, max, List.of(), Integer.toString(defaultValue), meaning);
    }

    static SettingSpec text(String name, List<String> choices, String meaning) {
        return new SettingSpec(name, Kind.TEXT, 0, 0, choices, choices.get(0), meaning);
    }

    /** Whether the setting may have the value, of any type that a configuration holds. */
    public boolean accepts(Object value) {
        if (kind == Kind.TEXT) {
            return value instanceof String text && choices.contains(text);
        }
        return value instanceof Number number
                && number.doubleValue() >= min
                && number.doubleValue() <= max
                && (kind == Kind.FLOAT || number instanceof Long || number instanceof Integer);
    }

    /** What the setting may be, as in {@code a number from 0.0 to 0.9}. */
    public String allowed() {
        return switch (kind) {
            case FLOAT -> "a number from " + min + " to " + max;
            case INT -> "a whole number from " + (long) min + " to " + (long) max;
            case TEXT -> String.join(" or ", choices);
        };
    }
}
