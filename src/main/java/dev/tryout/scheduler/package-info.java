/** Schedulers decide after each epoch whether a trial goes on: none, median, percentile, threshold, ASHA, Hyperband; and early stopping. Each is a pure function of the trials so far. */
@NullMarked
package dev.tryout.scheduler;

import org.jspecify.annotations.NullMarked;
