package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * Validation losses with a minimum: a power law, and on it what a large and little regularised network loses again by overfitting
 * (the shape of Prechelt 1998, "Early stopping - but when?", figure 1).
 */
final class OverfittingCurves {
    private static final int EPOCHS = 30;

    private OverfittingCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-5, 1e-2),
                TestProblems.real("dropout", 0, .6),
                TestProblems.log("wd", 1e-5, 1),
                TestProblems.whole("width", 16, 2048, Scale.LOG),
                TestProblems.choice("augment", "none", "flip", "mix"));
        return new TestProblem(
                "overfit5",
                TestProblems.space(parameters, EPOCHS),
                EPOCHS,
                OverfittingCurves::value,
                .003,
                .473061,
                .716);
    }

    private static double value(Configuration c, int epoch) {
        double lr = StrictMath.log10(c.number("lr", 1e-4)) + 3.3;
        double decay = (StrictMath.log10(c.number("wd", 1e-2)) + 5) / 5;
        double width = StrictMath.log(c.number("width", 128) / 16) / StrictMath.log(128);
        int augment = List.of("none", "flip", "mix").indexOf(c.text("augment", ""));
        double held = .6 * decay + .8 * c.number("dropout", .1) + new double[] {0, .1, .25}[augment];
        double floor = .35 + .1 * lr * lr + .25 * (1 - width) * (1 - width) + .25 * held * held;
        double speed = Math.min(1.6, Math.max(.3, .8 + .4 * lr + .3 * width - .2 * held));
        double overfit = .12 * Math.max(0, width + .25 * lr - .9 * held);
        return floor + .9 * StrictMath.pow(1 + epoch, -speed) + overfit * StrictMath.pow((double) epoch / EPOCHS, 1.5);
    }
}
