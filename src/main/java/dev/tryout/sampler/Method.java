package dev.tryout.sampler;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** The search methods, by the names that a study file uses. */
public enum Method {
    GRID("grid"),
    RANDOM("random"),
    SOBOL("sobol"),
    TPE("tpe"),
    GP("gp", "bayes"),
    MULTI_FIDELITY("multi-fidelity");

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
    private final List<String> names;

    Method(String... names) {
        this.names = List.of(names);
    }

    /** As we write it. */
    @JsonValue
    public String spelling() {
        return names.get(0);
    }

    /** All spellings that a study file may use, in order; a method may have more than one. */
    public static List<String> spellings() {
        return Arrays.stream(values()).flatMap(method -> method.names.stream()).toList();
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    @JsonCreator
    public static Method of(String spelling) {
        return Arrays.stream(values())
                .filter(method -> method.names.contains(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no method '" + spelling + "': use one of " + String.join(", ", spellings())));
    }
}
