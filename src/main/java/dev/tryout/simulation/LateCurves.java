package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * Late bloomers: validation losses that stay where they begin until the warm-up is over and then fall along a logistic curve in
 * the logarithm of the epoch, one of the shapes of Domhan et al. 2015 ("Speeding up automatic hyperparameter optimization of deep
 * neural networks by extrapolation of learning curves", the family MMF). The best begin late.
 */
final class LateCurves {
    private static final int EPOCHS = 27;
    private static final double START = 1.1;

    private LateCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-6, 1e-3),
                TestProblems.real("warmup", 0, .5),
                TestProblems.whole("batch", 8, 128, Scale.LOG),
                TestProblems.whole("freeze", 0, 12, Scale.LINEAR),
                TestProblems.choice("head", "linear", "mlp"));
        return new TestProblem(
                "late5", TestProblems.space(parameters, EPOCHS), EPOCHS, LateCurves::value, .004, .258253, .442);
    }

    private static double value(Configuration c, int epoch) {
        double warmup = c.number("warmup", .1);
        double freeze = c.number("freeze", 0);
        double off = StrictMath.log10(c.number("lr", 1e-5)) + 4.5 - .5 * StrictMath.log10(c.number("batch", 32) / 32);
        boolean mlp = c.text("head", "").equals("mlp");
        double floor = .25
                + .12 * off * off
                + .8 * (warmup - .2) * (warmup - .2)
                + .003 * (freeze - 4) * (freeze - 4)
                + (mlp ? 0 : .04);
        double onset = EPOCHS * (.03 + .5 * warmup + .15 * Math.max(0, -off)) + (mlp ? 1 : 0);
        return floor + Math.max(.1, START - floor) / (1 + StrictMath.pow(epoch / onset, 2.5));
    }
}
