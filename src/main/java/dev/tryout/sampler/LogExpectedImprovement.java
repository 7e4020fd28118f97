package dev.tryout.sampler;

import dev.tryout.surrogate.GaussianProcess;
import dev.tryout.surrogate.LogImprovement;

/**
 * The logarithm of the expected improvement on a target.
 *
 * @param model of the losses
 * @param target the lowest loss that the model believes to have been reached: its own mean there, so that lucky noise is no record
 */
record LogExpectedImprovement(GaussianProcess model, double target) implements Acquisition {
    /** Improvements below this, in units of what random configurations differ by, are not worth a trial. */
    static final double LEAST_IMPROVEMENT = 1e-4;

    @Override
    public double at(double[] point) {
        GaussianProcess.Prediction prediction = model.at(point);
        double u = (target - LEAST_IMPROVEMENT - prediction.mean()) / prediction.deviation();
        return StrictMath.log(prediction.deviation()) + LogImprovement.at(u).value();
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double[] byDeviation = new double[gradient.length];
        GaussianProcess.Prediction prediction = model.at(point, gradient, byDeviation);
        double deviation = prediction.deviation();
        double u = (target - LEAST_IMPROVEMENT - prediction.mean()) / deviation;
        LogImprovement improvement = LogImprovement.at(u);
        double slope = improvement.slope();
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] = (byDeviation[d] * (1 - u * slope) - gradient[d] * slope) / deviation;
        }
        return StrictMath.log(deviation) + improvement.value();
    }
}
