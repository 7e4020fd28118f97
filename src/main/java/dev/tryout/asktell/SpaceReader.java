package dev.tryout.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the space of a start request. */
final class SpaceReader {
    private static final List<String> TYPES = List.of("float", "int", "cat");
    private static final List<String> FIELDS = List.of("name", "type", "low", "high", "log", "choices");

    private SpaceReader() {}

    static ClientSpace read(JsonNode space) {
        if (!space.isArray() || space.isEmpty()) {
            throw new BadRequest(
                    "start: 'space' must be an array of one or more parameters, got " + Fields.show(space));
        }
        List<ClientParameter> parameters = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            ClientParameter parameter = parameter("space[" + i + "]", space.get(i));
            if (parameters.stream().anyMatch(p -> p.name().equals(parameter.name()))) {
                throw new BadRequest("space[" + i + "]: there is another parameter '" + parameter.name() + "'");
            }
            parameters.add(parameter);
        }
        return new ClientSpace(parameters);
    }

    private static ClientParameter parameter(String place, JsonNode node) {
        Fields fields = new Fields(place, node);
        fields.allowOnly(FIELDS);
        String name = fields.text("name");
        String type = fields.oneOf("type", TYPES);
        try {
            return switch (type) {
                case "float" -> new ClientParameter(name, reals(place, fields), List.of());
                case "int" -> new ClientParameter(name, wholes(place, fields), List.of());
                default -> categories(name, fields);
            };
        } catch (IllegalArgumentException e) {
            throw new BadRequest(place + " '" + name + "': " + e.getMessage());
        }
    }

    private static Domain reals(String place, Fields fields) {
        double low = fields.real("low");
        double high = fields.real("high");
        checkBounds(place, low, high, scale(fields));
        return new FloatDomain(low, high, scale(fields));
    }

    private static Domain wholes(String place, Fields fields) {
        long low = fields.whole("low");
        long high = fields.whole("high");
        checkBounds(place, low, high, scale(fields));
        return new IntDomain(low, high, scale(fields));
    }

    private static void checkBounds(String place, Number low, Number high, Scale scale) {
        if (low.doubleValue() > high.doubleValue()) {
            throw new BadRequest(place + ": 'low' " + low + " is above 'high' " + high);
        }
        if (scale == Scale.LOG && low.doubleValue() <= 0) {
            throw new BadRequest(place + ": 'low' must be above 0 on a log scale, got " + low);
        }
    }

    private static Scale scale(Fields fields) {
        return fields.truth("log", false) ? Scale.LOG : Scale.LINEAR;
    }

    private static ClientParameter categories(String name, Fields fields) {
        JsonNode node = fields.required("choices");
        if (!node.isArray() || node.isEmpty()) {
            throw fields.wrong("choices", "an array of one or more values", node);
        }
        List<JsonNode> choices = new ArrayList<>();
        for (JsonNode choice : node) {
            if (choices.stream().anyMatch(earlier -> ClientParameter.same(earlier, choice))) {
                throw new BadRequest("'" + name + "' has the choice " + Fields.show(choice) + " twice");
            }
            choices.add(choice);
        }
        return new ClientParameter(name, new CategoricalDomain(values(choices)), choices);
    }

    /** Numbers, texts and truth values as they are, so that samplers see an order where there is one; else a number for each. */
    private static List<Object> values(List<JsonNode> choices) {
        boolean plain = choices.stream().allMatch(SpaceReader::isPlain);
        return IntStream.range(0, choices.size())
                .mapToObj(i -> plain ? plain(choices.get(i)) : "choice " + (i + 1))
                .toList();
    }

    private static boolean isPlain(JsonNode node) {
        return node.isTextual() || node.isBoolean() || node.isNumber() && Double.isFinite(node.doubleValue());
    }

    private static Object plain(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
    }
}
