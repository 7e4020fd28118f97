package dev.tryout.cluster;

import dev.tryout.trial.Measurement;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How fast the workers of a study train. What an epoch takes depends most on how many stages are frozen, and trials that freeze as many
 * tend to go to the same worker, so that epochs are compared among those alone.
 */
final class WorkerPace {
    private WorkerPace() {}

    /**
     * How many times as long as the others each worker takes for an epoch: its median against the median of theirs, and of several
     * freeze depths the median again. A worker that has trained nothing comparable is not in it.
     *
     * @param workers those that are compared
     */
    static Map<String, Double> of(Collection<Trial> trials, Set<String> workers) {
        Map<Integer, Map<String, List<Double>>> seconds = new TreeMap<>();
        for (Trial trial : trials) {
            onlyWorker(trial)
                    .filter(workers::contains)
                    .ifPresent(worker -> seconds.computeIfAbsent(
                                    PrefixHolders.depth(trial.configuration()), depth -> new TreeMap<>())
                            .computeIfAbsent(worker, name -> new ArrayList<>())
                            .addAll(trial.trained().stream()
                                    .map(Measurement::seconds)
                                    .toList()));
        }
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (Map<String, List<Double>> ofWorkers : seconds.values()) {
            Map<String, Double> medians = new TreeMap<>();
            ofWorkers.forEach((worker, epochs) -> {
                if (!epochs.isEmpty()) {
                    medians.put(worker, median(epochs));
                }
            });
            double[] sorted = sorted(medians.values());
            medians.forEach((worker, own) -> {
                double usual = medianWithout(sorted, Arrays.binarySearch(sorted, own));
                if (usual > 0) {
                    ratios.computeIfAbsent(worker, name -> new ArrayList<>()).add(own / usual);
                }
            });
        }
        Map<String, Double> pace = new HashMap<>();
        ratios.forEach((worker, several) -> pace.put(worker, median(several)));
        return pace;
    }

    /** Of a trial that changed its worker nobody knows which epoch took how long where. */
    private static Optional<String> onlyWorker(Trial trial) {
        Optional<String> last = trial.worker();
        for (Span span : trial.spans()) {
            if (!span.worker().equals(last.orElse(""))) {
                return Optional.empty();
            }
        }
        return last;
    }

    private static double median(List<Double> values) {
        return medianWithout(sorted(values), values.size());
    }

    private static double[] sorted(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /**
     * The median of all but one.
     *
     * @param without its index; the length where none is left out
     */
    private static double medianWithout(double[] sorted, int without) {
        int count = without < sorted.length ? sorted.length - 1 : sorted.length;
        if (count == 0) {
            return 0;
        }
        int middle = count / 2;
        double upper = sorted[middle < without ? middle : middle + 1];
        int below = middle - 1;
        return count % 2 == 1 ? upper : (sorted[below < without ? below : below + 1] + upper) / 2;
    }
}
