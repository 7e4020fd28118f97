package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RungLossesTest {
    private static final List<Integer> EPOCHS = List.of(1, 3, 9);

    private static Trial trial(int id, TrialState state, double... values) {
        return SampleTrials.ended(state, id, new Configuration(Map.of("name", "t" + id)), LOSS, values);
    }

    private static RungLosses of(List<Trial> trials) {
        return RungLosses.of(trials, EPOCHS, LOSS);
    }

    @Test
    void takeAwayTheTrendThatAllCurvesShare() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 9; id++) {
            trials.add(trial(id, TrialState.PAUSED, 10 + id, 5, 2 + .1 * id));
        }
        RungLosses losses = of(trials);
        for (int i = 0; i < 9; i++) {
            assertThat(losses.scaled()[1][i]).isCloseTo(losses.scaled()[0][i], within(1e-9));
        }
    }

    @Test
    void leaveOthersAloneWhereOneDiverges() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 9; id++) {
            trials.add(trial(id, TrialState.PAUSED, 10 + id, 5, id == 9 ? 1e30 : 2 + .1 * id));
        }
        RungLosses losses = of(trials);
        for (int i = 0; i < 8; i++) {
            assertThat(losses.scaled()[1][i]).isCloseTo(losses.scaled()[0][i], within(1e-9));
        }
        assertThat(losses.scaled()[1][8]).isBetween(3.0, 100.0);
    }

    @Test
    void keepWhatTrialsOnARungHadBefore() {
        RungLosses losses = of(List.of(
                trial(1, TrialState.PAUSED, .1, .1, .01),
                trial(2, TrialState.PAUSED, .2, .2, .02),
                trial(3, TrialState.PAUSED, .8),
                trial(4, TrialState.PAUSED, .9)));
        assertThat(losses.scaled()[1])
                .containsExactly(losses.scaled()[0][0], losses.scaled()[0][1], Double.NaN, Double.NaN);
        assertThat(losses.count(0)).isEqualTo(4);
        assertThat(losses.count(1)).isEqualTo(2);
        assertThat(losses.count(2)).isZero();
        assertThat(losses.highest(2)).isEqualTo(1);
        assertThat(losses.highest(3)).isZero();
        assertThat(losses.highest(5)).isEqualTo(-1);
    }

    @Test
    void countAFailedTrialAsTheWorstAtTheEnd() {
        RungLosses losses = of(List.of(
                trial(1, TrialState.PAUSED, .1),
                trial(2, TrialState.PAUSED, .7),
                trial(3, TrialState.FAILED, Double.NaN)));
        assertThat(losses.on(2)).containsExactly(2);
        assertThat(losses.scaled()[2][2]).isEqualTo(losses.scaled()[0][1]);
        assertThat(losses.on(0)).containsExactly(0, 1);
    }

    @Test
    void takeATrialThatEndedByItselfForEveryLaterRung() {
        RungLosses losses = of(List.of(trial(1, TrialState.COMPLETE, .1, .05), trial(2, TrialState.PAUSED, .7, .6)));
        assertThat(losses.on(2)).containsExactly(0);
    }

    @Test
    void sayWhereThereIsNothingToLearn() {
        assertThat(of(List.of()).isFlat()).isTrue();
        assertThat(of(List.of(trial(1, TrialState.PAUSED, .5), trial(2, TrialState.PAUSED, .5)))
                        .isFlat())
                .isTrue();
        assertThat(of(List.of(trial(1, TrialState.PAUSED, .5), trial(2, TrialState.PAUSED, .6)))
                        .isFlat())
                .isFalse();
    }
}
