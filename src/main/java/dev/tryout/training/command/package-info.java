/** Any program as the objective: its process, its surroundings, and the lines it reports. */
@NullMarked
package dev.tryout.training.command;

import org.jspecify.annotations.NullMarked;
