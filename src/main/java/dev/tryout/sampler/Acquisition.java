package dev.tryout.sampler;

import dev.tryout.surrogate.GaussianProcess;
import dev.tryout.surrogate.LogImprovement;

/**
 * How much a point promises: the logarithm of its expected improvement on a target, to be maximised.
 *
 * @param target the lowest value that is believed to have been reached
 */
record Acquisition(GaussianProcess model, double target) {
    double at(double[] point) {
        GaussianProcess.Prediction prediction = model.at(point);
        double u = (target - prediction.mean()) / prediction.deviation();
        return StrictMath.log(prediction.deviation()) + LogImprovement.at(u).value();
    }

    /**
     * The same with its gradient.
     *
     * @param gradient overwritten, one entry for each coordinate
     */
    double at(double[] point, double[] gradient) {
        double[] byDeviation = new double[gradient.length];
        GaussianProcess.Prediction prediction = model.at(point, gradient, byDeviation);
        double deviation = prediction.deviation();
        double u = (target - prediction.mean()) / deviation;
        LogImprovement improvement = LogImprovement.at(u);
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] = (byDeviation[d] * (1 - u * improvement.slope()) - gradient[d] * improvement.slope()) / deviation;
        }
        return StrictMath.log(deviation) + improvement.value();
    }
}
