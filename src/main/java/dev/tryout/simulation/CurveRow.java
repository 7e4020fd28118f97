package dev.tryout.simulation;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An epoch of a configuration, as a table has it.
 *
 * @param line counted from 1
 * @param cells by column
 * @param traded the columns of metrics that the metric is traded against
 */
record CurveRow(Path file, long line, Map<String, String> cells, String metric, List<String> traded) {
    /** The parameters that are active; an inactive one's cell is passed over. */
    Configuration configuration(List<Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.isActive(values)) {
                values.put(parameter.name(), value(parameter));
            }
        }
        return new Configuration(values);
    }

    private Object value(Parameter parameter) {
        String cell = cells.get(parameter.name());
        if (cell == null && parameter.domain() instanceof FixedDomain fixed) {
            return fixed.value();
        }
        if (cell == null || cell.isEmpty()) {
            throw refused(parameter.name(), "", "a value, as the parameter is active in this row");
        }
        return read(parameter.domain(), cell)
                .orElseThrow(() -> refused(
                        parameter.name(),
                        cell,
                        parameter.domain() instanceof IntDomain ? "a whole number" : "a finite number"));
    }

    private static Optional<Object> read(Domain domain, String cell) {
        if (domain instanceof FloatDomain) {
            return number(cell).filter(Double::isFinite).map(number -> number);
        }
        if (domain instanceof IntDomain) {
            return number(cell).filter(number -> Math.rint(number) == number).map(number ->
                    (Object) number.longValue());
        }
        List<Object> known = domain instanceof CategoricalDomain categories
                ? categories.values()
                : List.of(((FixedDomain) domain).value());
        return Optional.of(known.stream()
                .filter(value -> isWritten(value, cell))
                .findFirst()
                .orElse(cell));
    }

    private static boolean isWritten(Object value, String cell) {
        return value instanceof Number number
                ? number(cell).filter(n -> n == number.doubleValue()).isPresent()
                : value instanceof Boolean ? value.toString().equalsIgnoreCase(cell) : value.equals(cell);
    }

    int epoch() {
        String cell = cells.getOrDefault(CurveColumns.EPOCH, "");
        return number(cell)
                .filter(number -> number >= 1 && number <= Integer.MAX_VALUE && Math.rint(number) == number)
                .map(Double::intValue)
                .orElseThrow(() -> refused(CurveColumns.EPOCH, cell, "a whole number from 1 on"));
    }

    LearningCurve.Epoch measured() {
        String seconds = cells.getOrDefault(CurveColumns.SECONDS, "");
        return new LearningCurve.Epoch(
                value(metric, "a number, or NaN where training diverged"),
                traded.stream()
                        .collect(Collectors.toMap(name -> name, name -> value(name, "a number, or NaN for none"))),
                number(seconds)
                        .filter(number -> Double.isFinite(number) && number >= 0)
                        .orElseThrow(() -> refused(CurveColumns.SECONDS, seconds, "a finite number of 0 or more")));
    }

    private double value(String column, String wanted) {
        String cell = cells.getOrDefault(column, "");
        return number(cell).orElseThrow(() -> refused(column, cell, wanted));
    }

    /** Any spelling of NaN and infinity that programs write counts as not finite. */
    private static Optional<Double> number(String cell) {
        switch (cell.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> {
                return Optional.of(Double.NaN);
            }
            default -> {
                try {
                    return Optional.of(Double.valueOf(cell));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
        }
    }

    private CurveTableException refused(String column, String cell, String wanted) {
        return CurveTableException.at(file, line, "column '" + column + "' has '" + cell + "'; write " + wanted);
    }
}
