/** A trial: its state and legal transitions, its measurements, the goal they are judged by, and decisions with their reasons. */
@NullMarked
package dev.tryout.trial;

import org.jspecify.annotations.NullMarked;
