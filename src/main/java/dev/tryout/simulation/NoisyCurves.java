package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * Errors of a classifier measured on few examples: short curves that end within the noise of one another. They fall by a power
 * law whose exponent grows with the learning rate.
 */
final class NoisyCurves {
    private static final int EPOCHS = 10;

    private NoisyCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-6, 1e-2),
                TestProblems.whole("batch", 4, 128, Scale.LOG),
                TestProblems.real("dropout", 0, .5),
                TestProblems.whole("freeze", 0, 6, Scale.LINEAR),
                TestProblems.choice("pool", "cls", "mean", "max"),
                TestProblems.choice("optim", "adamw", "sgd"));
        return new TestProblem(
                "noisy6", TestProblems.space(parameters, EPOCHS), EPOCHS, NoisyCurves::value, .015, .165561, .348);
    }

    private static double value(Configuration c, int epoch) {
        boolean sgd = c.text("optim", "").equals("sgd");
        double batch = StrictMath.log10(c.number("batch", 32) / 32);
        double off = StrictMath.log10(c.number("lr", 1e-4)) - (sgd ? -2.6 : -4) - .5 * batch;
        double freeze = c.number("freeze", 0) / 6;
        double dropout = c.number("dropout", .1);
        int pool = List.of("cls", "mean", "max").indexOf(c.text("pool", ""));
        double floor = .12
                + .07 * Math.min(off * off, 4)
                + .15 * (freeze - .3) * (freeze - .3)
                + .2 * (dropout - .1) * (dropout - .1)
                + new double[] {.02, 0, .05}[pool]
                + (sgd ? .03 : 0);
        double exponent = Math.min(1.8, Math.max(.2, 1 + .4 * off));
        return floor + Math.max(0, .7 - floor) * StrictMath.pow(1 + epoch, -exponent);
    }
}
