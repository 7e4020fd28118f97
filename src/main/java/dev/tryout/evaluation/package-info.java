/** How good predictions are: metrics of classes and of numbers, class by class, and how sure they are. */
@NullMarked
package dev.tryout.evaluation;

import org.jspecify.annotations.NullMarked;
