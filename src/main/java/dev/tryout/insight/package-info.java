/** What a finished search teaches: importance of parameters, good regions, when ranks settle. */
@NullMarked
package dev.tryout.insight;

import org.jspecify.annotations.NullMarked;
