/** Optimizers, learning-rate schedules and gradient clipping. */
@NullMarked
package dev.tryout.training.optim;

import org.jspecify.annotations.NullMarked;
