package dev.tryout.cluster;

import dev.tryout.study.Phase;
import dev.tryout.study.Retries;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a person's command, once that is in the journal. The same command again is answered the same way.
 *
 * @param done whether the study is as the command wants it
 * @param text for people: how it is, or why it is not
 */
public record CommandAnswer(boolean done, String text) implements WireMessage {
    /** @param state after the command */
    static CommandAnswer paused(StudyState state) {
        String study = study(state);
        return state.phase() == Phase.FINISHED
                ? new CommandAnswer(false, study + " is finished")
                : new CommandAnswer(true, study + " is paused: " + state.phaseReason() + resume(state));
    }

    /**
     * @param state after the command
     * @param isWorkedOn whether a coordinator works on the study here
     */
    static CommandAnswer stopped(StudyState state, boolean isWorkedOn) {
        String study = study(state);
        if (state.phase() == Phase.FINISHED) {
            return new CommandAnswer(state.stopped().isPresent(), study + " is finished: " + state.phaseReason());
        }
        String next = state.phase() == Phase.RUNNING && isWorkedOn
                ? "; running trials end with their next epoch, and the champion is promoted"
                : "; nobody works on it:  ./tryout resume " + state.spec().name() + "  promotes its champion";
        return new CommandAnswer(true, study + " was " + state.stopped().orElseThrow() + next);
    }

    /**
     * @param before what was to be tried again
     * @param state after the command
     * @param isWorkedOn whether a coordinator works on the study here
     */
    static CommandAnswer retried(Retries before, StudyState state, boolean isWorkedOn) {
        if (!before.isAllowed()) {
            return new CommandAnswer(false, before.refusal());
        }
        String left = before.diverged().isEmpty()
                ? ""
                : "; left as they are, for their " + state.spec().metric().name() + " is no number: "
                        + trials(before.diverged());
        // Those of the same command before, whose answer was lost, still wait.
        List<Integer> waiting = state.queuedTrials().stream()
                .filter(trial ->
                        trial.state() == TrialState.WAITING && trial.reason().equals(Trial.RETRIED))
                .map(Trial::id)
                .toList();
        List<Integer> retried = before.trials().isEmpty() ? waiting : before.trials();
        if (retried.isEmpty()) {
            return new CommandAnswer(false, study(state) + " has no failed trial to try again" + left);
        }
        boolean goesOn = state.phase() == Phase.RUNNING && isWorkedOn;
        return new CommandAnswer(true, "tried again: " + trials(retried) + left + (goesOn ? "" : resume(state)));
    }

    private static String study(StudyState state) {
        return "study '" + state.spec().name() + "'";
    }

    private static String trials(List<Integer> ids) {
        return (ids.size() == 1 ? "trial " : "trials ")
                + ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String resume(StudyState state) {
        return "; go on with  ./tryout resume " + state.spec().name();
    }
}
