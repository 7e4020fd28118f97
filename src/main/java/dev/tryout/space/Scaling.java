package dev.tryout.space;

/**
 * Positions of numbers within a range, on a linear or a logarithmic scale. Strict arithmetic: a seed gives the same values on
 * every machine.
 */
final class Scaling {
    private Scaling() {}

    static double toUnit(double value, double min, double max, Scale scale) {
        if (min == max) {
            return 0.5;
        }
        double position = scale == Scale.LOG
                ? StrictMath.log(value / min) / StrictMath.log(max / min)
                : (value - min) / (max - min);
        return Math.min(1, Math.max(0, position));
    }

    static double fromUnit(double position, double min, double max, Scale scale) {
        double u = Math.min(1, Math.max(0, position));
        return scale == Scale.LOG ? min * StrictMath.pow(max / min, u) : min + u * (max - min);
    }
}
