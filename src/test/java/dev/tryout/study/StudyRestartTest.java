package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A study with one worker comes to the same end wherever its coordinator was killed. */
class StudyRestartTest {
    private static final int TRIALS = 24;

    static Stream<Arguments> methodsAndSchedulers() {
        return Arrays.stream(Method.values())
                .flatMap(method -> Studies.SCHEDULERS.stream().map(scheduler -> Arguments.of(method, scheduler)));
    }

    @ParameterizedTest
    @MethodSource("methodsAndSchedulers")
    void suggestsDecidesAndPromotesTheSameAfterAnyRestart(Method method, SchedulerSpec scheduler) {
        SearchSpace space = method == Method.GRID ? Studies.SMALL : Studies.SPACE;
        StudyDriver whole = new StudyDriver(
                        Studies.spec(space, Studies.trials(TRIALS), method, scheduler, new EarlyStopping(2, 0.01)))
                .runToTheEnd();
        assertThat(whole.view().trials()).hasSize(method == Method.GRID ? 6 : TRIALS);
        for (int batches = 1; batches <= whole.batches().size(); batches += 1 + batches % 11) {
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
