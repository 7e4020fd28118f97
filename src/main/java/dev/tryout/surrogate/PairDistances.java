package dev.tryout.surrogate;

/** The distances of all pairs of points by coordinate, kept while a fit tries lengths. Pair (i, j), j < i, is number i(i-1)/2 + j. */
final class PairDistances {
    private final boolean[] unordered;

    /** By coordinate and pair: squared distances where it is ordered, 0 or 1 where it is not. */
    private final double[][] distances;

    PairDistances(double[][] x, boolean[] unordered) {
        int points = x.length;
        this.unordered = unordered;
        this.distances = new double[unordered.length][points * (points - 1) / 2];
        for (int d = 0; d < unordered.length; d++) {
            int pair = 0;
            for (int i = 0; i < points; i++) {
                for (int j = 0; j < i; j++) {
                    double distance = MixedKernel.distance(x[i][d], x[j][d], unordered[d]);
                    distances[d][pair++] = distance * distance;
                }
            }
        }
    }

    /**
     * The kernel matrix's entries, and the derivatives that the lengths' gradients are made of.
     *
     * @param values overwritten: the kernel of each pair
     * @param steepness overwritten: minus the kernel's derivative by half the squared distance in lengths, of each pair
     */
    void kernel(double[] lengths, double[] values, double[] steepness) {
        int pairs = values.length;
        double[] squares = new double[pairs];
        double[] penalties = new double[pairs];
        for (int d = 0; d < unordered.length; d++) {
            double factor = unordered[d] ? 1 / lengths[d] : 1 / (lengths[d] * lengths[d]);
            addScaled(factor, distances[d], unordered[d] ? penalties : squares);
        }
        for (int pair = 0; pair < pairs; pair++) {
            double s = Math.sqrt(5 * squares[pair]);
            double decay = StrictMath.exp(-s - penalties[pair]);
            values[pair] = (1 + s + s * s / 3) * decay;
            steepness[pair] = MixedKernel.STEEPNESS * (1 + s) * decay;
        }
    }

    private static void addScaled(double factor, double[] what, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    /**
     * The sum over all pairs of the weight times the kernel's derivative by a length's logarithm.
     *
     * @param ofKernel the weights times the kernels
     * @param ofSteepness the weights times the steepnesses
     */
    double byLogLength(int coordinate, double[] lengths, double[] ofKernel, double[] ofSteepness) {
        double length = lengths[coordinate];
        return unordered[coordinate]
                ? Vectors.dot(ofKernel, distances[coordinate]) / length
                : Vectors.dot(ofSteepness, distances[coordinate]) / (length * length);
    }
}
