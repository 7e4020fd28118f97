/** Probabilistic models of what a configuration scores: Gaussian processes, their kernels, priors and numerics. */
@NullMarked
package dev.tryout.surrogate;

import org.jspecify.annotations.NullMarked;
