package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Set;

/**
 * A condition on several parameters at once, such as {@code freeze_depth >= 4 or batch_size <= 32}.
 *
 * <p>The language has {@code or}, {@code and}, {@code not}, the comparisons {@code < <= > >= == !=},
 * {@code + - * /}, parentheses, numbers, quoted text, {@code true}, {@code false} and parameter names.
 */
public final class Constraint {
    private final String text;
    private final Expression expression;
    private final Set<String> names;

    private Constraint(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
        this.names = Collections.unmodifiableSet(expression.names());
    }

    /**
     * Reads a constraint.
     *
     * @throws IllegalArgumentException naming the column and what was expected
     */
    @JsonCreator
    public static Constraint parse(String text) {
        return new Constraint(text, new ExpressionParser(text).parse());
    }

    /** As it was written. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The parameters that it names. */
    public Set<String> names() {
        return names;
    }

    /** Whether the configuration meets it, or lacks a parameter that it names. */
    public boolean isMetBy(Configuration configuration) {
        return !configuration.values().keySet().containsAll(names)
                || expression.evaluate(configuration).equals(true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constraint constraint && constraint.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
