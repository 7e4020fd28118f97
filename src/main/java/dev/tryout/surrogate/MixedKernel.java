package dev.tryout.surrogate;

/**
 * A product of two kernels: Matérn 5/2 over the ordered coordinates, and {@code exp(-Σ 1/length)} over the unordered ones in which
 * two points differ. Each coordinate has a length of its own. With r the distance in units of the lengths and s = √5 r,
 * Matérn 5/2 is {@code (1 + s + s²/3) exp(-s)} (Rasmussen and Williams 2006, formula 4.17).
 *
 * <p>A coordinate that is NaN belongs to a parameter that is not active. Two of these agree; one of these and a number are
 * {@value #INACTIVE_DISTANCE} apart, wherever the number is.
 */
public final class MixedKernel implements Kernel {
    static final double INACTIVE_DISTANCE = 0.5;

    /** Minus the kernel's derivative by half the squared distance is this times (1 + s) exp(-s). */
    static final double STEEPNESS = 5.0 / 3;

    private static final double ROOT_FIVE = Math.sqrt(5);

    private final boolean[] unordered;
    private final double[] inverseLengths;

    /**
     * A kernel of these lengths.
     *
     * @param unordered which coordinates are categories
     * @param lengths one for each coordinate, above 0
     */
    public MixedKernel(boolean[] unordered, double[] lengths) {
        this.unordered = unordered.clone();
        this.inverseLengths = new double[lengths.length];
        for (int d = 0; d < lengths.length; d++) {
            inverseLengths[d] = 1 / lengths[d];
        }
    }

    @Override
    public double value(double[] a, double[] b) {
        double square = 0;
        double penalty = 0;
        for (int d = 0; d < a.length; d++) {
            double scaled = distance(a[d], b[d], unordered[d]) * inverseLengths[d];
            square += unordered[d] ? 0 : scaled * scaled;
            penalty += unordered[d] ? scaled : 0;
        }
        double s = ROOT_FIVE * Math.sqrt(square);
        return (1 + s + s * s / 3) * StrictMath.exp(-s - penalty);
    }

    @Override
    public double value(double[] a, double[] b, double[] gradient) {
        double square = 0;
        double penalty = 0;
        for (int d = 0; d < a.length; d++) {
            double scaled = distance(a[d], b[d], unordered[d]) * inverseLengths[d];
            square += unordered[d] ? 0 : scaled * scaled;
            penalty += unordered[d] ? scaled : 0;
        }
        double s = ROOT_FIVE * Math.sqrt(square);
        double decay = StrictMath.exp(-s - penalty);
        double steepness = STEEPNESS * (1 + s) * decay;
        for (int d = 0; d < a.length; d++) {
            double difference = a[d] - b[d];
            boolean moves = !unordered[d] && !Double.isNaN(difference);
            gradient[d] = moves ? -steepness * difference * inverseLengths[d] * inverseLengths[d] : 0;
        }
        return (1 + s + s * s / 3) * decay;
    }

    /** How far apart two coordinates are, in lengths of 1. */
    static double distance(double a, double b, boolean unordered) {
        double difference = Math.abs(a - b);
        if (Double.isNaN(difference)) {
            boolean agree = Double.isNaN(a) && Double.isNaN(b);
            return agree ? 0 : unordered ? 1 : INACTIVE_DISTANCE;
        }
        return unordered ? (difference == 0 ? 0 : 1) : difference;
    }
}
