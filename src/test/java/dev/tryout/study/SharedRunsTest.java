package dev.tryout.study;

import static dev.tryout.study.Studies.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedRunsTest {
    private static final String A = "worker-1";
    private static final String B = "worker-2";
    private static final SchedulerSpec NONE = new SchedulerSpec.None();

    /** One value besides the epochs, so that all trials are of one run. */
    private static final SearchSpace ONE_RUN = space(6, "adamw");

    private static SearchSpace space(int epochs, String... optimizers) {
        return new SearchSpace(
                List.of(
                        new Parameter("epochs", new IntDomain(1, epochs, Scale.LINEAR), null),
                        new Parameter("optimizer", new CategoricalDomain(List.of((Object[]) optimizers)), null)),
                List.of());
    }

    private static StudyDriver grid(SearchSpace space, SchedulerSpec scheduler, @Nullable EarlyStopping stopping) {
        return StudyDriver.sharing(Studies.spec(space, trials(100), Method.GRID, scheduler, stopping));
    }

    /** Tries the initial configurations, given by their epochs, in that order. */
    private static StudyDriver inOrder(SchedulerSpec scheduler, int... epochs) {
        List<Configuration> initial = java.util.Arrays.stream(epochs)
                .mapToObj(count -> new Configuration(Map.of("epochs", count, "optimizer", "adamw")))
                .toList();
        StudySpec spec = Studies.spec(ONE_RUN, trials(epochs.length), Method.RANDOM, scheduler, null);
        return StudyDriver.sharing(spec.with(new Knowledge(initial, List.of())));
    }

    private static void train(StudyDriver driver, Trial trial, int from, int to) {
        for (int epoch = from; epoch <= to; epoch++) {
            driver.report(trial.id(), trial.attempt(), epoch, epoch / 10.0);
        }
    }

    @Test
    void aGridCostsTheLongestOfTheTrialsThatDifferInEpochsAlone() {
        StudyDriver driver = grid(space(6, "adamw", "sgd"), NONE, null).runToTheEnd();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().trials()).hasSize(12).extracting(Trial::state).containsOnly(TrialState.COMPLETE);
        assertThat(driver.view().trials())
                .allMatch(trial -> trial.lastEpoch() == trial.configuration().integer("epochs", 0));
        assertThat(driver.view().epochsSpent()).isEqualTo(2 * 6);
    }

    @Test
    void withoutSharingAGridTrainsEveryTrial() {
        StudySpec spec = Studies.spec(space(6, "adamw"), trials(100), Method.GRID, NONE, null);
        assertThat(new StudyDriver(spec).runToTheEnd().view().epochsSpent()).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
    }

    @Test
    void theLongestOfAGroupBegins() {
        Trial first = grid(ONE_RUN, NONE, null).request(A).orElseThrow();
        assertThat(first.epochs()).isEqualTo(6);
        assertThat(first.origin().run()).isEqualTo(1);
    }

    @Test
    void aShorterTrialTakesOverWhatIsThereAndSaysFromWhom() {
        StudyDriver driver = inOrder(NONE, 5, 3);
        train(driver, driver.request(A).orElseThrow(), 1, 5);
        assertThat(driver.request(A)).isEmpty();
        Trial shorter = driver.trial(2);
        assertThat(shorter.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(shorter.measurements())
                .isEqualTo(driver.trial(1).measurements().subList(0, 3));
        assertThat(shorter.origin().run()).isEqualTo(1);
        assertThat(shorter.origin().shared()).containsExactly(1, 2, 3);
        assertThat(shorter.trained()).isEmpty();
        assertThat(shorter.isAdded()).isFalse();
        assertThat(driver.view().epochsSpent()).isEqualTo(5);
    }

    @Test
    void aLongerTrialGoesOnBehindTheLastEpoch() {
        StudyDriver driver = inOrder(NONE, 2, 5);
        train(driver, driver.request(A).orElseThrow(), 1, 2);
        Trial longer = driver.request(A).orElseThrow();
        assertThat(longer.id()).isEqualTo(2);
        assertThat(longer.lastEpoch()).isEqualTo(2);
        assertThat(longer.origin().run()).isEqualTo(1);
        train(driver, longer, 3, 5);
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.view().epochsSpent()).isEqualTo(5);
    }

    @Test
    void noTwoWorkersTrainOneRun() {
        StudyDriver driver = inOrder(NONE, 4, 3, 5);
        Trial first = driver.request(A).orElseThrow();
        assertThat(driver.request(B)).isEmpty();
        assertThat(driver.view().trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.RUNNING, TrialState.WAITING, TrialState.WAITING);
        train(driver, first, 1, 3);
        assertThat(driver.request(B)).isEmpty();
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.trial(3).lastEpoch()).isEqualTo(3);
        train(driver, first, 4, 4);
        assertThat(driver.request(B)).map(Trial::id).contains(3);
        assertThat(driver.trial(3).lastEpoch()).isEqualTo(4);
    }

    @Test
    void afterALossTheRunGoesOnWithWhoeverIsFirstInTheQueue() {
        StudyDriver driver = inOrder(NONE, 4, 6);
        train(driver, driver.request(A).orElseThrow(), 1, 2);
        assertThat(driver.request(B)).isEmpty();
        driver.loseWorker(A);
        assertThat(driver.request(B)).map(Trial::id).contains(1);
        train(driver, driver.trial(1), 3, 4);
        assertThat(driver.request(B)).map(Trial::id).contains(2);
        train(driver, driver.trial(2), 5, 6);
        assertThat(driver.view().epochsSpent()).isEqualTo(6);
    }

    @Test
    void whatBreaksTheRunBreaksWhoeverNeedsMoreOfIt() {
        StudyDriver driver = inOrder(NONE, 6, 2, 5);
        Trial first = driver.request(A).orElseThrow();
        driver.request(B);
        train(driver, first, 1, 3);
        driver.fail(1, 1, FailureOwner.TRIAL, "out of memory");
        assertThat(driver.request(B)).isEmpty();
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.trial(3).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(3).reason()).isEqualTo("trial 1, whose run it shares, failed: out of memory");
        assertThat(driver.view().epochsSpent()).isEqualTo(3);
        assertThat(driver.view().leader()).map(Trial::id).contains(2);
    }

    @Test
    void aRunThatBreaksIsOneFailureAmongTheFirst() {
        StudyDriver driver = inOrder(NONE, 6, 2, 5, 4);
        driver.request(A);
        driver.fail(1, 1, FailureOwner.TRIAL, "bad");
        assertThat(driver.request(A)).isEmpty();
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.FAILED);
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void sharedEpochsAreJudgedOneByOne() {
        StudyDriver driver = grid(ONE_RUN, NONE, new EarlyStopping(2, 0));
        Trial first = driver.request(A).orElseThrow();
        List.of(0.5, 0.6, 0.5)
                .forEach(value -> driver.report(1, 1, driver.trial(first.id()).lastEpoch() + 1, value));
        driver.report(1, 1, 4, 0.4);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.COMPLETE);
        driver.request(A);
        for (Trial trial : driver.view().trials()) {
            assertThat(trial.lastEpoch()).isEqualTo(Math.min(4, trial.epochs()));
            assertThat(trial.reason()).isEqualTo(trial.epochs() > 4 ? "no improvement of accuracy for 2 epochs" : "");
        }
        assertThat(driver.view().epochsSpent()).isEqualTo(4);
    }

    @Test
    void aPromotedTrialTakesOverBeforeItTrains() {
        StudyDriver driver = inOrder(new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION), 6, 5);
        train(driver, driver.request(A).orElseThrow(), 1, 1);
        Optional<Trial> promoted = driver.request(A);
        assertThat(promoted).map(Trial::id).contains(1);
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.PAUSED);
        assertThat(driver.trial(2).origin().shared()).containsExactly(1);
        train(driver, promoted.get(), 2, 2);
        driver.runToTheEnd();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().epochsSpent()).isEqualTo(6);
    }

    @Test
    void sharedEpochsCostNoBudgetOfEpochs() {
        StudySpec spec = Studies.spec(ONE_RUN, new Budget(null, null, 7), Method.GRID, NONE, null);
        StudyView view = StudyDriver.sharing(spec).runToTheEnd().view();
        assertThat(view.epochsSpent()).isEqualTo(6);
        assertThat(view.phaseReason()).isEqualTo("every configuration was tried");
        assertThat(view.trials()).hasSize(6);
    }

    @Test
    void aSpentBudgetCutsThoseThatWait() {
        StudyDriver driver =
                StudyDriver.sharing(Studies.spec(ONE_RUN, new Budget(null, null, 4), Method.GRID, NONE, null));
        Trial first = driver.request(A).orElseThrow();
        driver.request(B);
        train(driver, first, 1, 4);
        assertThat(driver.request(B)).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        for (Trial trial : driver.view().trials()) {
            assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(trial.lastEpoch()).isEqualTo(Math.min(4, trial.epochs()));
        }
    }

    @Test
    void trialsOfAnEndlessSpaceAreTrainedApart() {
        StudyDriver driver = StudyDriver.sharing(Studies.spec(Studies.SPACE, trials(2)));
        assertThat(driver.request(A).orElseThrow().origin().shareable()).isFalse();
    }

    @Test
    void aTieIsWonByTheTrialThatWasTrained() {
        StudyDriver driver = inOrder(NONE, 5, 3);
        Trial first = driver.request(A).orElseThrow();
        for (int epoch = 1; epoch <= 5; epoch++) {
            driver.report(first.id(), 1, new Measurement(epoch, Map.of("accuracy", 1.0 / epoch), 1));
        }
        driver.request(A);
        assertThat(driver.view().leaderboard()).extracting(Trial::id).containsExactly(1, 2);
    }

    @Test
    void theLatestRunsThatMayGrowAreKept() {
        StudyDriver driver = grid(space(2, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), NONE, null);
        for (int trial = 0; trial < 10; trial++) {
            Trial begun = driver.request(A).orElseThrow();
            driver.report(begun.id(), 1, 1, 0.5 - begun.id() / 100.0);
            driver.report(begun.id(), 1, 2, 0.5 - begun.id() / 100.0);
        }
        long runs = driver.view().trials().stream()
                .map(trial -> trial.origin().run())
                .distinct()
                .count();
        assertThat(driver.view().unneededRuns())
                .hasSize((int) runs - Checkpoints.SHAREABLE_KEPT - 1)
                .doesNotContain(1);
        driver.runToTheEnd();
        assertThat(driver.view().unneededRuns()).hasSize(9).doesNotContain(1);
    }
}
