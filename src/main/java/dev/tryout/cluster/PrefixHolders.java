package dev.tryout.cluster;

import dev.tryout.space.Configuration;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Optional;

/** Which workers have at hand what a trial's frozen stages give: those that ran a trial which freezes as many. */
final class PrefixHolders {
    private static final String FREEZE_DEPTH = "freeze_depth";

    private PrefixHolders() {}

    /**
     * The worker to give what was decided upon for another one that asked: that one, unless it does not hold the trial's prefix
     * and an idle worker does.
     *
     * @param idle in the order in which they fell idle; one that was just given a trial may be among them
     */
    static String preferred(StudyState state, List<StudyEvent> decided, String asking, List<String> idle) {
        Optional<Integer> depth = decided.stream()
                .flatMap(event -> configuration(state, event).stream())
                .map(PrefixHolders::depth)
                .filter(frozen -> frozen > 0)
                .findFirst();
        if (depth.isEmpty() || holds(state, asking, depth.get())) {
            return asking;
        }
        return idle.stream()
                .filter(worker -> state.runningOn(worker).isEmpty() && holds(state, worker, depth.get()))
                .findFirst()
                .orElse(asking);
    }

    private static Optional<Configuration> configuration(StudyState state, StudyEvent event) {
        if (event instanceof StudyEvent.TrialSuggested suggested) {
            return Optional.of(suggested.configuration());
        }
        return event instanceof StudyEvent.TrialAssigned assigned
                ? state.trial(assigned.trial()).map(Trial::configuration)
                : Optional.empty();
    }

    private static boolean holds(StudyState state, String worker, int depth) {
        return state.trials().stream()
                .anyMatch(trial -> depth(trial.configuration()) == depth
                        && trial.spans().stream().map(Span::worker).anyMatch(worker::equals));
    }

    private static int depth(Configuration configuration) {
        return configuration.values().get(FREEZE_DEPTH) instanceof Number number ? number.intValue() : 0;
    }
}
