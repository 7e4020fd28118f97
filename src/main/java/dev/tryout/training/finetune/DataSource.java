package dev.tryout.training.finetune;

import dev.tryout.training.DataSpec;
import dev.tryout.training.data.LabelledData;

/** Where a task's labelled text comes from. */
@FunctionalInterface
public interface DataSource {
    /**
     * Reads the data and splits it by seed.
     *
     * @throws dev.tryout.training.StudyFailure where it is missing or malformed
     */
    LabelledData load(DataSpec spec, long seed);
}
