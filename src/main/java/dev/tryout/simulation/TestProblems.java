package dev.tryout.simulation;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Problems with known optima: classics after Surjanovic and Bingham's Virtual Library of Simulation Experiments, some of them
 * over mixed and logarithmic parameters, and {@link FineTuningCurves}.
 */
public final class TestProblems {
    private static final double[][] HARTMANN_A = {
        {10, 3, 17, 3.5, 1.7, 8}, {.05, 10, 17, .1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, .05, 10, .1, 14}
    };
    private static final double[][] HARTMANN_P = {
        {.1312, .1696, .5569, .0124, .8283, .5886},
        {.2329, .4135, .8307, .3736, .1004, .9991},
        {.2348, .1451, .3522, .2883, .3047, .6650},
        {.4047, .8828, .8732, .5743, .1091, .0381}
    };
    private static final double[] HARTMANN_WEIGHTS = {1, 1.2, 3, 3.2};

    private TestProblems() {}

    /** Every problem. */
    public static List<TestProblem> all() {
        return List.of(
                branin2(),
                hartmann6(),
                levy4log(),
                rosenbrock4(),
                ackley6mix(),
                FineTuningCurves.problem(),
                PowerLawCurves.problem(),
                SaturatingCurves.problem(),
                LateCurves.problem(),
                OverfittingCurves.problem(),
                NoisyCurves.problem(),
                DivergingCurves.problem());
    }

    /** The problem of that name. */
    public static Optional<TestProblem> named(String name) {
        return all().stream().filter(problem -> problem.name().equals(name)).findFirst();
    }

    private static TestProblem branin2() {
        return problem("branin2", List.of(real("x0", -5, 10), real("x1", 0, 15)), 0.397887, 35.2, c -> {
            double x = c.number("x0", 0);
            double bend = c.number("x1", 0) - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
            return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x) + 10;
        });
    }

    private static TestProblem hartmann6() {
        List<Parameter> parameters = new ArrayList<>();
        for (int d = 0; d < 6; d++) {
            parameters.add(real("x" + d, 0, 1));
        }
        return problem("hartmann6", parameters, -3.322368, -0.1027, c -> {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                double exponent = 0;
                for (int d = 0; d < 6; d++) {
                    double distance = c.number("x" + d, 0) - HARTMANN_P[i][d];
                    exponent += HARTMANN_A[i][d] * distance * distance;
                }
                sum -= HARTMANN_WEIGHTS[i] * StrictMath.exp(-exponent);
            }
            return sum;
        });
    }

    private static TestProblem levy4log() {
        List<Parameter> parameters = List.of(
                log("x0", 1e-6, 1), log("x1", 1e-4, 1e2), real("x2", -10, 10), whole("x3", -10, 10, Scale.LINEAR));
        return problem("levy4log", parameters, 0, 37.6, c -> {
            double[] w = {
                levy(position(c, "x0", 1e-6, 1)),
                levy(position(c, "x1", 1e-4, 1e2)),
                levy((c.number("x2", 0) + 10) / 20),
                levy((c.number("x3", 0) + 10) / 20)
            };
            double sum = square(StrictMath.sin(Math.PI * w[0]))
                    + square(w[3] - 1) * (1 + square(StrictMath.sin(2 * Math.PI * w[3])));
            for (int i = 0; i < 3; i++) {
                sum += square(w[i] - 1) * (1 + 10 * square(StrictMath.sin(Math.PI * w[i] + 1)));
            }
            return sum;
        });
    }

    private static double levy(double position) {
        return 1 + (-10 + 20 * position - 1) / 4;
    }

    private static TestProblem rosenbrock4() {
        List<Parameter> parameters =
                List.of(real("x0", -5, 10), real("x1", -5, 10), real("x2", -5, 10), real("x3", -5, 10));
        return problem("rosenbrock4", parameters, 0, 5.41, c -> {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                double x = c.number("x" + i, 0);
                sum += 100 * square(c.number("x" + (i + 1), 0) - x * x) + square(x - 1);
            }
            return StrictMath.log10(1 + sum);
        });
    }

    private static TestProblem ackley6mix() {
        List<Parameter> parameters = List.of(
                log("x0", 1e-6, 1e-1),
                log("x1", 1e-5, 1),
                whole("x2", 1, 10, Scale.LINEAR),
                whole("x3", 1, 256, Scale.LOG),
                choice("a", "a0", "a1", "a2"),
                choice("b", "b0", "b1", "b2", "b3"));
        return problem("ackley6mix", parameters, 0, 20.2, c -> {
            int a = c.text("a", "a0").charAt(1) - '0';
            int b = c.text("b", "b0").charAt(1) - '0';
            double[] z = {
                position(c, "x0", 1e-6, 1e-1) - .7,
                position(c, "x1", 1e-5, 1) - new double[] {.3, .8, .55}[a],
                (c.number("x2", 1) - 1) / 9 - 5.0 / 9,
                position(c, "x3", 1, 256) - .5
            };
            double squares = 0;
            double cosines = 0;
            for (double position : z) {
                double scaled = 32.768 * position;
                squares += scaled * scaled / 4;
                cosines += StrictMath.cos(2 * Math.PI * scaled / 4) / 4;
            }
            return -20 * StrictMath.exp(-.2 * Math.sqrt(squares))
                    - StrictMath.exp(cosines)
                    + 20
                    + Math.E
                    + new double[] {0, .6, 1.5}[a]
                    + new double[] {.4, 0, .8, .2}[b];
        });
    }

    private static double position(Configuration configuration, String name, double low, double high) {
        return StrictMath.log(configuration.number(name, low) / low) / StrictMath.log(high / low);
    }

    private static double square(double x) {
        return x * x;
    }

    private static TestProblem problem(
            String name,
            List<Parameter> parameters,
            double best,
            double median,
            ToDoubleFunction<Configuration> function) {
        return new TestProblem(name, space(parameters, 1), 1, (c, epoch) -> function.applyAsDouble(c), 0, best, median);
    }

    static SearchSpace space(List<Parameter> parameters, int epochs) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.add(parameter(StudySpec.EPOCHS, new FixedDomain(epochs)));
        return new SearchSpace(all, List.of());
    }

    static Parameter real(String name, double low, double high) {
        return parameter(name, new FloatDomain(low, high, Scale.LINEAR));
    }

    static Parameter log(String name, double low, double high) {
        return parameter(name, new FloatDomain(low, high, Scale.LOG));
    }

    static Parameter whole(String name, long low, long high, Scale scale) {
        return parameter(name, new IntDomain(low, high, scale));
    }

    static Parameter choice(String name, Object... values) {
        return parameter(name, new CategoricalDomain(List.of(values)));
    }

    private static Parameter parameter(String name, Domain domain) {
        return new Parameter(name, domain, null);
    }
}
