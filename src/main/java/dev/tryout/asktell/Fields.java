package dev.tryout.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.space.Nearest;
import java.util.List;
import java.util.Optional;

/** The fields of a JSON object, with a complaint for each that is missing or of another kind; null counts as missing. */
final class Fields {
    /** What of a bad value is shown. */
    private static final int MAX_SHOWN = 60;

    private final String place;
    private final JsonNode object;

    /**
     * @param place what the object is, for messages: "start", "space[2]"
     */
    Fields(String place, JsonNode object) {
        this.place = place;
        this.object = object;
        if (!object.isObject()) {
            throw new BadRequest(place + " must be a JSON object, got " + show(object));
        }
    }

    /** Refuses fields that are none of these, for a slip in a name would go unnoticed. */
    void allowOnly(List<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                String question = Nearest.question(name, names);
                throw new BadRequest(place + " has no field '" + name + "': "
                        + (question.isEmpty() ? "use " + String.join(", ", names) : question));
            }
        });
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    JsonNode required(String name) {
        return optional(name).orElseThrow(() -> new BadRequest(place + " needs '" + name + "'"));
    }

    String text(String name) {
        JsonNode node = required(name);
        if (!node.isTextual()) {
            throw wrong(name, "text", node);
        }
        return node.textValue();
    }

    /** The text, one of a few. */
    String oneOf(String name, List<String> choices) {
        String text = text(name);
        if (!choices.contains(text)) {
            throw wrong(name, "one of " + String.join(", ", choices), required(name));
        }
        return text;
    }

    boolean truth(String name, boolean absent) {
        Optional<JsonNode> node = optional(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw wrong(name, "true or false", node.get());
        }
        return node.map(JsonNode::booleanValue).orElse(absent);
    }

    /** A finite number. */
    double real(String name) {
        JsonNode node = required(name);
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong(name, "a finite number", node);
        }
        return node.doubleValue();
    }

    /** A whole number, which may be written as 4.0. */
    long whole(String name) {
        JsonNode node = required(name);
        if (!isWhole(node)) {
            throw wrong(name, "a whole number", node);
        }
        return node.longValue();
    }

    /** A whole number from 1 to the largest int. */
    int count(String name) {
        JsonNode node = required(name);
        if (!isWhole(node) || node.longValue() < 1 || node.longValue() > Integer.MAX_VALUE) {
            throw wrong(name, "a whole number from 1 to " + Integer.MAX_VALUE, node);
        }
        return node.intValue();
    }

    int count(String name, int absent) {
        return has(name) ? count(name) : absent;
    }

    /** A measurement: NaN where it is null, and whatever is not finite is passed on; missing is a mistake. */
    double value(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            throw new BadRequest(place + " needs '" + name + "'; null or NaN where training diverged");
        }
        if (!node.isNumber() && !node.isNull()) {
            throw wrong(name, "a number, or null where training diverged", node);
        }
        return node.isNull() ? Double.NaN : node.doubleValue();
    }

    BadRequest wrong(String name, String wanted, JsonNode got) {
        return new BadRequest(place + ": '" + name + "' must be " + wanted + ", got " + show(got));
    }

    static boolean isWhole(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    }

    /** A value as it was sent, shortened. */
    static String show(JsonNode node) {
        String text = node.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
