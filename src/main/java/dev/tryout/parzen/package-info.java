/** Densities over the unit cube, estimated from observations: Parzen estimators and their kernels for each kind of parameter. */
@NullMarked
package dev.tryout.parzen;

import org.jspecify.annotations.NullMarked;
