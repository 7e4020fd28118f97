package dev.tryout.cli;

import dev.tryout.cluster.Promoter;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.training.TestResult;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;

/** Placeholder until merged. */
final class Promotion implements Promoter {
    private final StudyFolder folder;

    Promotion(StudyFolder folder) {
        this.folder = folder;
    }

    @Override
    public Champion promote(StudyView study, Trial trial, Path checkpoint, TestResult test) throws IOException {
        int epoch = trial.best(study.spec().metric()).orElseThrow().epoch();
        return new Champion(
                trial.id(),
                epoch,
                folder.champion().toString(),
                test.metrics(),
                test.examples(),
                test.labels(),
                test.confusion());
    }
}
