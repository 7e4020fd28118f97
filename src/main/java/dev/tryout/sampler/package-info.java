/** Samplers suggest configurations: grid, random, Sobol, TPE, Gaussian process, multi-fidelity. Each is a pure function of the space, the trials so far, and a seed. */
@NullMarked
package dev.tryout.sampler;

import org.jspecify.annotations.NullMarked;
