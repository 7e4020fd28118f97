/** A cluster is started on many machines: the launch script, the Slurm script and the Kubernetes manifests. */
@NullMarked
package dev.tryout.launch;

import org.jspecify.annotations.NullMarked;
