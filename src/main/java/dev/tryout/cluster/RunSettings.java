package dev.tryout.cluster;

import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Metric;

/**
 * What all trials of a study have in common.
 *
 * @param study the name of its folder
 * @param objective what trials run, as JSON
 * @param dataFingerprint of the data as it was when the study began; empty where there is none
 * @param metric what trials are judged by
 * @param seed the study's
 */
public record RunSettings(String study, String objective, String dataFingerprint, Metric metric, long seed) {
    /** Of a study that is about to begin. */
    public static RunSettings of(String study, SupervisorMessage.Begin begin) {
        return new RunSettings(
                study,
                begin.objective(),
                begin.dataFingerprint(),
                begin.spec().metric(),
                begin.spec().seed());
    }

    /** Of a study that began. */
    public static RunSettings of(String study, StudyEvent.StudyCreated created) {
        return new RunSettings(
                study,
                created.objective(),
                created.dataFingerprint(),
                created.spec().metric(),
                created.spec().seed());
    }
}
