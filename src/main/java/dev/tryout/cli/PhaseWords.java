package dev.tryout.cli;

import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import java.util.Locale;

/** Where a study stands, in words. */
final class PhaseWords {
    private PhaseWords() {}

    /**
     * A study that says it runs while no process has it was killed.
     *
     * @param isWorkedOn whether a process has it
     */
    static String of(StudyView study, boolean isWorkedOn) {
        if (study.phase() == Phase.FINISHED) {
            return study.champion() != null
                    ? "finished"
                    : isWorkedOn ? "promoting" : "finished, champion not promoted: resume";
        }
        if (study.stopped() != null) {
            return isWorkedOn ? "stopping" : "stopped, champion not promoted: resume";
        }
        return study.phase() == Phase.RUNNING && !isWorkedOn
                ? "interrupted: its coordinator is gone; resume"
                : study.phase().name().toLowerCase(Locale.ROOT);
    }
}
