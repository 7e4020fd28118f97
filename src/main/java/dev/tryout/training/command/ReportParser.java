package dev.tryout.training.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells reports from other lines of output. A report is a JSON object with the metric, on one line. The tokens NaN and
 * Infinity, which JSON lacks and Python's {@code json} writes, are understood.
 */
final class ReportParser {
    private static final String EPOCH = "epoch";
    private static final Map<String, Double> NOT_FINITE = Map.of(
            "nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "infinity", Double.POSITIVE_INFINITY,
            "-inf", Double.NEGATIVE_INFINITY,
            "-infinity", Double.NEGATIVE_INFINITY);
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String metric;

    ReportParser(String metric) {
        this.metric = metric;
    }

    /**
     * Reads a line.
     *
     * @param previousEpoch the epoch before, which a report without an epoch follows
     * @return empty where the line is no report
     * @throws CommandFailure where it means to be one and lacks the metric or a proper epoch
     */
    Optional<Report> parse(String line, int previousEpoch) throws CommandFailure {
        Optional<JsonNode> object = object(line);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = object.get();
        if (!node.has(metric)) {
            requireNoReport(node);
            return Optional.empty();
        }
        int epoch = node.has(EPOCH) ? epoch(node.path(EPOCH)) : previousEpoch + 1;
        Map<String, Double> metrics = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> number(entry.getValue()).ifPresent(value -> metrics.put(entry.getKey(), value)));
        metrics.remove(EPOCH);
        if (!metrics.containsKey(metric)) {
            throw new CommandFailure("epoch " + epoch + ": " + metric + " is " + node.path(metric) + ", not a number");
        }
        return Optional.of(new Report(epoch, metrics));
    }

    private static Optional<JsonNode> object(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(READER.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void requireNoReport(JsonNode node) throws CommandFailure {
        if (node.has(EPOCH)) {
            Set<String> keys = new TreeSet<>();
            node.fieldNames().forEachRemaining(keys::add);
            throw new CommandFailure("the report of epoch " + node.path(EPOCH) + " lacks the metric '" + metric
                    + "'; its keys are " + String.join(", ", keys) + ". Report '" + metric
                    + "', or name another metric in the study file");
        }
    }

    private static int epoch(JsonNode value) throws CommandFailure {
        boolean whole = value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt();
        if (!whole || value.intValue() < 1) {
            throw new CommandFailure("a report's epoch must be a whole number from 1, got " + value);
        }
        return value.intValue();
    }

    private static OptionalDouble number(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        Double notFinite = NOT_FINITE.get(value.asText().toLowerCase(Locale.ROOT));
        return value.isTextual() && notFinite != null ? OptionalDouble.of(notFinite) : OptionalDouble.empty();
    }
}
