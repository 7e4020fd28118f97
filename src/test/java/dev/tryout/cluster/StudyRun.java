package dev.tryout.cluster;

import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import java.util.ArrayList;
import java.util.List;

/** The real rules without actors, to make the states and events that a test needs. */
final class StudyRun {
    private final Study study;
    private final StudyState state = new StudyState();
    private final List<StudyEvent> events = new ArrayList<>();
    private long nowMs = 1_000;

    StudyRun(StudySpec spec) {
        study = Study.of(spec);
        apply(new StudyCommand.Create(spec, "{}", "", "test", nowMs));
        apply(new StudyCommand.Open(nowMs));
    }

    /** Runs the next trial on "worker-1" to its end: one epoch for each loss. */
    StudyRun trial(double... losses) {
        request();
        int id = state.trials().size();
        for (int i = 0; i < losses.length; i++) {
            apply(new StudyCommand.Report(id, 1, Samples.epoch(i + 1, losses[i]), nowMs));
        }
        return this;
    }

    /** A worker asks when nothing is left to give: the study finishes. */
    StudyRun finish() {
        request();
        if (state.phase() != Phase.FINISHED) {
            throw new IllegalStateException("the budget is not spent");
        }
        return this;
    }

    /** The champion's folder is written. */
    StudyRun promote(Champion champion) {
        apply(new StudyCommand.Promote(champion, nowMs));
        return this;
    }

    private void request() {
        apply(new StudyCommand.RequestWork("worker-1", nowMs));
    }

    private void apply(StudyCommand command) {
        nowMs++;
        for (StudyEvent event : study.decide(state, command)) {
            state.apply(event);
            events.add(event);
        }
    }

    StudyState state() {
        return state;
    }

    List<StudyEvent> events() {
        return events;
    }
}
