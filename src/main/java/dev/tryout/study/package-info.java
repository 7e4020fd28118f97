/** The pure core: specification, commands, events, state, ranking. No clock, no randomness and no I/O of its own. */
@NullMarked
package dev.tryout.study;

import org.jspecify.annotations.NullMarked;
