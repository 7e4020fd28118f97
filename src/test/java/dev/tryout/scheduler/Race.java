package dev.tryout.scheduler;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialList;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One worker and a scheduler: promotions first, then new trials, until there is neither. */
final class Race {
    /** What a trial reports at an epoch. */
    @FunctionalInterface
    interface Curve {
        double at(int trial, int epoch);
    }

    private final Scheduler scheduler;
    private final Metric metric;
    private final Curve curve;
    private final TrialList history = new TrialList();
    private final Consumer<Race> afterEachStep;
    final List<Promotion> promotions = new ArrayList<>();

    Race(Scheduler scheduler, Metric metric, Curve curve, Consumer<Race> afterEachStep) {
        this.scheduler = scheduler;
        this.metric = metric;
        this.curve = curve;
        this.afterEachStep = afterEachStep;
    }

    Race(Scheduler scheduler, Metric metric, Curve curve) {
        this(scheduler, metric, curve, race -> {});
    }

    Race run(int trials, int epochs) {
        while (true) {
            Optional<Promotion> promotion = scheduler.promote(history, metric);
            if (promotion.isPresent()) {
                promotions.add(promotion.get());
                Trial trial = history.trials().get(promotion.get().trial() - 1);
                train(trial.assigned("w", trial.attempt() + 1, promotion.get().to(), "", 0));
            } else if (history.size() < trials) {
                Trial trial = Trial.suggested(history.size() + 1, new Configuration(Map.of()), "", epochs);
                history.add(trial);
                train(trial.assigned("w", 1, scheduler.target(trial), "", 0));
            } else {
                return this;
            }
        }
    }

    private void train(Trial trial) {
        Trial now = trial;
        set(now);
        while (now.state() == TrialState.RUNNING) {
            int epoch = now.lastEpoch() + 1;
            now = now.measured(new Measurement(epoch, Map.of(metric.name(), curve.at(now.id(), epoch)), 1));
            now = judged(now);
            set(now);
            afterEachStep.accept(this);
        }
    }

    private Trial judged(Trial trial) {
        if (trial.lastEpoch() == trial.epochs()) {
            return trial.ended(TrialState.COMPLETE, "", 0);
        }
        Decision decision = scheduler.decide(trial, history, metric);
        return switch (decision.action()) {
            case STOP -> trial.ended(TrialState.PRUNED, decision.reason(), 0);
            case PAUSE -> trial.ended(TrialState.PAUSED, decision.reason(), 0);
            case CONTINUE -> trial;
        };
    }

    private void set(Trial trial) {
        history.set(trial.id() - 1, trial);
    }

    History history() {
        return history;
    }

    Trial trial(int id) {
        return history.trials().get(id - 1);
    }

    List<Trial> in(TrialState state) {
        return history.trials().stream().filter(trial -> trial.state() == state).toList();
    }
}
