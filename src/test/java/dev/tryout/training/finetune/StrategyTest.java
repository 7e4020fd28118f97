package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.training.TrainingSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrategyTest {
    private static final int STAGES = 7;
    private static final int STEPS = 10;

    @Test
    void plainTrainsAllFromTheStart() {
        assertThat(trainedFrom(strategy(Map.of("freeze_depth", 3), 3), 3)).containsExactly(3, 3, 3);
    }

    @Test
    void aLinearProbeTrainsTheHeadAloneAtFirst() {
        Strategy strategy =
                strategy(Map.of("strategy", "linear-probe", "probe_epochs", 2, "freeze_depth", 3, "warmup", 0), 4);

        assertThat(trainedFrom(strategy, 4)).containsExactly(STAGES, STAGES, 3, 3);
        assertThat(strategy.learningRate(0)).isEqualTo(1e-2);
        assertThat(strategy.learningRate(2 * STEPS - 1)).isEqualTo(1e-2);
        assertThat(strategy.learningRate(2 * STEPS)).isEqualTo(2e-4);
        assertThat(strategy.learningRate(4 * STEPS - 1)).isEqualTo(2e-4 / (2 * STEPS));
    }

    @Test
    void aTrialTooShortForItsProbeIsAllProbe() {
        Strategy strategy = strategy(Map.of("strategy", "linear-probe", "probe_epochs", 5), 2);

        assertThat(trainedFrom(strategy, 2)).containsExactly(STAGES, STAGES);
        assertThat(strategy.learningRate(2 * STEPS - 1)).isEqualTo(1e-2);
    }

    @Test
    void gradualUnfreezingAddsAStageEachEpochDownToTheFreezeDepth() {
        Strategy strategy = strategy(Map.of("strategy", "gradual-unfreezing", "freeze_depth", 4), 6);

        assertThat(trainedFrom(strategy, 6)).containsExactly(7, 6, 5, 4, 4, 4);
    }

    @Test
    void aStrategyDoesNotMakeAConstantRateDependOnTheTotal() {
        Map<String, Object> settings =
                Map.of("strategy", "linear-probe", "schedule", "constant", "warmup_steps", 5, "learning_rate", 1e-3);
        assertThat(TrainingSettings.of(new Configuration(settings)).dependsOnTotal())
                .isFalse();

        Strategy two = strategy(settings, 2);
        Strategy six = strategy(settings, 6);
        assertThat(trainedFrom(six, 2)).isEqualTo(trainedFrom(two, 2));
        for (int step = 0; step < 2 * STEPS; step++) {
            assertThat(six.learningRate(step)).isEqualTo(two.learningRate(step));
        }
    }

    private static Strategy strategy(Map<String, Object> settings, int epochs) {
        return new Strategy(TrainingSettings.of(new Configuration(new HashMap<>(settings))), STAGES, epochs, STEPS);
    }

    private static int[] trainedFrom(Strategy strategy, int epochs) {
        return IntStream.rangeClosed(1, epochs).map(strategy::trainedFrom).toArray();
    }
}
