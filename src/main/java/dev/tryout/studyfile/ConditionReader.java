package dev.tryout.studyfile;

import dev.tryout.space.Condition;
import dev.tryout.space.Domain;
import dev.tryout.space.Nearest;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code when}: the other parameters that a parameter depends on, and the values under which it is used. */
final class ConditionReader {
    private final Set<String> names;
    private final Map<String, Domain> domains;
    private final Mistakes mistakes;

    /**
     * @param names of all parameters
     * @param domains of those without mistakes
     */
    ConditionReader(Set<String> names, Map<String, Domain> domains, Mistakes mistakes) {
        this.names = names;
        this.domains = domains;
        this.mistakes = mistakes;
    }

    /** The parameter with its condition, or empty where something is wrong with it. */
    Optional<Parameter> read(Cursor entry, @Nullable Domain domain, @Nullable Prior prior) {
        Cursor when = entry.at("when");
        Map<String, List<Object>> anyOf = new LinkedHashMap<>();
        for (Cursor parent : when.entries()) {
            List<Object> values = values(entry, parent);
            if (!values.isEmpty()) {
                anyOf.put(parent.key(), values);
            }
        }
        if (domain == null
                || !mistakes.isSound(entry)
                || anyOf.size() < when.node().size()) {
            return Optional.empty();
        }
        return Optional.of(new Parameter(entry.key(), domain, anyOf.isEmpty() ? null : new Condition(anyOf), prior));
    }

    private List<Object> values(Cursor entry, Cursor parent) {
        if (!mistakes.isSound(parent)) {
            return List.of();
        }
        if (parent.key().equals(entry.key())) {
            mistakes.addAtKey(parent, Show.quoted(entry.key()) + " depends on itself", "name another parameter");
            return List.of();
        }
        if (!names.contains(parent.key())) {
            String question = Nearest.question(parent.key(), names);
            mistakes.addAtKey(
                    parent,
                    "'when' names " + Show.quoted(parent.key()) + ", which is no parameter here",
                    question.isEmpty() ? "the parameters are " + Show.all(List.copyOf(names)) : question);
            return List.of();
        }
        Domain domain = domains.get(parent.key());
        List<Object> values = new ArrayList<>();
        for (Cursor item : parent.node().isArray() ? parent.items() : List.of(parent)) {
            if (domain == null) {
                continue;
            }
            Optional<Object> value = within(domain, item.scalar());
            if (value.isEmpty()) {
                mistakes.add(
                        item,
                        Show.quoted(parent.key()) + " is never " + Show.quoted(item.raw()) + "; it may be "
                                + Describe.values(domain),
                        item.node().isTextual() ? Nearest.question(item.text(), Describe.texts(domain)) : "");
            }
            value.ifPresent(values::add);
        }
        return values;
    }

    /** The value as the domain holds it: 1 and 1.0 are the same to people. */
    static Optional<Object> within(Domain domain, Object value) {
        if (domain.contains(value)) {
            return Optional.of(value);
        }
        if (value instanceof Long whole && domain.contains(whole.doubleValue())) {
            return Optional.of(whole.doubleValue());
        }
        return value instanceof Double real && real == Math.rint(real) && domain.contains(real.longValue())
                ? Optional.of(real.longValue())
                : Optional.empty();
    }
}
