package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * Validation losses that fall by a power law {@code a + b t^-c} (Kadra et al. 2023, "Scaling laws for hyperparameter
 * optimization", arXiv 2302.00441) and cross: what learns fast for its high learning rate ends at a worse floor.
 */
final class PowerLawCurves {
    private static final int EPOCHS = 51;

    private PowerLawCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-5, 1e-1),
                TestProblems.log("wd", 1e-6, 1e-2),
                TestProblems.whole("layers", 1, 8, Scale.LINEAR),
                TestProblems.choice("act", "relu", "gelu", "tanh"));
        return new TestProblem(
                "powerlaw4",
                TestProblems.space(parameters, EPOCHS),
                EPOCHS,
                PowerLawCurves::value,
                .003,
                .147346,
                .323);
    }

    private static double value(Configuration c, int epoch) {
        double lr = (StrictMath.log10(c.number("lr", 1e-3)) + 5) / 4;
        double wd = (StrictMath.log10(c.number("wd", 1e-4)) + 6) / 4;
        double depth = (c.number("layers", 4) - 1) / 7;
        int act = List.of("relu", "gelu", "tanh").indexOf(c.text("act", ""));
        double off = lr - .4 + .25 * (depth - .5);
        double floor = .1
                + .9 * off * off
                + .25 * (wd - .6) * (wd - .6)
                + .2 * (depth - .7) * (depth - .7)
                + new double[] {.03, 0, .06}[act];
        double gap = .5 + .4 * depth;
        double exponent = Math.max(.15, .3 + 1.3 * lr - .3 * depth);
        return floor + gap * StrictMath.pow(epoch, -exponent);
    }
}
