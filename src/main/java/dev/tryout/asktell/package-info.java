/** The ask-tell protocol: another program trains, in any language, and asks the study core line by line what to train next. */
@NullMarked
package dev.tryout.asktell;

import org.jspecify.annotations.NullMarked;
