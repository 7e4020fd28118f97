package dev.tryout.study;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Configuration EMPTY = new Configuration(Map.of());

    private static Trial ended(TrialState state, int id, double... values) {
        return SampleTrials.ended(state, id, EMPTY, ACCURACY, values);
    }

    private static final List<Trial> TRIALS = List.of(
            ended(TrialState.COMPLETE, 1, .5, .7),
            ended(TrialState.COMPLETE, 2, .7, .6),
            ended(TrialState.COMPLETE, 3, .7),
            ended(TrialState.PRUNED, 4, .9),
            ended(TrialState.FAILED, 5, .99, Double.NaN),
            ended(TrialState.FAILED, 6),
            SampleTrials.running(7, EMPTY, ACCURACY, .95));

    @Test
    void ordersByScoreThenEpochsThenAge() {
        assertThat(Ranking.leaderboard(TRIALS, List.of(new Criterion(ACCURACY, 0))))
                .extracting(Trial::id)
                .containsExactly(7, 4, 2, 3, 1);
    }

    @Test
    void doesNotDependOnTheOrderOfResults() {
        List<Trial> shuffled = new ArrayList<>(TRIALS);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Ranking.leaderboard(shuffled, List.of(new Criterion(ACCURACY, 0))))
                    .isEqualTo(Ranking.leaderboard(TRIALS, List.of(new Criterion(ACCURACY, 0))));
        }
    }

    @Test
    void isLedByATrialThatCompletedIfAnyDid() {
        assertThat(Ranking.leader(TRIALS, List.of(new Criterion(ACCURACY, 0))))
                .map(Trial::id)
                .contains(2);
        assertThat(Ranking.leader(TRIALS.subList(3, 7), List.of(new Criterion(ACCURACY, 0))))
                .map(Trial::id)
                .contains(4);
        assertThat(Ranking.leader(TRIALS.subList(4, 7), List.of(new Criterion(ACCURACY, 0))))
                .isEmpty();
    }
}
