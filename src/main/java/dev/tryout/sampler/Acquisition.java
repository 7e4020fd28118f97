package dev.tryout.sampler;

/** How much a point promises, to be maximised; smooth in the continuous coordinates. */
interface Acquisition {
    /**
     * The promise of a point.
     *
     * @param point of a {@link Cube}
     */
    double at(double[] point);

    /**
     * The same with its gradient.
     *
     * @param gradient overwritten, one entry for each coordinate; 0 for those that do not move continuously
     */
    double at(double[] point, double[] gradient);
}
