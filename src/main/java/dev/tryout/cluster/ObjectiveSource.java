package dev.tryout.cluster;

import dev.tryout.training.Objective;
import dev.tryout.training.files.FileSupply;
import java.nio.file.Path;

/** Where a worker gets the objective that a study asks for; safe to call from any thread. */
@FunctionalInterface
public interface ObjectiveSource {
    /** The objective, the same one while the settings stay the same; the one before is closed. Only for the trials' thread. */
    Objective get(RunSettings settings);

    /**
     * The same, with the study's files from its coordinator where they are not at their places here.
     *
     * @throws InterruptedException where the attempt is taken back while they are fetched
     */
    default Objective get(RunSettings settings, FileSupply files) throws InterruptedException {
        return get(settings);
    }

    /** Whether an attempt goes on from what another machine's attempt left in its folder, so that it is worth fetching. */
    default boolean goesOnElsewhere() {
        return false;
    }

    /**
     * The file to promote, of any study, whatever the trials' thread does meanwhile.
     *
     * @see Objective#checkpoint
     */
    default Path checkpoint(RunSettings settings, Path folder, int epoch) {
        return get(settings).checkpoint(folder, epoch);
    }
}
