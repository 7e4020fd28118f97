/** The {@link dev.tryout.training.Objective} port and what stands behind it: fine-tuning and any program. */
@NullMarked
package dev.tryout.training;

import org.jspecify.annotations.NullMarked;
