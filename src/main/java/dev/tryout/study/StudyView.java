package dev.tryout.study;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable copy of a study's state, for displays, reports and messages.
 *
 * @param edits what was changed since it was created, in order
 * @param phaseReason why it is paused or how it finished
 * @param stopped why somebody ended it, or null where nobody did; it may not be finished yet
 * @param trials in the order of suggestion
 * @param finals how the finals began, or null where they have not
 * @param epochsSpent epochs trained in all
 * @param spentMs milliseconds that coordinators worked on it
 * @param lastEventMs when it last changed, milliseconds since 1970
 */
public record StudyView(
        StudyEvent.StudyCreated created,
        List<StudyEvent.StudyEdited> edits,
        Phase phase,
        String phaseReason,
        @Nullable String stopped,
        List<Trial> trials,
        StudyEvent.@Nullable FinalsBegun finals,
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

    /** The trials of the search that no edit has put outside the space. */
    public List<Trial> inSpace() {
        return edits.isEmpty() ? searched() : within(spec().space(), searched());
    }

    static List<Trial> within(SearchSpace space, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> space.contains(trial.configuration()))
                .toList();
    }

    /** The trials of the search, without the finals' repeats. */
    public List<Trial> searched() {
        return finals == null
                ? trials
                : trials.stream().filter(trial -> !trial.isRepeat()).toList();
    }

    /** Trials of the search with a score, best first. */
    public List<Trial> leaderboard() {
        return Ranking.leaderboard(searched(), spec().criteria());
    }

    /** How the finalists stand, best first; none before the finals. */
    public List<FinalStanding> finalists() {
        return finals == null ? List.of() : Finals.standings(finals, trials, spec().metric());
    }

    /** How many runs the finals add to those of the search; 0 before the finals. */
    public int finalRuns() {
        return finals == null ? 0 : finals.finalists().size() * (finals.seeds() - 1);
    }

    /** How many of them are over. */
    public long finalRunsOver() {
        return trials.stream()
                .filter(trial -> trial.isRepeat() && trial.state().isFinal())
                .count();
    }

    /** The trial to promote. */
    public Optional<Trial> leader() {
        return leader(Set.of());
    }

    /**
     * The trial to promote: the best run of the best finalist, once the finals are over; else the leader of the search.
     *
     * @param excluded trials that cannot be promoted
     */
    public Optional<Trial> leader(Set<Integer> excluded) {
        Optional<Trial> finalist =
                phase == Phase.FINISHED ? Finals.leader(finalists(), spec().metric(), excluded) : Optional.empty();
        return finalist.or(() -> Ranking.leader(
                searched().stream()
                        .filter(trial -> !excluded.contains(trial.id()))
                        .toList(),
                spec().criteria()));
    }

    /** The worker that last trained a run, and so has its files. */
    public Optional<String> lastWorker(int run) {
        return trials.stream()
                .filter(trial -> trial.origin().run() == run)
                .flatMap(trial -> trial.spans().stream())
                .max(Comparator.comparing(Span::startMs))
                .map(Span::worker);
    }

    /** The runs whose checkpoints nobody needs any more. */
    public Set<Integer> unneededRuns() {
        return Checkpoints.unneeded(this);
    }
}
