/** HTML, CSV and JSON written from the state of a study. */
@NullMarked
package dev.tryout.report;

import org.jspecify.annotations.NullMarked;
