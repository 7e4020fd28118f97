/** Labelled text: read from a file or from WordNet, checked, sampled and split by seed. */
@NullMarked
package dev.tryout.training.data;

import org.jspecify.annotations.NullMarked;
