/** Labelled text: read, checked, split by seed. */
@NullMarked
package dev.tryout.training.data;

import org.jspecify.annotations.NullMarked;
