package dev.tryout.study;

import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose checkpoints a study still needs: those of runs that are not over, of the leader, of whoever may be or is a finalist, of the
 * latest that failed and may be tried again, and of the latest runs that a longer trial may yet go on with. That such a run is trained again from its beginning where its checkpoints
 * are gone costs time, and never a result: so the disk comes first.
 */
final class Checkpoints {
    /** Runs that are over and kept for longer trials. */
    static final int SHAREABLE_KEPT = 8;

    /** Trials that failed and are kept for another try. */
    static final int FAILED_KEPT = 8;

    private Checkpoints() {}

    static Set<Integer> unneeded(StudyView study) {
        Set<Integer> needed = Stream.of(
                        study.trials().stream().filter(trial -> !trial.state().isFinal()),
                        study.leader().stream(),
                        finalists(study),
                        retriable(study),
                        shareable(study))
                .flatMap(trials -> trials)
                .map(trial -> trial.origin().run())
                .collect(Collectors.toSet());
        return study.trials().stream()
                .map(trial -> trial.origin().run())
                .filter(run -> !needed.contains(run))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Trial> finalists(StudyView study) {
        Finalists asked = study.spec().finalists();
        if (asked == null || study.champion() != null) {
            return Stream.of();
        }
        if (study.finals() != null) {
            return study.finalists().stream().flatMap(standing -> standing.runs().stream());
        }
        List<Trial> completed = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        return Finals.choose(completed, study.spec().metric(), asked.count()).stream();
    }

    private static Stream<Trial> retriable(StudyView study) {
        return study.trials().stream()
                .filter(trial -> study.champion() == null
                        && trial.lastEpoch() > 0
                        && Retries.isRetriable(trial, study.spec().metric()))
                .sorted(Comparator.comparing(Trial::id).reversed())
                .limit(FAILED_KEPT);
    }

    private static Stream<Trial> shareable(StudyView study) {
        boolean isSearching = study.phase() != Phase.FINISHED && study.finals() == null;
        return study.trials().stream()
                .filter(trial -> isSearching && trial.origin().shareable())
                .sorted(Comparator.comparing(Trial::id).reversed())
                .map(trial -> trial.origin().run())
                .distinct()
                .limit(SHAREABLE_KEPT)
                .map(run -> study.trials().get(run - 1));
    }
}
