package dev.tryout.sampler;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** temp */
record Observations(List<Trial> trials, double[] losses, List<Trial> pending, int scored) {
    static Observations of(SuggestionRequest request) {
        Metric metric = request.metric();
        List<Trial> sorted = new ArrayList<>(request.trials());
        sorted.sort(Comparator.comparing(Trial::id));
        List<Trial> seen = new ArrayList<>();
        List<Trial> pending = new ArrayList<>();
        double worst = Double.NEGATIVE_INFINITY;
        int scored = 0;
        for (Trial trial : sorted) {
            if (trial.state() == TrialState.COMPLETE && trial.score(metric).isPresent()) {
                worst = Math.max(worst, metric.loss(trial.score(metric).getAsDouble()));
                seen.add(trial);
                scored++;
            } else if (trial.state() == TrialState.FAILED) {
                seen.add(trial);
            } else {
                pending.add(trial);
            }
        }
        double worstLoss = worst;
        double[] losses = seen.stream()
                .mapToDouble(t -> t.state() == TrialState.FAILED
                        ? worstLoss
                        : metric.loss(t.score(metric).getAsDouble()))
                .toArray();
        return new Observations(seen, losses, pending, scored);
    }
}
