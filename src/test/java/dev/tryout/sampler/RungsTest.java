package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RungsTest {
    @Test
    void growByThreeAndEndWithTheLastEpoch() {
        assertThat(Rungs.upTo(27).epochs()).containsExactly(1, 3, 9, 27);
        assertThat(Rungs.upTo(100).epochs()).containsExactly(1, 3, 9, 27, 100);
        assertThat(Rungs.upTo(51).epochs()).containsExactly(1, 3, 9, 27, 51);
        assertThat(Rungs.upTo(10).epochs()).containsExactly(1, 3, 10);
        assertThat(Rungs.upTo(2).epochs()).containsExactly(1, 2);
        assertThat(Rungs.upTo(1).epochs()).containsExactly(1);
    }

    @Test
    void findNeighbours() {
        Rungs rungs = Rungs.upTo(27);
        assertThat(rungs.below(1)).isZero();
        assertThat(rungs.below(8)).isEqualTo(1);
        assertThat(rungs.below(27)).isEqualTo(3);
    }

    @Test
    void compareTheLatestLossUpToAnEpoch() {
        Trial trial = SampleTrials.running(1, ACCURACY, .1, .4, Double.NaN);
        assertThat(Rungs.loss(trial, 1, ACCURACY)).isEqualTo(-.1);
        assertThat(Rungs.loss(trial, 2, ACCURACY)).isEqualTo(-.4);
        assertThat(Rungs.loss(trial, 3, ACCURACY)).isInfinite();
        assertThat(Rungs.loss(trial, 0, ACCURACY)).isInfinite();
    }

    @Test
    void promoteTheBestThirdAndNoTrialWithoutAValue() {
        List<Trial> six = List.of(
                paused(1, .6), paused(2, .2), paused(3, .5), paused(4, .1), paused(5, .4), paused(6, Double.NaN));
        RungRanks ranks = new RungRanks(Rungs.upTo(27), six, LOSS);
        assertThat(ranks.promotion(six)).contains(new Suggestion.Resume(4, 3, "place 1 of 6 at epoch 1"));
        assertThat(ranks.promotion(List.of(paused(2, .2)))).isPresent();
        assertThat(ranks.promotion(List.of(paused(5, .4)))).isEmpty();
        assertThat(ranks.promotion(List.of(paused(6, Double.NaN)))).isEmpty();
        assertThat(new RungRanks(Rungs.upTo(27), six.subList(0, 2), LOSS).promotion(six))
                .isEmpty();
    }

    @Test
    void showAStudyAsItStandsAtOneEpoch() {
        Trial further = SampleTrials.ended(TrialState.PAUSED, 1, named("a"), LOSS, .9, .5, .2);
        Trial left = SampleTrials.ended(TrialState.PAUSED, 2, named("b"), LOSS, .8);
        Trial failed = SampleTrials.ended(TrialState.FAILED, 3, named("c"), LOSS, Double.NaN);
        Trial running = SampleTrials.running(4, named("d"), LOSS, .7);
        RungHistory history = new RungHistory(History.of(List.of(further, left, failed, running)), 2, LOSS);
        assertThat(history.trials())
                .extracting(Trial::id, Trial::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, TrialState.COMPLETE),
                        org.assertj.core.groups.Tuple.tuple(3, TrialState.FAILED),
                        org.assertj.core.groups.Tuple.tuple(4, TrialState.RUNNING));
        assertThat(history.trials().get(0).score(LOSS)).hasValue(.5);
        assertThat(history.contains(named("b"))).isTrue();
    }

    private static Configuration named(String name) {
        return new Configuration(Map.of("name", name));
    }

    private static Trial paused(int id, double value) {
        return SampleTrials.ended(TrialState.PAUSED, id, named("t" + id), LOSS, value);
    }
}
