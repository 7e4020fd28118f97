package dev.tryout.cluster;

import dev.tryout.training.Objective;

/** Where a worker gets the objective that a study asks for; safe to call from any thread. */
@FunctionalInterface
public interface ObjectiveSource {
    /** The objective, the same one while the settings stay the same. */
    Objective get(RunSettings settings);
}
