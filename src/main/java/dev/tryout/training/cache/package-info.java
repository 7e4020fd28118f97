/** What is computed once for a machine: numbers for each example, kept in memory and in files that all its workers share. */
@NullMarked
package dev.tryout.training.cache;

import org.jspecify.annotations.NullMarked;
