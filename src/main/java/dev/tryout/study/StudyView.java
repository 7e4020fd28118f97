package dev.tryout.study;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of a study's state, for displays, reports and messages.
 *
 * @param edits what was changed since it was created, in order
 * @param phaseReason why it is paused or how it finished
 * @param trials in the order of suggestion
 * @param epochsSpent epochs trained in all
 * @param spentMs milliseconds that coordinators worked on it
 * @param lastEventMs when it last changed, milliseconds since 1970
 */
public record StudyView(
        StudyEvent.StudyCreated created,
        List<StudyEvent.StudyEdited> edits,
        Phase phase,
        String phaseReason,
        List<Trial> trials,
        @Nullable Champion champion,
        int epochsSpent,
        long spentMs,
        long lastEventMs) {
    public StudyView {
        edits = List.copyOf(edits);
        trials = List.copyOf(trials);
    }

    /** As it began, or as the last edit made it. */
    public StudySpec spec() {
        return edits.isEmpty() ? created.spec() : edits.get(edits.size() - 1).spec();
    }

    /** The trials that no edit has put outside the space. */
    public List<Trial> inSpace() {
        return edits.isEmpty() ? trials : within(spec().space(), trials);
    }

    static List<Trial> within(SearchSpace space, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> space.contains(trial.configuration()))
                .toList();
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
