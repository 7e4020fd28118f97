package dev.tryout.simulation;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An objective that looks its measurements up in a table of learning curves.
 *
 * <p>The distance of two configurations is Euclidean over the parameters' positions in [0, 1], log-scaled where they are. Categories
 * whose values are no numbers, and parameters that are active in one of the two alone, count 0 or 1. Of equally near curves the
 * earlier in the table is taken.
 */
public final class CurveTable implements SimulatedObjective {
    private final Path file;
    private final List<Parameter> parameters;
    private final Metric metric;
    private final List<String> missing;
    private final List<LearningCurve> curves;
    private final int leftOut;
    private final Matching matching;
    private final Map<Configuration, LearningCurve> found = new ConcurrentHashMap<>();

    CurveTable(
            Path file,
            SearchSpace space,
            Metric metric,
            List<String> missing,
            List<LearningCurve> curves,
            int leftOut,
            Matching matching) {
        this.file = file;
        this.parameters = compared(space);
        this.metric = metric;
        this.missing = List.copyOf(missing);
        this.curves = List.copyOf(curves);
        this.leftOut = leftOut;
        this.matching = matching;
        curves.forEach(curve -> found.put(curve.configuration(), curve));
    }

    /** The parameters that tell configurations of a table apart. */
    static List<Parameter> compared(SearchSpace space) {
        return space.parameters().stream()
                .filter(parameter -> !parameter.name().equals(StudySpec.EPOCHS))
                .toList();
    }

    /** How many configurations it has that the study may try. */
    public int size() {
        return curves.size();
    }

    /** How many more it has, outside the study's space. */
    public int leftOut() {
        return leftOut;
    }

    /** The metrics that the study trades off and the table has no column for. */
    public List<String> missing() {
        return missing;
    }

    /** @throws CurveTableException where matching is exact and the table lacks the configuration */
    @Override
    public Measurement measure(Configuration configuration, int epoch, long seed) {
        Map<String, Object> values = new LinkedHashMap<>(configuration.values());
        values.remove(StudySpec.EPOCHS);
        LearningCurve curve = found.computeIfAbsent(new Configuration(values), this::match);
        LearningCurve.Epoch at =
                curve.epochs().get(Math.min(epoch, curve.epochs().size()) - 1);
        return new Measurement(epoch, at.metrics(metric), at.seconds());
    }

    private LearningCurve match(Configuration configuration) {
        if (matching == Matching.EXACT) {
            throw CurveTableException.of(
                    file,
                    "has no configuration " + configuration
                            + "; complete the table, narrow the study to what it has, or match the nearest");
        }
        LearningCurve nearest = curves.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (LearningCurve curve : curves) {
            double distance = squaredDistance(configuration, curve.configuration());
            if (distance < least) {
                least = distance;
                nearest = curve;
            }
        }
        return nearest;
    }

    private double squaredDistance(Configuration a, Configuration b) {
        double sum = 0;
        for (Parameter parameter : parameters) {
            Optional<Object> left = a.value(parameter.name());
            Optional<Object> right = b.value(parameter.name());
            if (left.isPresent() && right.isPresent()) {
                sum += squaredDistance(parameter, left.get(), right.get());
            } else if (left.isPresent() != right.isPresent()) {
                sum++;
            }
        }
        return sum;
    }

    private static double squaredDistance(Parameter parameter, Object left, Object right) {
        if (parameter.domain() instanceof CategoricalDomain categories && !categories.isNumeric()) {
            return left.equals(right) ? 0 : 1;
        }
        double difference = parameter.domain().toUnit(left) - parameter.domain().toUnit(right);
        return difference * difference;
    }
}
