package dev.tryout.study;

import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of a study's state, for displays, reports and messages.
 *
 * @param phaseReason why it is paused or how it finished
 * @param trials in the order of suggestion
 * @param epochsSpent epochs trained in all
 * @param spentMs milliseconds that coordinators worked on it
 * @param lastEventMs when it last changed, milliseconds since 1970
 */
public record StudyView(
        StudyEvent.StudyCreated created,
        Phase phase,
        String phaseReason,
        List<Trial> trials,
        @Nullable Champion champion,
        int epochsSpent,
        long spentMs,
        long lastEventMs) {
    public StudyView {
        trials = List.copyOf(trials);
    }

    public StudySpec spec() {
        return created.spec();
    }

    /** Trials with a score, best first. */
    public List<Trial> leaderboard() {
        return Ranking.leaderboard(trials, spec().criteria());
    }

    /** The trial to promote. */
    public Optional<Trial> leader() {
        return Ranking.leader(trials, spec().criteria());
    }
}
