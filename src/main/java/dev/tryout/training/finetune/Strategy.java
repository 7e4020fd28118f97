package dev.tryout.training.finetune;

import dev.tryout.training.StrategySettings;
import dev.tryout.training.TrainingSettings;
import dev.tryout.training.optim.LearningRateSchedule;

/** Which stages each epoch trains, and the learning rate of each step. Both follow from the epoch's and the step's number. */
final class Strategy {
    private final StrategySettings settings;
    private final int freezeDepth;
    private final int stages;
    private final long probeSteps;
    private final LearningRateSchedule schedule;

    /**
     * @param stages of the backbone
     * @param epochs of the trial
     */
    Strategy(TrainingSettings settings, int stages, int epochs, long stepsInEpoch) {
        this.settings = settings.strategy();
        this.freezeDepth = settings.freezeDepth();
        this.stages = stages;
        int probeEpochs = isProbing() ? Math.min(this.settings.probeEpochs(), epochs) : 0;
        probeSteps = probeEpochs * stepsInEpoch;
        schedule = LearningRateSchedule.of(
                settings.schedule(), settings.learningRate(), Math.max(1, epochs * stepsInEpoch - probeSteps));
    }

    private boolean isProbing() {
        return settings.kind() == StrategySettings.Kind.LINEAR_PROBE;
    }

    /**
     * The first stage that an epoch trains; the number of stages where it trains the head alone.
     *
     * @param epoch counted from 1
     */
    int trainedFrom(int epoch) {
        return switch (settings.kind()) {
            case PLAIN -> freezeDepth;
            case LINEAR_PROBE -> epoch <= settings.probeEpochs() ? stages : freezeDepth;
            case GRADUAL_UNFREEZING -> Math.max(freezeDepth, stages - (epoch - 1));
        };
    }

    /**
     * The rate of the head; the schedule begins behind the epochs that probe.
     *
     * @param step counted from 0
     */
    double learningRate(long step) {
        return step < probeSteps ? settings.probeLearningRate() : schedule.at(step - probeSteps);
    }
}
