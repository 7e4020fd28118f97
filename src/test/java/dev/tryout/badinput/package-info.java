/** What must be refused, door by door: each bad input, what is said of it, and that nothing else is harmed. */
@NullMarked
package dev.tryout.badinput;

import org.jspecify.annotations.NullMarked;
