package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * Validation errors that fall exponentially to a floor, over the seven parameters of LCBench's networks for tables (Zimmer et al.
 * 2021, "Auto-PyTorch Tabular", arXiv 2006.13799). What counts is the effective step: learning rate, momentum and batch size
 * together.
 */
final class SaturatingCurves {
    private static final int EPOCHS = 50;
    private static final double CHANCE = .65;

    private SaturatingCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.whole("batch", 16, 512, Scale.LOG),
                TestProblems.log("lr", 1e-4, 1e-1),
                TestProblems.real("momentum", .1, .99),
                TestProblems.log("wd", 1e-5, 1e-1),
                TestProblems.whole("layers", 1, 5, Scale.LINEAR),
                TestProblems.whole("units", 64, 1024, Scale.LOG),
                TestProblems.real("dropout", 0, 1));
        return new TestProblem(
                "saturating7",
                TestProblems.space(parameters, EPOCHS),
                EPOCHS,
                SaturatingCurves::value,
                .005,
                .081874,
                .276);
    }

    private static double value(Configuration c, int epoch) {
        double batch = StrictMath.log10(c.number("batch", 64) / 64);
        double step = StrictMath.log10(c.number("lr", 1e-2) / (1 - c.number("momentum", .9))) - .5 * batch + 1.5;
        double dropout = c.number("dropout", .2);
        double units = StrictMath.log(1024 / c.number("units", 256)) / StrictMath.log(2);
        double decay = StrictMath.log10(c.number("wd", 1e-3)) + 3;
        double layers = c.number("layers", 3) - 3;
        double floor = .08
                + .06 * Math.min(step * step, 4)
                + .15 * (dropout - .2) * (dropout - .2)
                + .006 * units
                + .008 * layers * layers
                + .006 * decay * decay
                + (step > 1 ? .25 * (step - 1) : 0);
        double rate = .12 * StrictMath.pow(10, .6 * Math.min(step, 1)) * (1 - .6 * dropout);
        return floor + Math.max(0, CHANCE - floor) * StrictMath.exp(-rate * epoch);
    }
}
