package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import java.util.List;

/**
 * Long trainings that become NaN where the learning rate is too high for the gradient clipping, the later the closer it is to
 * what would do; the best are not far from there.
 */
final class DivergingCurves {
    private static final int EPOCHS = 100;

    private DivergingCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-5, 1),
                TestProblems.log("clip", .01, 100),
                TestProblems.real("beta2", .9, .999),
                TestProblems.choice("sched", "linear", "cosine", "constant"));
        return new TestProblem(
                "diverging4",
                TestProblems.space(parameters, EPOCHS),
                EPOCHS,
                DivergingCurves::value,
                .003,
                .562992,
                1.68);
    }

    private static double value(Configuration c, int epoch) {
        double clip = StrictMath.log10(c.number("clip", 1));
        double off = StrictMath.log10(c.number("lr", 1e-3)) + 2.2 + .25 * clip;
        double beta = (c.number("beta2", .99) - .9) / .099;
        int sched = List.of("linear", "cosine", "constant").indexOf(c.text("sched", ""));
        double margin = off - .6 - .3 * beta;
        if (margin > 0 && epoch > 1 + 8 / margin * StrictMath.exp(-margin)) {
            return Double.NaN;
        }
        double floor = .5
                + .12 * Math.min(off * off, 5)
                + .02 * clip * clip
                + .1 * (beta - .8) * (beta - .8)
                + new double[] {.02, 0, .06}[sched];
        double exponent = Math.min(1.2, Math.max(.2, .7 + .3 * off));
        return floor + 2 * StrictMath.pow(1 + epoch, -exponent);
    }
}
