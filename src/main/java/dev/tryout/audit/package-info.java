/** Reads a study's journal as an auditor would, and names what it must not say. Pure. */
@NullMarked
package dev.tryout.audit;

import org.jspecify.annotations.NullMarked;
