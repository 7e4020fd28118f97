package dev.tryout.cli.progress;

import dev.tryout.cluster.WorkerInfo;
import dev.tryout.study.StudyView;
import java.util.List;
import java.util.Map;

/**
 * A study as it is just now.
 *
 * @param phase for people
 * @param progress by trial number, in epochs; none where only the journal is at hand
 * @param workers that are there; none where only the journal is at hand
 * @param waits what it waits for, a line each; none where only the journal is at hand
 */
public record Glance(
        StudyView study, String phase, Map<Integer, Double> progress, List<WorkerInfo> workers, List<String> waits) {
    public Glance {
        progress = Map.copyOf(progress);
        workers = List.copyOf(workers);
        waits = List.copyOf(waits);
    }
}
