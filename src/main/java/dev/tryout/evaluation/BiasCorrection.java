package dev.tryout.evaluation;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * Which quantiles of resampled values bound a confidence interval: those of BCa, bias-corrected and accelerated (Efron 1987,
 * "Better Bootstrap Confidence Intervals", Journal of the American Statistical Association 82, section 3).
 *
 * @param bias z0, by how many standard deviations the median of resampled values is below the metric
 * @param acceleration a, how fast the metric's standard deviation changes with the metric
 */
record BiasCorrection(double bias, double acceleration) {
    private static final double ROOT_2 = StrictMath.sqrt(2);

    /**
     * @param drawn the metric in each resample
     * @param value the metric itself; a resampled value that equals it counts half above and half below
     * @param without the metric without one example, for each example or for many of them
     * @param examples how many there are
     */
    static BiasCorrection of(double[] drawn, double value, double[] without, int examples) {
        double below = 0;
        for (double other : drawn) {
            below += other < value ? 1 : other == value ? 0.5 : 0;
        }
        // A value beyond all resampled ones is taken for one between the last two.
        double least = 0.5 / drawn.length;
        double share = Math.min(1 - least, Math.max(least, below / drawn.length));
        return new BiasCorrection(normalQuantile(share), acceleration(without, examples));
    }

    /**
     * A sixth of the skewness of what examples contribute, by the jackknife (Efron 1987, equation 6.6), over the root of their
     * number; 0 where no example matters.
     */
    static double acceleration(double[] without, int examples) {
        double mean = Arrays.stream(without).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double contribution = mean - value;
            squares += contribution * contribution;
            cubes += contribution * contribution * contribution;
        }
        double variance = squares / without.length;
        double spread = variance * StrictMath.sqrt(variance);
        return spread > 0 ? cubes / without.length / spread / (6 * StrictMath.sqrt(examples)) : 0;
    }

    /**
     * The level of the quantile that stands for another level.
     *
     * @param level from 0 to 1, both excluded: 0.025 for the low end of a 95 % interval
     */
    double level(double level) {
        double z = bias + normalQuantile(level);
        double shrinkage = 1 - acceleration * z;
        // Beyond where the correction has a pole it has no meaning, and its limit is the end.
        return shrinkage > 0 ? normalShare(bias + z / shrinkage) : z > 0 ? 1 : 0;
    }

    private static double normalQuantile(double share) {
        return ROOT_2 * Erf.erfInv(2 * share - 1);
    }

    private static double normalShare(double z) {
        return Erf.erfc(-z / ROOT_2) / 2;
    }
}
