/** The study core in virtual time: over test functions and over tables of learning curves. */
@NullMarked
package dev.tryout.simulation;

import org.jspecify.annotations.NullMarked;
