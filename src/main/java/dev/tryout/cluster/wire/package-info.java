/** Who may reach a node, and what is said of those who may not: mutual TLS, its certificates, and noise on the port. */
@NullMarked
package dev.tryout.cluster.wire;

import org.jspecify.annotations.NullMarked;
