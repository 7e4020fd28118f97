package dev.tryout.cli;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.space.Configuration;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmStartsTest {
    private static Configuration x(int value) {
        return new Configuration(Map.of("x", value));
    }

    @Test
    void ranksTheTrialsOfAnEarlierStudy() {
        List<Trial> trials = List.of(
                SampleTrials.complete(1, x(1), ACCURACY, 0.5),
                SampleTrials.ended(TrialState.FAILED, 2, x(2), ACCURACY, 0.9),
                SampleTrials.ended(TrialState.PRUNED, 3, x(3), ACCURACY, 0.7),
                SampleTrials.running(4, x(4), ACCURACY));
        assertThat(WarmStarts.ranked("old", trials, ACCURACY))
                .isEqualTo(new EarlierStudy("old", 2, List.of(x(3), x(1))));
    }

    @Test
    void keepsTheBestOfALongStudy() {
        List<Trial> trials = IntStream.rangeClosed(1, 200)
                .mapToObj(id -> SampleTrials.complete(id, x(id), ACCURACY, id / 200.0))
                .toList();
        EarlierStudy earlier = WarmStarts.ranked("old", trials, ACCURACY);
        assertThat(earlier.ranked()).isEqualTo(200);
        assertThat(earlier.best()).hasSize(EarlierStudy.MAX_BEST).startsWith(x(200), x(199));
    }

    @Test
    void refusesAStudyWithoutResults() {
        assertThatThrownBy(() -> WarmStarts.ranked("old", List.of(), ACCURACY))
                .isInstanceOf(UserError.class)
                .hasMessage("warm_start_from: study 'old' has no trial with a result");
    }
}
