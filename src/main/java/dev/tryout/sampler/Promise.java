package dev.tryout.sampler;

import java.util.List;

/** How promising each point of the cube is, in the eyes of one or several models. */
interface Promise {
    /** The points that something is known of, those of the lowest mean first. */
    List<double[]> bestFirst();

    /** The correlation of two points, from 0 to 1. */
    double correlation(double[] a, double[] b);

    /** The promise in the eyes of the most probable model alone. */
    Acquisition quick();

    /** The promise in the eyes of all. */
    Acquisition thorough();
}
