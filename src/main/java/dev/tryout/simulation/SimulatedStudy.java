package dev.tryout.simulation;

import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import java.util.List;

/**
 * What came of a simulated study.
 *
 * @param reports in the order they came in
 * @param virtualMs how long the study took
 * @param busyMs how long workers were busy, all of them together
 */
public record SimulatedStudy(StudyView view, List<Report> reports, long virtualMs, long busyMs) {
    public SimulatedStudy {
        reports = List.copyOf(reports);
    }

    /**
     * An epoch of a trial.
     *
     * @param atMs milliseconds of virtual time
     */
    public record Report(long atMs, int trial, Measurement measurement) {}
}
