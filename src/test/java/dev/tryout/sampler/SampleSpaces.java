package dev.tryout.sampler;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Constraint;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Search spaces of every kind. */
public final class SampleSpaces {
    /** Floats, integers, categories, a fixed value, a range of one value, a condition and a constraint. */
    public static final SearchSpace MIXED = new SearchSpace(
            List.of(
                    parameter("epochs", new FixedDomain(4)),
                    parameter("learning_rate", new FloatDomain(1e-6, 1e-2, Scale.LOG)),
                    parameter("dropout", new FloatDomain(0, 0.5, Scale.LINEAR)),
                    parameter("batch_size", new CategoricalDomain(List.of(16, 32, 64))),
                    parameter("freeze_depth", new IntDomain(0, 6, Scale.LINEAR)),
                    parameter("rank", new IntDomain(1, 256, Scale.LOG)),
                    parameter("only", new IntDomain(7, 7, Scale.LINEAR)),
                    parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd", "lion"))),
                    new Parameter(
                            "momentum",
                            new FloatDomain(0.8, 0.99, Scale.LINEAR),
                            new Condition(Map.of("optimizer", List.of("sgd"))))),
            List.of(Constraint.parse("freeze_depth >= 4 or batch_size <= 32")));

    /** {@value #FINITE_SIZE} configurations in 60 cells. */
    public static final SearchSpace FINITE = new SearchSpace(
            List.of(
                    parameter("epochs", new FixedDomain(1)),
                    parameter("depth", new IntDomain(0, 4, Scale.LINEAR)),
                    parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd"))),
                    new Parameter(
                            "momentum",
                            new CategoricalDomain(List.of(0.0, 0.8, 0.9)),
                            new Condition(Map.of("optimizer", List.of("sgd")))),
                    parameter("nesterov", new CategoricalDomain(List.of(true, false)))),
            List.of(Constraint.parse("depth > 0 or optimizer == 'adamw'")));

    /** Five depths, two switches: 10 with adamw; four depths, three momenta, two switches: 24 with sgd. */
    public static final int FINITE_SIZE = 34;

    private SampleSpaces() {}

    public static Parameter parameter(String name, Domain domain) {
        return new Parameter(name, domain, null);
    }

    /** The same space, where good values are believed to be near the lower ends. */
    static SearchSpace withPriors(SearchSpace space) {
        return new SearchSpace(
                space.parameters().stream()
                        .map(p -> new Parameter(p.name(), p.domain(), p.when(), lowPrior(p.domain())))
                        .toList(),
                space.constraints());
    }

    private static @Nullable Prior lowPrior(Domain domain) {
        if (domain instanceof FixedDomain) {
            return null;
        }
        if (domain instanceof CategoricalDomain choice) {
            return new Prior.Weights(IntStream.range(0, choice.values().size())
                    .mapToObj(i -> i == 0 ? 5.0 : 1.0)
                    .toList());
        }
        double low = ((Number) domain.fromUnit(0.2)).doubleValue();
        boolean isLog = domain instanceof FloatDomain range
                ? range.scale() == Scale.LOG
                : ((IntDomain) domain).scale() == Scale.LOG;
        double width = ((Number) domain.fromUnit(0.3)).doubleValue() - low;
        return new Prior.Around(low, isLog ? 2 : Math.max(width, 0.01));
    }

    /** Parameters x0, x1, ... from 0 to 1. */
    public static SearchSpace unitCube(int dimensions) {
        return new SearchSpace(
                IntStream.range(0, dimensions)
                        .mapToObj(i -> parameter("x" + i, new FloatDomain(0, 1, Scale.LINEAR)))
                        .toList(),
                List.of());
    }
}
