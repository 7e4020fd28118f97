/** The actors, their wire protocol, and the processes that host them. */
@NullMarked
package dev.tryout.cluster;

import org.jspecify.annotations.NullMarked;
