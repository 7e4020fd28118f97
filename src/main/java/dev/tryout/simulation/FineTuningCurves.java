package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import java.util.List;

/**
 * A simulator of fine-tuning: validation losses that fall by a power law to a floor. The best learning rate depends on batch size
 * and optimizer, small ranks underfit and large ones overfit, and a learning rate that is too high for its warm-up diverges.
 */
final class FineTuningCurves {
    private static final int EPOCHS = 27;
    private static final double DIVERGED = 2.5;

    private FineTuningCurves() {}

    static TestProblem problem() {
        List<Parameter> parameters = List.of(
                TestProblems.log("lr", 1e-6, 1e-2),
                TestProblems.whole("batch", 4, 256, Scale.LOG),
                TestProblems.whole("rank", 1, 128, Scale.LOG),
                TestProblems.real("warmup", 0, .3),
                TestProblems.log("wd", 1e-6, 1e-1),
                TestProblems.choice("sched", "linear", "cosine", "constant"),
                TestProblems.choice("optim", "adamw", "sgd", "lion"));
        return new TestProblem(
                "finetune7",
                TestProblems.space(parameters, EPOCHS),
                EPOCHS,
                FineTuningCurves::value,
                .003,
                .344985,
                .802);
    }

    private static double value(Configuration c, int epoch) {
        double lr = StrictMath.log10(c.number("lr", 1e-4));
        double batch = c.number("batch", 32) / 32;
        double r = StrictMath.log(c.number("rank", 8)) / StrictMath.log(2);
        double warmup = c.number("warmup", 0);
        int optim = List.of("adamw", "sgd", "lion").indexOf(c.text("optim", ""));
        int sched = List.of("linear", "cosine", "constant").indexOf(c.text("sched", ""));
        double d = lr - (-3.7 + .5 * StrictMath.log10(batch) + new double[] {0, 1.2, -.7}[optim]);
        if (d > .8 + 4 * Math.min(warmup, .08) && epoch > 2 / (d - .6)) {
            return DIVERGED;
        }
        double log2Batch = StrictMath.log(batch) / StrictMath.log(2);
        double floor = .30
                + .10 * Math.min(d * d, 4)
                + .02 * StrictMath.pow(Math.max(0, 4 - r), 1.3)
                + .3 * (warmup - .08) * (warmup - .08)
                + .012 * square(StrictMath.log10(c.number("wd", 1e-2)) + 2.5)
                + new double[] {.01, 0, .05}[sched]
                + new double[] {0, .06, .02}[optim]
                + .015 * Math.abs(log2Batch);
        double speed = Math.min(2, Math.max(.15, .9 + .45 * d - .05 * log2Batch));
        return floor
                + Math.max(.2, 1.4 - floor) * StrictMath.pow(1 + epoch, -speed)
                + .004 * Math.max(0, r - 3) * Math.max(0, d + .3) * Math.max(0, (double) epoch / EPOCHS - .4);
    }

    private static double square(double x) {
        return x * x;
    }
}
