package dev.tryout.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import java.util.List;
import java.util.Optional;

/**
 * One of the client's parameters.
 *
 * @param name as the client calls it; any text
 * @param choices of a category as the client wrote them, in the domain's order; empty otherwise
 */
record ClientParameter(String name, Domain domain, List<JsonNode> choices) {
    ClientParameter {
        choices = List.copyOf(choices);
    }

    /** A value of the domain as the client writes it. */
    JsonNode toClient(Object value) {
        if (domain instanceof CategoricalDomain categories) {
            return choices.get(categories.values().indexOf(value));
        }
        return value instanceof Long number
                ? JsonNodeFactory.instance.numberNode(number)
                : JsonNodeFactory.instance.numberNode((Double) value);
    }

    /** A value that the client wrote, within the domain. */
    Object fromClient(JsonNode node) {
        return value(node)
                .filter(domain::contains)
                .orElseThrow(() -> new BadRequest("'" + name + "' must be " + wanted() + ", got " + Fields.show(node)));
    }

    private Optional<Object> value(JsonNode node) {
        if (domain instanceof CategoricalDomain categories) {
            for (int i = 0; i < choices.size(); i++) {
                if (same(choices.get(i), node)) {
                    return Optional.of(categories.values().get(i));
                }
            }
            return Optional.empty();
        }
        if (domain instanceof IntDomain) {
            return Fields.isWhole(node) ? Optional.of(node.longValue()) : Optional.empty();
        }
        return node.isNumber() ? Optional.of(node.doubleValue()) : Optional.empty();
    }

    /** Equal, or the same number written otherwise. */
    static boolean same(JsonNode left, JsonNode right) {
        return left.isNumber() && right.isNumber()
                ? Double.compare(left.doubleValue(), right.doubleValue()) == 0
                : left.equals(right);
    }

    private String wanted() {
        if (domain instanceof IntDomain range) {
            return "a whole number from " + range.min() + " to " + range.max();
        }
        if (domain instanceof FloatDomain range) {
            return "a number from " + range.min() + " to " + range.max();
        }
        return "one of " + choices;
    }
}
