package dev.tryout.asktell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Method;
import dev.tryout.sampler.Samplers;
import dev.tryout.scheduler.Promotion;
import dev.tryout.scheduler.Scheduler;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Study;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Goal;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A search whose trials pause after their first epoch and go on one after the other as soon as they may. */
class SearchTest {
    private static final int EPOCHS = 3;

    private static final Scheduler PAUSES_ONCE = new Scheduler() {
        @Override
        public Decision decide(Trial trial, History history, Metric metric) {
            return Decision.CONTINUE;
        }

        @Override
        public int target(Trial trial) {
            return 1;
        }

        @Override
        public Optional<Promotion> promote(History history, Metric metric) {
            return history.trials().stream()
                    .filter(trial -> trial.state() == TrialState.PAUSED)
                    .findFirst()
                    .map(trial -> new Promotion(trial.id(), EPOCHS, "its turn"));
        }
    };

    private final Search search = search();

    private static Search search() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("x", new FloatDomain(0, 1, Scale.LINEAR), null),
                        new Parameter(StudySpec.EPOCHS, new FixedDomain(EPOCHS), null)),
                List.of());
        StudySpec spec = new StudySpec(
                "pauses",
                1,
                new Metric(Start.METRIC, Goal.MINIMIZE),
                Method.RANDOM,
                new SchedulerSpec.None(),
                null,
                new Budget(2, null, null),
                space);
        return new Search(new Study(Samplers.of(Method.RANDOM), PAUSES_ONCE), spec, 2);
    }

    private void told(int id, Ending ending) {
        search.tell(id, ending, () -> 1);
    }

    @Test
    void givesAPausedTrialAgainToGoOnWith() {
        assertThat(search.ask()).map(Trial::target).contains(1);
        assertThat(search.report(1, 1, 0.5)).isFalse();
        told(1, Ending.PAUSED);
        Trial again = search.ask().orElseThrow();
        assertThat(again.id()).isEqualTo(1);
        assertThat(again.lastEpoch()).isEqualTo(1);
        assertThat(again.target()).isEqualTo(EPOCHS);
        assertThat(search.report(1, 2, 0.5)).isFalse();
        assertThat(search.report(1, 3, 0.5)).isFalse();
        told(1, Ending.COMPLETE);
    }

    @Test
    void givesNoTrialToTwoWorkers() {
        search.ask();
        search.report(1, 1, 0.5);
        assertThat(search.ask())
                .as("promoted, but its worker has not told that it paused")
                .isEmpty();
        assertThat(search.isDone()).isFalse();
        told(1, Ending.PAUSED);
        assertThat(search.ask()).map(Trial::id).contains(1);
    }

    @Test
    void takesThePausingEpochFromTellWhereNothingIsReported() {
        search.ask();
        told(1, Ending.PAUSED);
        assertThat(search.ask()).map(Trial::lastEpoch).contains(1);
        told(1, Ending.COMPLETE);
        assertThat(search.ask()).map(Trial::id).contains(2);
    }

    @Test
    void letsAPausedTrialNeitherEndNorTrainOn() {
        search.ask();
        search.report(1, 1, 0.5);
        for (Ending ending : List.of(Ending.COMPLETE, Ending.STOPPED, Ending.FAILED)) {
            assertThatThrownBy(() -> told(1, ending)).hasMessageContaining("trial 1 pauses at epoch 1: tell it paused");
        }
        assertThatThrownBy(() -> search.report(1, 2, 0.5)).hasMessageContaining("trial 1 pauses at epoch 1");
        told(1, Ending.PAUSED);
    }

    @Test
    void failsATrialThatGoesOn() {
        search.ask();
        told(1, Ending.PAUSED);
        search.ask();
        told(1, Ending.FAILED);
        assertThat(search.ask()).map(Trial::id).contains(2);
    }
}
