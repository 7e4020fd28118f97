package dev.tryout.cluster;

import dev.tryout.training.Objective;
import java.nio.file.Path;

/** Where a worker gets the objective that a study asks for; safe to call from any thread. */
@FunctionalInterface
public interface ObjectiveSource {
    /** The objective, the same one while the settings stay the same; the one before is closed. Only for the trials' thread. */
    Objective get(RunSettings settings);

    /**
     * The file to promote, of any study, whatever the trials' thread does meanwhile.
     *
     * @see Objective#checkpoint
     */
    default Path checkpoint(RunSettings settings, Path folder, int epoch) {
        return get(settings).checkpoint(folder, epoch);
    }
}
