package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A study with one worker comes to the same end wherever its coordinator was killed. */
class StudyRestartTest {
    private static final int TRIALS = 24;

    @ParameterizedTest
    @EnumSource(Method.class)
    void suggestsAndDecidesTheSameAfterAnyRestart(Method method) {
        SearchSpace space = method == Method.GRID ? Studies.SMALL : Studies.SPACE;
        StudyDriver whole = new StudyDriver(Studies.spec(
                        space,
                        Studies.trials(TRIALS),
                        method,
                        new SchedulerSpec.Asha(1, 2),
                        new EarlyStopping(2, 0.01)))
                .runToTheEnd();
        assertThat(whole.view().trials()).hasSize(method == Method.GRID ? 6 : TRIALS);
        for (int batches = 1; batches <= whole.batches().size(); batches++) {
            StudyDriver resumed = whole.reopened(batches).runToTheEnd();
            assertThat(outcome(resumed.view()))
                    .as("killed after batch %s", batches)
                    .isEqualTo(outcome(whole.view()));
        }
    }

    /** Everything but times and attempts. */
    private static List<List<Object>> outcome(StudyView view) {
        return view.leaderboard().stream().map(StudyRestartTest::outcome).toList();
    }

    private static List<Object> outcome(Trial trial) {
        List<Measurement> measurements = trial.measurements();
        return List.of(trial.id(), trial.configuration(), trial.state(), trial.reason(), measurements);
    }
}
