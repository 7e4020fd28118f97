/** The native engine: started once in a worker, on one device. */
@NullMarked
package dev.tryout.training.engine;

import org.jspecify.annotations.NullMarked;
