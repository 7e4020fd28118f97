package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandTest extends SchedulerContract {
    private static final Brackets.Hyperband BRACKETS = new Brackets.Hyperband(new Rungs(1, 3));

    @Override
    Scheduler scheduler() {
        return Schedulers.of(SchedulerSpec.Hyperband.DEFAULT);
    }

    private static Trial fresh(int id, int epochs) {
        return Trial.suggested(id, new Configuration(Map.of()), "", epochs);
    }

    @Test
    void hasTheBracketsOfThePaper() {
        // Table 1 of Li et al. 2018: R = 81, factor 3.
        assertThat(IntStream.rangeClosed(0, 4).mapToDouble(bracket -> BRACKETS.trials(bracket, 4)))
                .containsExactly(81.0, 34.0, 15.0, 8.0, 5.0);
    }

    @Test
    void sharesTrialsOutAsThePaperDoesInEveryStretch() {
        int round = 27 + 12 + 6 + 4;
        double[] shares = {27, 12, 6, 4};
        int[] counts = new int[4];
        for (int id = 1; id <= 20 * round; id++) {
            counts[BRACKETS.of(fresh(id, 27))]++;
            for (int bracket = 0; bracket < 4; bracket++) {
                assertThat((double) counts[bracket]).isCloseTo(id * shares[bracket] / round, within(3.0));
            }
        }
    }

    @Test
    void costsTheSameInEveryBracket() {
        double[] losses = new Random(1).doubles(2_000).toArray();
        Race race = new Race(scheduler(), LOSS, (trial, epoch) -> losses[trial - 1]).run(losses.length, 27);
        double[] epochs = new double[4];
        race.history().trials().forEach(trial -> epochs[BRACKETS.of(trial)] += trial.lastEpoch());
        double mean =
                IntStream.range(0, 4).mapToDouble(i -> epochs[i]).average().orElseThrow();
        for (double cost : epochs) {
            assertThat(cost).isBetween(mean * 0.85, mean * 1.15);
        }
    }

    @Test
    void beginsEachBracketOneRungLater() {
        assertThat(IntStream.rangeClosed(1, 49).map(id -> scheduler().target(fresh(id, 27))))
                .contains(1, 3, 9, 27);
        for (int id = 1; id <= 49; id++) {
            int bracket = BRACKETS.of(fresh(id, 27));
            assertThat(scheduler().target(fresh(id, 27))).isEqualTo((int) Math.pow(3, bracket));
        }
    }

    @Test
    void hasOneBracketForATrialWithoutRungs() {
        assertThat(IntStream.rangeClosed(1, 100).map(id -> BRACKETS.of(fresh(id, 1))))
                .containsOnly(0);
        assertThat(scheduler().target(fresh(7, 1))).isEqualTo(1);
    }

    @Test
    void ranksWithinABracketAndCountsItsOwnRungs() {
        List<Integer> second = IntStream.rangeClosed(1, 200)
                .filter(id -> BRACKETS.of(SampleTrials.running(id, LOSS)) == 1)
                .boxed()
                .toList();
        Trial trial = SampleTrials.running(second.get(1), LOSS, .5, .5, .5);
        List<Trial> trials = List.of(
                SampleTrials.running(1, LOSS, .1, .1, .1),
                SampleTrials.ended(TrialState.PAUSED, second.get(0), new Configuration(Map.of()), LOSS, .4, .4, .4),
                SampleTrials.ended(TrialState.PAUSED, second.get(2), new Configuration(Map.of()), LOSS, .6, .6, .6),
                trial);
        assertThat(BRACKETS.of(trials.get(0))).isZero();
        assertThat(scheduler().decide(trial, History.of(trials), LOSS))
                .isEqualTo(Decision.pause("paused at epoch 3: 2nd of 3 on rung 1 of bracket 2"));
        assertThat(scheduler().promote(History.of(trials), LOSS))
                .contains(new Promotion(second.get(0), 9, "promoted to rung 2: 1st of 3 on rung 1 of bracket 2"));
    }

    @Test
    void stopsInItsStoppingKind() {
        Scheduler stopping = Schedulers.of(new SchedulerSpec.Hyperband(1, 3, SchedulerSpec.Kind.STOPPING));
        Race race = new Race(stopping, LOSS, (trial, epoch) -> trial).run(60, 27);
        assertThat(race.promotions).isEmpty();
        assertThat(race.in(TrialState.PAUSED)).isEmpty();
        assertThat(race.in(TrialState.PRUNED)).isNotEmpty();
        assertThat(stopping.target(fresh(1, 27))).isEqualTo(27);
    }
}
