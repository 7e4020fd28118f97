/** The devices of this machine, and the native libraries that fit them. Knows nothing of the engine's classes. */
@NullMarked
package dev.tryout.training.device;

import org.jspecify.annotations.NullMarked;
