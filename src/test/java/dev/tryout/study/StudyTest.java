package dev.tryout.study;

import static dev.tryout.study.Studies.SMALL;
import static dev.tryout.study.Studies.SPACE;
import static dev.tryout.study.Studies.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Method;
import dev.tryout.sampler.Sampler;
import dev.tryout.sampler.Samplers;
import dev.tryout.sampler.Suggestion;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.Scheduler;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.scheduler.Schedulers;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyTest {
    private static final SearchSpace FOUR_EPOCHS = new SearchSpace(
            List.of(
                    new Parameter("epochs", new FixedDomain(4), null),
                    SPACE.parameter("learning_rate").orElseThrow()),
            List.of());

    private static StudyDriver study(int trials) {
        return new StudyDriver(Studies.spec(FOUR_EPOCHS, trials(trials)));
    }

    private static Decision answer(StudyDriver driver, int trial, int attempt) {
        return Study.answer(driver.state(), trial, attempt);
    }

    @Test
    void knowsNothingBeforeItIsCreated() {
        Study study = Study.of(Studies.spec(SPACE, trials(1)));
        StudyState state = new StudyState();
        assertThat(study.decide(state, new StudyCommand.Open(0))).isEmpty();
        assertThat(study.decide(state, new StudyCommand.RequestWork("a", 0))).isEmpty();
        assertThatThrownBy(state::view).hasMessage("the study does not exist yet");
    }

    @Test
    void isCreatedOnce() {
        StudyDriver driver = study(1);
        assertThat(driver.send(new StudyCommand.Create(driver.state().spec(), "other", "", "test", 5)))
                .isEmpty();
        assertThat(driver.view().created().objective()).isEqualTo("{}");
    }

    @Test
    void givesEachWorkerATrialOfItsOwn() {
        StudyDriver driver = study(3);
        assertThat(driver.request("a").orElseThrow().id()).isEqualTo(1);
        assertThat(driver.request("b").orElseThrow().id()).isEqualTo(2);
        assertThat(driver.request("c").orElseThrow().id()).isEqualTo(3);
        assertThat(driver.request("d")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
        assertThat(driver.trial(2).worker()).contains("b");
    }

    @Test
    void completesATrialAtItsLastEpochAndFinishesAfterTheLastTrial() {
        StudyDriver driver = study(2).runToTheEnd();
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.COMPLETE);
        assertThat(driver.view().epochsSpent()).isEqualTo(8);
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().phaseReason()).isEqualTo("the budget of trials is spent");
        assertThat(driver.open()).isEmpty();
    }

    @Test
    void finishesWhenTheSpaceIsExhausted() {
        for (Method method : Method.values()) {
            StudyDriver driver =
                    new StudyDriver(Studies.spec(SMALL, trials(1_000), method, new SchedulerSpec.None(), null));
            driver.runToTheEnd();
            assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
            assertThat(driver.view().phaseReason()).isEqualTo("every configuration was tried");
            assertThat(new HashSet<>(driver.view().trials().stream()
                            .map(Trial::configuration)
                            .toList()))
                    .hasSize(6)
                    .hasSameSizeAs(driver.view().trials());
        }
    }

    @Test
    void ignoresReportsThatAreOldOrAgain() {
        StudyDriver driver = study(1);
        driver.request("a");
        driver.report(1, 1, 1, 0.5);
        assertThat(driver.report(1, 1, 1, 0.9)).isEmpty();
        driver.report(1, 1, 3, 0.6);
        assertThat(driver.report(1, 1, 2, 0.9)).isEmpty();
        assertThat(driver.report(7, 1, 1, 0.9)).isEmpty();
        assertThat(driver.trial(1).score(Studies.ACCURACY)).hasValue(0.6);
    }

    @Test
    void fencesTheAttemptThatWasLost() {
        StudyDriver driver = study(1);
        driver.request("a");
        driver.report(1, 1, 1, 0.5);
        driver.loseWorker("a");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.LOST);
        assertThat(driver.request("b").orElseThrow().attempt()).isEqualTo(2);
        assertThat(driver.report(1, 1, 2, 0.9)).isEmpty();
        assertThat(driver.fail(1, 1, FailureOwner.TRIAL, "late")).isEmpty();
        assertThat(driver.send(new StudyCommand.End(1, 1, driver.nowMs()))).isEmpty();
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.stop("the trial has a newer attempt"));
        assertThat(answer(driver, 1, 2)).isEqualTo(Decision.CONTINUE);
        assertThat(driver.report(1, 2, 2, 0.7)).isNotEmpty();
        assertThat(driver.trial(1).lastEpoch()).isEqualTo(2);
    }

    @Test
    void goesOnWithLostTrialsBeforeItBeginsOthers() {
        StudyDriver driver = study(5);
        driver.request("a");
        driver.request("b");
        driver.loseWorker("b");
        driver.loseWorker("a");
        assertThat(driver.request("c").orElseThrow().id()).isEqualTo(1);
        assertThat(driver.request("d").orElseThrow().id()).isEqualTo(2);
        assertThat(driver.request("e").orElseThrow().id()).isEqualTo(3);
    }

    @Test
    void givesATrialUpAfterThreeFruitlessAttempts() {
        StudyDriver driver = study(5);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(driver.request("a").orElseThrow().attempt()).isEqualTo(attempt);
            driver.loseWorker("a");
        }
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(1).reason()).isEqualTo("3 attempts in a row ended with their worker: it is gone");
    }

    @Test
    void givesATrialUpAfterThreeFailuresOfWhichNobodyCanTellWhoseTheyAre() {
        StudyDriver driver = study(5);
        for (int attempt = 1; attempt <= 3; attempt++) {
            driver.request("a");
            driver.fail(1, attempt, FailureOwner.UNCERTAIN, "no sign of life");
        }
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(1).reason()).isEqualTo("3 attempts in a row ended with their worker: no sign of life");
    }

    @Test
    void doesNotHoldWorkersThatAreUnfitAgainstATrial() {
        StudyDriver driver = study(1);
        for (int attempt = 1; attempt <= 10; attempt++) {
            driver.request("w" + attempt);
            driver.fail(1, attempt, FailureOwner.WORKER, "its data differs");
        }
        driver.request("w11");
        driver.loseWorker("w11");
        driver.request("w12");
        driver.loseWorker("w12");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.LOST);
        assertThat(driver.trial(1).infrastructureFailures()).isEqualTo(12);
        assertThat(driver.trial(1).fruitlessAttempts()).isEqualTo(2);
    }

    @Test
    void givesATrialUpThatNoWorkerIsFitFor() {
        StudyDriver driver = study(1);
        for (int attempt = 1; attempt <= FailureRules.MAX_CLEARED + 2; attempt++) {
            driver.request("a");
            driver.fail(1, attempt, FailureOwner.WORKER, "its disk is full");
        }
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.LOST);
        driver.request("a");
        driver.fail(1, FailureRules.MAX_CLEARED + 3, FailureOwner.WORKER, "its disk is full");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(1).reason()).isEqualTo("3 attempts in a row ended with their worker: its disk is full");
    }

    @Test
    void doesNotGiveUpATrialThatGetsSomewhereEachTime() {
        StudyDriver driver = study(1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            driver.request("a");
            driver.report(1, attempt, attempt, 0.5);
            driver.fail(1, attempt, FailureOwner.UNCERTAIN, "out of memory");
        }
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.LOST);
        assertThat(driver.trial(1).infrastructureFailures()).isEqualTo(3);
    }

    @Test
    void failsATrialWhoseMetricIsNotFiniteOrMissing() {
        StudyDriver driver = study(3);
        driver.request("a");
        driver.report(1, 1, 1, Double.NaN);
        driver.request("a");
        driver.report(2, 1, 1, Double.NEGATIVE_INFINITY);
        driver.request("a");
        driver.report(3, 1, new dev.tryout.trial.Measurement(1, Map.of("loss", 0.1), 1));
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.FAILED);
        assertThat(driver.view().trials())
                .extracting(Trial::reason)
                .containsExactly(
                        "accuracy is NaN at epoch 1", "accuracy is -Infinity at epoch 1", "accuracy is NaN at epoch 1");
        driver.request("a");
        assertThat(driver.view().leader()).isEmpty();
        assertThat(driver.view().leaderboard()).isEmpty();
    }

    @Test
    void keepsATrialsFailureToItself() {
        StudyDriver driver = study(4);
        driver.request("a");
        driver.request("b");
        driver.report(2, 1, 1, 0.5);
        driver.fail(1, 1, FailureOwner.TRIAL, "no such optimizer");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.RUNNING);
        assertThat(driver.request("a").orElseThrow().id()).isEqualTo(3);
    }

    @Test
    void pausesWhenTheFirstThreeTrialsFailHoweverTheyDo() {
        StudyDriver driver = study(10);
        driver.request("a");
        driver.request("b");
        driver.request("c");
        driver.request("d");
        driver.fail(1, 1, FailureOwner.TRIAL, "no such column");
        driver.send(new StudyCommand.End(2, 1, driver.nowMs()));
        driver.fail(3, 1, FailureOwner.TRIAL, "no such column");
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
        assertThat(driver.view().phaseReason())
                .isEqualTo("the first 3 trials failed, the last one with: no such column");
        assertThat(driver.trial(4).state()).isEqualTo(TrialState.LOST);
        assertThat(driver.request("a")).isEmpty();

        driver.open();
        for (int id = 4; id <= 6; id++) {
            assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
            Trial next = driver.request("a").orElseThrow();
            assertThat(next.id()).isEqualTo(id);
            driver.fail(id, next.attempt(), FailureOwner.TRIAL, "still");
        }
        assertThat(driver.view().phaseReason()).startsWith("the first 6 trials failed");
    }

    @Test
    void pausesWhenWorkersKeepDyingUnderTheFirstTrials() {
        StudyDriver driver = study(10);
        for (int i = 0; i < 9; i++) {
            driver.request("a");
            driver.loseWorker("a");
        }
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.FAILED);
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void doesNotPauseOverFailuresOnceATrialHasReported() {
        StudyDriver driver = study(10);
        driver.request("a");
        driver.report(1, 1, 1, 0.5);
        for (int id = 2; id <= 6; id++) {
            driver.request("b");
            driver.fail(id, 1, FailureOwner.TRIAL, "diverged");
        }
        assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void pausesOverAFailureThatEveryTrialWouldMeet() {
        StudyDriver driver = study(4);
        driver.request("a");
        driver.request("b");
        driver.fail(1, 1, FailureOwner.STUDY, "the disk is full");
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
        assertThat(driver.view().phaseReason()).isEqualTo("the disk is full");
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.LOST);
        assertThat(driver.view().trials())
                .extracting(Trial::infrastructureFailures)
                .containsOnly(0);
        driver.open();
        assertThat(driver.request("a").orElseThrow().id()).isEqualTo(1);
    }

    @Test
    void stopsTrialsEarlyThatNoLongerImprove() {
        StudyDriver driver = new StudyDriver(
                Studies.spec(FOUR_EPOCHS, trials(1), Method.RANDOM, new SchedulerSpec.None(), new EarlyStopping(1, 0)));
        driver.request("a");
        driver.report(1, 1, 1, 0.5);
        driver.report(1, 1, 2, 0.5);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.stop("no improvement of accuracy for 1 epoch"));
    }

    @Test
    void prunesByTheScheduler() {
        StudyDriver driver = new StudyDriver(Studies.spec(
                FOUR_EPOCHS,
                trials(2),
                Method.RANDOM,
                new SchedulerSpec.Asha(1, 3, SchedulerSpec.Kind.STOPPING),
                null));
        driver.request("a");
        driver.request("b");
        driver.report(1, 1, 1, 0.5);
        driver.report(2, 1, 1, 0.4);
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.PRUNED);
        assertThat(answer(driver, 2, 1)).isEqualTo(Decision.stop("stopped at epoch 1: 2nd of 2 on rung 1"));
    }

    /** Pauses every trial after its first epoch, and promotes none. */
    private static StudyDriver pausing(Budget budget) {
        Scheduler scheduler = (trial, history, metric) ->
                trial.lastEpoch() == 1 ? Decision.pause("enough for now") : Decision.CONTINUE;
        return new StudyDriver(Studies.spec(FOUR_EPOCHS, budget), new Study(Samplers.of(Method.RANDOM), scheduler));
    }

    @Test
    void goesToTheEndWithTheBestPausedTrialWhereNoneIsPromoted() {
        StudyDriver driver = pausing(trials(2));
        driver.request("a");
        driver.report(1, 1, 1, 0.4);
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.pause("enough for now"));
        driver.request("a");
        driver.report(2, 1, 1, 0.5);
        assertThat(driver.request("a")).map(Trial::id).contains(2);
        assertThat(driver.trial(2).reason()).isEqualTo("the best trial left goes to its end");
        assertThat(driver.request("b")).isEmpty();
        for (int epoch = 2; epoch <= 4; epoch++) {
            driver.report(2, 2, epoch, 0.6);
        }
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.PRUNED);
        assertThat(driver.trial(1).reason()).isEqualTo("enough for now; then the budget of trials is spent");
    }

    @Test
    void goesToTheEndWithAPausedTrialThatIsBetterThanAllThatCompleted() {
        Scheduler scheduler = (trial, history, metric) ->
                trial.lastEpoch() == trial.id() ? Decision.pause("enough for now") : Decision.CONTINUE;
        StudyDriver driver =
                new StudyDriver(Studies.spec(FOUR_EPOCHS, trials(2)), new Study(Samplers.of(Method.RANDOM), scheduler));
        driver.request("a");
        driver.report(1, 1, 1, 0.9);
        driver.request("a");
        driver.report(2, 1, 1, 0.5);
        driver.report(2, 1, 2, 0.5);
        assertThat(driver.request("a")).as("the one furthest on").map(Trial::id).contains(2);
        driver.report(2, 2, 3, 0.5);
        driver.report(2, 2, 4, 0.5);
        assertThat(driver.request("a")).map(Trial::id).contains(1);
        for (int epoch = 2; epoch <= 4; epoch++) {
            driver.report(1, 2, epoch, 0.9);
        }
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.view().leader()).map(Trial::id).contains(1);
    }

    @Test
    void countsTheBestPausedTrialWithWhatItHasWhenTheBudgetIsSpent() {
        StudyDriver driver = pausing(new Budget(null, null, 2));
        driver.request("a");
        driver.report(1, 1, 1, 0.4);
        driver.request("a");
        driver.report(2, 1, 1, 0.5);
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.PRUNED);
        assertThat(driver.trial(1).reason()).isEqualTo("enough for now; then the budget of epochs is spent");
        assertThat(driver.trial(2).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.trial(2).reason()).isEqualTo("the budget of epochs is spent at epoch 1 of 4");
    }

    @Test
    void letsAResumedTrialPauseWhereTheSchedulerWantsItTo() {
        Sampler sampler = request -> request.history().size() == 0
                ? Optional.of(new Suggestion.Start(
                        new Configuration(Map.of("epochs", 4, "learning_rate", 1e-3)), "from nowhere"))
                : Optional.of(new Suggestion.Resume(1, Suggestion.TO_THE_END, "it looks well"));
        Scheduler halving = Schedulers.of(new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION));
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, trials(9)), new Study(sampler, halving));
        driver.request("a");
        assertThat(driver.trial(1).target()).isEqualTo(1);
        driver.report(1, 1, 1, 0.4);
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.pause("paused at epoch 1: 1st of 1 on rung 1"));
        driver.request("a");
        assertThat(driver.trial(1).target()).isEqualTo(2);
        assertThat(driver.trial(1).reason()).isEqualTo("it looks well");
    }

    @Test
    void hasALeaderWhereEveryTrialWasPaused() {
        StudyDriver driver = pausing(new Budget(null, null, 1));
        driver.request("a");
        driver.report(1, 1, 1, 0.4);
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.view().phaseReason()).isEqualTo("the budget of epochs is spent");
        assertThat(driver.view().leader()).map(Trial::id).contains(1);
    }

    @Test
    void pausesATrialAtTheTargetThatItWasSuggestedWith() {
        Sampler sampler = request -> request.history().size() == 0
                ? Optional.of(new Suggestion.Start(
                        new Configuration(Map.of("epochs", 4, "learning_rate", 1e-3)), 2, "from nowhere"))
                : Optional.of(new Suggestion.Resume(1, 3, "it looks well"));
        StudyDriver driver = new StudyDriver(
                Studies.spec(FOUR_EPOCHS, trials(9)), new Study(sampler, Schedulers.of(new SchedulerSpec.None())));
        driver.request("a");
        assertThat(driver.trial(1).note()).isEqualTo("from nowhere");
        driver.report(1, 1, 1, 0.4);
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.CONTINUE);
        driver.report(1, 1, 2, 0.4);
        assertThat(answer(driver, 1, 1)).isEqualTo(Decision.pause("paused at epoch 2, as planned"));
        driver.request("b");
        assertThat(driver.trial(1).reason()).isEqualTo("it looks well");
        assertThat(driver.trial(1).target()).isEqualTo(3);
        driver.report(1, 2, 3, 0.4);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.PAUSED);
    }

    @Test
    void keepsWithinTheBudgetOfEpochsWithSeveralWorkers() {
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, new Budget(null, null, 5)));
        driver.request("a");
        driver.request("b");
        for (int epoch = 1; epoch <= 2; epoch++) {
            driver.report(1, 1, epoch, 0.5);
            driver.report(2, 1, epoch, 0.5);
        }
        assertThat(driver.trial(2).reason()).isEqualTo("the budget of epochs is spent at epoch 2 of 4");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.RUNNING);
        assertThat(driver.request("b")).isEmpty();
        driver.report(1, 1, 3, 0.5);
        assertThat(driver.trial(1).reason()).isEqualTo("the budget of epochs is spent at epoch 3 of 4");
        assertThat(driver.view().epochsSpent()).isEqualTo(5);
    }

    @Test
    void keepsWithinTheBudgetOfEpochs() {
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, new Budget(null, null, 6))).runToTheEnd();
        assertThat(driver.view().epochsSpent()).isEqualTo(6);
        assertThat(driver.trial(2).reason()).isEqualTo("the budget of epochs is spent at epoch 2 of 4");
        assertThat(driver.view().phaseReason()).isEqualTo("the budget of epochs is spent");
    }

    @Test
    void keepsWithinTheBudgetOfTimePausesNotCounted() {
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, new Budget(null, 10_000L, null)));
        driver.request("a");
        driver.pass(4_000);
        driver.report(1, 1, 1, 0.5);
        driver.pause("by hand");
        driver.pass(1_000_000);
        driver.open();
        driver.request("a");
        driver.pass(5_999);
        driver.report(1, 2, 2, 0.5);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.RUNNING);
        driver.pass(1);
        driver.report(1, 2, 3, 0.5);
        assertThat(driver.trial(1).reason()).isEqualTo("the budget of time is spent at epoch 3 of 4");
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().spentMs()).isEqualTo(10_000);
    }

    @Test
    void doesNotCountTheTimeThatAKilledCoordinatorWasAway() {
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, new Budget(null, 60_000L, null)));
        driver.request("a");
        driver.pass(2_000);
        driver.report(1, 1, 1, 0.5);
        driver.pass(500_000);
        StudyDriver reopened = driver.reopened(driver.batches().size());
        reopened.pass(3_000);
        assertThat(reopened.state().spentMs(reopened.nowMs())).isEqualTo(5_000);
    }

    @Test
    void endsALostTrialWithWhatItHasWhenTheBudgetIsSpent() {
        StudyDriver driver = new StudyDriver(Studies.spec(FOUR_EPOCHS, new Budget(null, null, 5)));
        driver.request("a");
        driver.request("b");
        driver.request("c");
        driver.report(1, 1, 1, 0.5);
        driver.loseWorker("a");
        driver.loseWorker("c");
        for (int epoch = 1; epoch <= 4; epoch++) {
            driver.report(2, 1, epoch, 0.6);
        }
        assertThat(driver.request("a")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.trial(3).state()).isEqualTo(TrialState.FAILED);
    }

    @Test
    void acceptsAnObjectiveThatEndsByItself() {
        StudyDriver driver = study(1);
        driver.request("a");
        driver.report(1, 1, 1, 0.5);
        driver.send(new StudyCommand.End(1, 1, driver.nowMs()));
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(driver.trial(1).reason()).isEqualTo("it ended by itself after epoch 1 of 4");
    }

    @Test
    void promotesOnce() {
        StudyDriver driver = study(1).runToTheEnd();
        Champion first = new Champion(1, 4, "/models/first", Map.of("accuracy", 0.8), 100, List.of(), List.of());
        Champion second = new Champion(1, 4, "/models/second", Map.of(), 0, List.of(), List.of());
        driver.send(new StudyCommand.Promote(first, driver.nowMs()));
        assertThat(driver.send(new StudyCommand.Promote(second, driver.nowMs())))
                .isEmpty();
        assertThat(driver.view().champion()).isEqualTo(first);
    }

    @Test
    void needsTheParameterEpochs() {
        SearchSpace without =
                new SearchSpace(List.of(SPACE.parameter("learning_rate").orElseThrow()), List.of());
        assertThatThrownBy(() -> Studies.spec(without, trials(1))).hasMessageContaining("'epochs'");
        assertThatThrownBy(() -> new Budget(null, null, null)).hasMessageContaining("budget");
        assertThatThrownBy(() -> new Budget(0, null, null)).hasMessage("budget: trials must be above 0, got 0");
    }
}
