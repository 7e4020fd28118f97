package dev.tryout.sampler;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The search methods, by the names that a study file uses. */
public enum Method {
    GRID,
    RANDOM,
    SOBOL,
    TPE,
    GP;

    /** As the study file spells it. */
    @JsonValue
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All spellings, in order. */
    public static List<String> spellings() {
        return Arrays.stream(values()).map(Method::spelling).toList();
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    @JsonCreator
    public static Method of(String spelling) {
        return Arrays.stream(values())
                .filter(method -> method.spelling().equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no method '" + spelling + "': use one of " + String.join(", ", spellings())));
    }
}
