/** The champion's model folder: written without the native engine, and used without the study. */
@NullMarked
package dev.tryout.training.champion;

import org.jspecify.annotations.NullMarked;
