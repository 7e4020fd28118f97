package dev.tryout.cluster;

import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.training.TestResult;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the champion's folder out of its checkpoint; needs no training engine. */
@FunctionalInterface
public interface Promoter {
    /**
     * Writes the folder, whole or not at all.
     *
     * @param checkpoint of the trial's best epoch
     */
    Champion promote(StudyView study, Trial trial, Path checkpoint, TestResult test) throws IOException;
}
