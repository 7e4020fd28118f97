package dev.tryout.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Metric;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Configuration NOTHING = new Configuration(Map.of());
    private static final Metric LOSS = SampleTrials.LOSS;

    @Test
    void takesTheLastEpochThatHalfOfTheTrialsReached() {
        List<Trial> trials = trials(10, 1.0);
        trials.addAll(trials(8, 1.0, 0.8));
        trials.addAll(trials(7, 1.0, 0.8, 0.5));
        Comparison comparison = Comparison.of(trials, LOSS).orElseThrow();
        assertThat(comparison.epoch()).isEqualTo(2);
        assertThat(comparison.values()).hasSize(15).containsOnly(0.8);
    }

    @Test
    void fewTrialsThatWentFarDoNotSpeakForAll() {
        List<Trial> trials = trials(20, 1.0);
        trials.addAll(trials(12, 1.0, 0.2));
        assertThat(Comparison.of(trials, LOSS).orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void aTrialCountsByItsBestEpochUpToThere() {
        List<Trial> trials = trials(12, 0.4, 0.7, 0.1);
        trials.addAll(trials(13, 0.4, 0.7));
        assertThat(Comparison.of(trials, LOSS).orElseThrow().values()).containsOnly(0.4);
        assertThat(Comparison.of(trials, LOSS).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void trialsWithoutAFiniteValueAreLeftOut() {
        List<Trial> trials = trials(12, 0.4);
        trials.addAll(trials(30, Double.NaN));
        assertThat(Comparison.of(trials, LOSS).orElseThrow().trials()).hasSize(12);
        assertThat(Comparison.of(trials.subList(1, 42), LOSS)).isEmpty();
    }

    private static List<Trial> trials(int count, double... losses) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .mapToObj(id -> Searches.curve(id, NOTHING, losses))
                .toList());
    }
}
