/** The files that a study names: what they are, by hash, and a machine's copies of those that came from elsewhere. */
@NullMarked
package dev.tryout.training.files;

import org.jspecify.annotations.NullMarked;
