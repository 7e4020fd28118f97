/** Where the events of a study are kept: a file of its own, or a PostgreSQL database that many studies share. */
@NullMarked
package dev.tryout.cluster.journal;

import org.jspecify.annotations.NullMarked;
