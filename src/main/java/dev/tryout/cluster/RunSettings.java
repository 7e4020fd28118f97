package dev.tryout.cluster;

import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Metric;

/**
 * What all trials of a study have in common.
 *
 * @param study its name
 * @param objective what trials run, as JSON
 * @param dataFingerprint of the data as it was when the study began; empty where there is none
 * @param metric what trials are judged by
 * @param seed the study's
 */
public record RunSettings(String study, String objective, String dataFingerprint, Metric metric, long seed) {
    static RunSettings of(StudyEvent.StudyCreated created) {
        return new RunSettings(
                created.spec().name(),
                created.objective(),
                created.dataFingerprint(),
                created.spec().metric(),
                created.spec().seed());
    }
}
