package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddedTrialsTest {
    private static final Configuration SLOW = new Configuration(Map.of("epochs", 3, "optimizer", "sgd"));

    private static StudyDriver driver(Method method, SchedulerSpec scheduler, Budget budget) {
        return new StudyDriver(Studies.spec(Studies.SMALL, budget, method, scheduler, null));
    }

    private static List<StudyEvent> add(StudyDriver driver, Configuration configuration, double accuracy) {
        Measurement last = new Measurement(configuration.integer("epochs", 1), Map.of("accuracy", accuracy), 0);
        return driver.send(new StudyCommand.Add(configuration, List.of(last), "from elsewhere", driver.nowMs()));
    }

    @Test
    void costNothing() {
        StudyDriver driver = driver(Method.RANDOM, new SchedulerSpec.None(), new Budget(2, null, null));
        add(driver, SLOW, 0.9);
        driver.runToTheEnd();
        assertThat(driver.view().trials()).hasSize(3);
        assertThat(driver.view().epochsSpent())
                .isEqualTo(driver.trial(2).epochs() + driver.trial(3).epochs());
    }

    @Test
    void leadTheLeaderboardButAreNotPromoted() {
        StudyDriver driver = driver(Method.RANDOM, new SchedulerSpec.None(), new Budget(2, null, null));
        add(driver, SLOW, 5);
        driver.runToTheEnd();
        assertThat(driver.view().leaderboard().get(0).id()).isEqualTo(1);
        assertThat(driver.view().leader())
                .isPresent()
                .get()
                .extracting(Trial::id)
                .isNotEqualTo(1);
    }

    @Test
    void areNotSuggestedAgain() {
        StudyDriver driver = driver(Method.RANDOM, new SchedulerSpec.None(), new Budget(100, null, null));
        add(driver, SLOW, 0.1);
        driver.runToTheEnd();
        assertThat(driver.view().trials())
                .hasSize(6)
                .extracting(Trial::configuration)
                .doesNotHaveDuplicates();
    }

    @Test
    void leaveTheSequenceOfSuggestionsAlone() {
        StudyDriver with = driver(Method.SOBOL, new SchedulerSpec.None(), new Budget(2, null, null));
        StudyDriver without = driver(Method.SOBOL, new SchedulerSpec.None(), new Budget(2, null, null));
        Trial first = without.request("worker-1").orElseThrow();
        Configuration other = new Configuration(Map.of(
                "epochs",
                first.configuration().integer("epochs", 1),
                "optimizer",
                first.configuration().text("optimizer", "").equals("sgd") ? "adamw" : "sgd"));
        add(with, other, 0.1);
        assertThat(with.request("worker-1").orElseThrow().configuration()).isEqualTo(first.configuration());
    }

    @Test
    void doNotStopTrialsThatHaveALearningCurve() {
        SearchSpace threeEpochs = new SearchSpace(
                List.of(
                        new Parameter("epochs", new FixedDomain(3), null),
                        new Parameter("optimizer", new CategoricalDomain(List.of("adam", "adamw", "sgd")), null)),
                List.of());
        StudyDriver driver = new StudyDriver(Studies.spec(
                threeEpochs, new Budget(1, null, null), Method.RANDOM, SchedulerSpec.of("asha-stopping"), null));
        Trial running = driver.request("worker-1").orElseThrow();
        Configuration other = new Configuration(Map.of("epochs", 3, "optimizer", "adamw"));
        add(driver, SLOW, 0.9);
        add(driver, other, 0.9);
        driver.report(running.id(), 1, 1, 0.1);
        assertThat(driver.trial(running.id()).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void failedWithoutAFiniteValue() {
        StudyDriver driver = driver(Method.RANDOM, new SchedulerSpec.None(), new Budget(1, null, null));
        add(driver, SLOW, Double.NaN);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(1).reason()).isEqualTo("it came without a finite accuracy");
    }

    @Test
    void comeTooLateOnceTheStudyIsFinished() {
        StudyDriver driver = driver(Method.RANDOM, new SchedulerSpec.None(), new Budget(1, null, null));
        driver.runToTheEnd();
        assertThat(add(driver, SLOW, 0.5)).isEmpty();
    }

    @Test
    void needAMeasurement() {
        assertThatThrownBy(() -> new StudyCommand.Add(SLOW, List.of(), "", 0)).hasMessageContaining("measurement");
    }
}
