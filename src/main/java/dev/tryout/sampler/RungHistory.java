package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Figure;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Standings;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A study as if every trial ended at one epoch, for a sampler that learns one value from a trial: the value there. Trials that were
 * left behind before it are not there, for their values cannot be compared; those that run are without a result. Every
 * configuration of the study counts as tried.
 */
final class RungHistory implements History {
    private final History whole;
    private final History part;

    RungHistory(History whole, int epoch, Metric metric) {
        this.whole = whole;
        List<Trial> trials = new ArrayList<>();
        for (Trial trial : whole.trials()) {
            seenAt(epoch, trial, metric).ifPresent(trials::add);
        }
        this.part = History.of(trials);
    }

    private static Optional<Trial> seenAt(int epoch, Trial trial, Metric metric) {
        Trial running = Trial.suggested(trial.id(), trial.configuration(), trial.note(), trial.epochs())
                .assigned("", 1, 0);
        if (trial.state() == TrialState.FAILED && trial.lastEpoch() < epoch) {
            return Optional.of(running.ended(TrialState.FAILED, "", 0));
        }
        if (Rungs.reached(trial) >= epoch && !trial.measurements().isEmpty()) {
            Measurement latest = trial.measurements().stream()
                    .filter(measurement -> measurement.epoch() <= epoch)
                    .reduce((earlier, later) -> later)
                    .orElse(trial.measurements().get(0));
            boolean isFinite = Double.isFinite(latest.value(metric));
            return Optional.of(
                    running.measured(latest).ended(isFinite ? TrialState.COMPLETE : TrialState.FAILED, "", 0));
        }
        return switch (trial.state()) {
            case WAITING, RUNNING, LOST -> Optional.of(running);
            case PAUSED, COMPLETE, PRUNED, FAILED -> Optional.empty();
        };
    }

    @Override
    public List<Trial> trials() {
        return part.trials();
    }

    @Override
    public boolean contains(Configuration configuration) {
        return whole.contains(configuration);
    }

    @Override
    public int mostEpochs() {
        return part.mostEpochs();
    }

    @Override
    public Standings standings(Figure figure) {
        return part.standings(figure);
    }
}
