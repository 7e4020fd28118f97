package dev.tryout.cluster;

import dev.tryout.space.Configuration;
import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

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
        return next(configuration -> IntStream.range(0, losses.length)
                .mapToObj(i -> Samples.epoch(i + 1, losses[i]))
                .toList());
    }

    /** Runs the next trial on "worker-1" to its end. */
    StudyRun next(Function<Configuration, List<Measurement>> objective) {
        request();
        Trial trial = state.trials().get(state.trials().size() - 1);
        objective
                .apply(trial.configuration())
                .forEach(measurement -> apply(new StudyCommand.Report(trial.id(), 1, measurement, nowMs)));
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
