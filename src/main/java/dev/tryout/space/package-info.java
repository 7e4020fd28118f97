/** Parameter domains, conditions, constraints, a configuration, and its encoding to the unit cube. Imports no other package of Tryout. */
@NullMarked
package dev.tryout.space;

import org.jspecify.annotations.NullMarked;
