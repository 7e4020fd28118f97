/** The command line: puts the parts together. */
@NullMarked
package dev.tryout.cli;

import org.jspecify.annotations.NullMarked;
