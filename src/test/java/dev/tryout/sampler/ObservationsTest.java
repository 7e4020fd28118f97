package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static Configuration numbered(int id) {
        return new Configuration(Map.of("x", id));
    }

    private static Trial ended(TrialState state, int id, double... values) {
        return SampleTrials.ended(state, id, numbered(id), LOSS, values);
    }

    private static Observations of(Metric metric, List<Trial> trials) {
        return Observations.of(new SuggestionRequest(SampleSpaces.MIXED, metric, History.of(trials), 0, 0));
    }

    @Test
    void takesTheBestEpochOfCompleteTrialsAsALoss() {
        Trial trial = SampleTrials.ended(TrialState.COMPLETE, 1, numbered(1), ACCURACY, 0.5, 0.8, 0.7);
        assertThat(of(ACCURACY, List.of(trial)).losses()).containsExactly(-0.8);
    }

    @Test
    void givesFailedTrialsTheWorstLossAndLeavesRunningOnesPending() {
        Observations seen = of(
                LOSS,
                List.of(
                        ended(TrialState.COMPLETE, 3, 2),
                        SampleTrials.running(4, numbered(4), LOSS, 0.1),
                        ended(TrialState.FAILED, 2, 0.01),
                        ended(TrialState.COMPLETE, 5, Double.NaN),
                        ended(TrialState.COMPLETE, 1, 7)));
        assertThat(seen.losses()).containsExactly(7, 7, 2, 7);
        assertThat(seen.finished()).containsExactly(numbered(1), numbered(2), numbered(3), numbered(5));
        assertThat(seen.measured()).isEqualTo(2);
        assertThat(seen.pending()).containsExactly(numbered(4));
    }

    @Test
    void creditsPrunedTrialsWithWhatOthersGained() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= Observations.ENOUGH; id++) {
            trials.add(ended(TrialState.COMPLETE, id, 10 + id, 8 + id, 5 + id));
        }
        trials.add(ended(TrialState.PRUNED, 20, 30));
        trials.add(ended(TrialState.PAUSED, 21, 30, 28));
        Observations seen = of(LOSS, trials);
        assertThat(seen.losses()[Observations.ENOUGH]).isCloseTo(25, Offset.offset(1e-12));
        assertThat(seen.losses()[Observations.ENOUGH + 1]).isCloseTo(25, Offset.offset(1e-12));
    }

    @Test
    void comparesUnfinishedTrialsWhereEnoughHaveCome() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= Observations.ENOUGH; id++) {
            trials.add(ended(TrialState.PAUSED, id, id));
        }
        trials.add(ended(TrialState.PAUSED, 20, 0.9, 0.2));
        assertThat(of(LOSS, trials).losses()[Observations.ENOUGH]).isEqualTo(0.9);
    }
}
