package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named parameter.
 *
 * @param name as the study file spells it
 * @param domain the values it may take
 * @param when the condition under which it is active, or null where it always is
 * @param prior what is believed about its good values, or null where nothing is
 */
public record Parameter(
        String name,
        Domain domain,
        @Nullable Condition when,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Prior prior) {
    @JsonCreator
    public Parameter {
        if (prior != null && !prior.suits(domain)) {
            throw new IllegalArgumentException("the prior " + prior + " of '" + name + "' does not suit " + domain);
        }
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no parameter name: use letters, digits, '_', '.' and '-', a letter first");
        }
    }

    /** A parameter about which nothing is believed. */
    public Parameter(String name, Domain domain, @Nullable Condition when) {
        this(name, domain, when, null);
    }

    /** Whether a parameter may be called so. */
    public static boolean isName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    }

    /** The condition under which the parameter is active. */
    public Optional<Condition> condition() {
        return Optional.ofNullable(when);
    }

    /** Whether the values of the parameters before it make it active. */
    public boolean isActive(Map<String, Object> values) {
        return when == null || when.holds(values);
    }

    /** The value that its prior believes in most, or else the middle of its domain. */
    Object likeliest() {
        return prior == null ? domain.fromUnit(0.5) : prior.mode(domain);
    }

    /** Whether a sampler has anything to choose. */
    @JsonIgnore
    public boolean isSearched() {
        return !(domain instanceof FixedDomain);
    }
}
