package dev.tryout.cluster;

import dev.tryout.study.StudyState;
import dev.tryout.study.TrialsLeft;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps slow workers from a study's last trials, which everybody would wait for. Where an epoch takes three times as long as on the
 * others, even a worker that has just begun another trial is done with the last one sooner: two trials at its pace are less than
 * one at three times that.
 */
final class LastTrials {
    /** From which pace on a worker is slow. */
    static final double SLOW = 3;

    private final StudyState state;
    private final Set<String> there;
    private @Nullable Map<String, Double> pace;

    /**
     * For decisions between which nothing is measured.
     *
     * @param there the workers that train for this study or are free to, and do not leave
     */
    LastTrials(StudyState state, Set<String> there) {
        this.state = state;
        this.there = there;
    }

    /**
     * The workers that are given no trial now, each with its pace; none while there are more trials left than faster workers, so
     * that whoever is not held has a trial to look forward to, and a study whose faster workers are gone goes on with what it has.
     *
     * @param nowMs milliseconds since 1970
     */
    Map<String, Double> held(long nowMs) {
        OptionalInt left = TrialsLeft.count(state, nowMs);
        if (left.isEmpty() || left.getAsInt() >= there.size() || state.epochsSpent() == 0) {
            return Map.of();
        }
        if (pace == null) {
            pace = WorkerPace.of(state.trials(), there);
        }
        return held(left.getAsInt(), pace);
    }

    /**
     * The same.
     *
     * @param left trials that no worker has yet; where it is 0, a paused one may go on
     * @param pace by worker, as {@link WorkerPace} has it
     */
    static Map<String, Double> held(int left, Map<String, Double> pace) {
        Map<String, Double> slow = new TreeMap<>(pace);
        slow.values().removeIf(ratio -> ratio < SLOW);
        int faster = pace.size() - slow.size();
        return faster >= Math.max(1, left) ? slow : Map.of();
    }
}
