package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriedTrialsTest {
    private static StudyDriver driver(int trials) {
        return new StudyDriver(Studies.spec(Studies.SPACE, Studies.trials(trials)));
    }

    private static String refusal(StudyDriver driver) {
        return Retries.of(driver.state(), driver.nowMs()).refusal();
    }

    @Test
    void aFailedTrialGoesOnBehindItsLastEpochUnderANewAttempt() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.report(1, 1, 1, 0.5);
        driver.fail(1, 1, FailureOwner.TRIAL, "it crashed");
        assertThat(driver.retry()).containsExactly(new StudyEvent.TrialsRetried(List.of(1), driver.nowMs()));
        assertThat(driver.retry()).as("harmless twice").isEmpty();
        Trial again = driver.request("worker-2").orElseThrow();
        assertThat(again.id()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.lastEpoch()).isEqualTo(1);
        assertThat(again.reason()).isEqualTo("retried");
        assertThat(driver.report(1, 1, 2, 0.6)).as("the former attempt").isEmpty();
        assertThat(driver.report(1, 2, 2, 0.6)).isNotEmpty();
    }

    @Test
    void aStudyThatPausedAsItsFirstTrialsFailedGoesOnAndPausesAgainOnlyAfterAsMany() {
        StudyDriver driver = driver(10);
        for (int id = 1; id <= FailureRules.MAX_FIRST_FAILURES; id++) {
            driver.request("worker-1");
            driver.fail(id, 1, FailureOwner.TRIAL, "no such file");
        }
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
        assertThat(driver.retry()).hasSize(1);
        driver.open();
        for (int id = 1; id <= FailureRules.MAX_FIRST_FAILURES; id++) {
            assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
            assertThat(driver.request("worker-1")).map(Trial::id).contains(id);
            driver.fail(id, 2, FailureOwner.TRIAL, "still no such file");
        }
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void aTrialThatLostTooManyWorkersHasAsManyAttemptsAgain() {
        StudyDriver driver = driver(10);
        for (int attempt = 1; attempt <= FailureRules.MAX_FRUITLESS_ATTEMPTS; attempt++) {
            assertThat(driver.request("worker-1")).map(Trial::id).contains(1);
            driver.loseWorker("worker-1");
        }
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.FAILED);
        driver.retry();
        driver.request("worker-1");
        driver.loseWorker("worker-1");
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.LOST);
    }

    @Test
    void aStudyThatFinishedWithoutAScoreIsPausedAndCanBeResumed() {
        StudyDriver driver = driver(2);
        for (int id = 1; id <= 2; id++) {
            driver.request("worker-1");
            driver.fail(id, 1, FailureOwner.TRIAL, "it crashed");
        }
        assertThat(driver.request("worker-1")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        driver.retry();
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
        driver.open();
        driver.runToTheEnd();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().trials()).hasSize(2).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(driver.view().leader()).isPresent();
    }

    @Test
    void aTrialThatDivergedIsLeft() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.report(1, 1, 1, Double.NaN);
        assertThat(Retries.of(driver.state(), driver.nowMs())).isEqualTo(new Retries(List.of(), List.of(1), ""));
        assertThat(driver.retry()).isEmpty();
    }

    @Test
    void isRefusedOnceThereIsAChampionOrSomebodyStoppedTheStudy() {
        StudyDriver promoted = driver(1).runToTheEnd();
        promoted.send(new StudyCommand.Promote(
                new Champion(1, 1, "/champion", Map.of(), 0, List.of(), List.of()), promoted.nowMs()));
        assertThat(refusal(promoted))
                .isEqualTo("study 'words' has its champion; begin a new study with warm_start_from: [words]");

        StudyDriver stopped = driver(10);
        stopped.request("worker-1");
        stopped.fail(1, 1, FailureOwner.TRIAL, "it crashed");
        stopped.stop("by hand");
        assertThat(stopped.retry()).isEmpty();
        assertThat(refusal(stopped)).startsWith("study 'words' was stopped");
    }

    @Test
    void isRefusedWhereTheBudgetLeavesNoEpochForIt() {
        StudyDriver driver = new StudyDriver(Studies.spec(Studies.SPACE, new Budget(null, null, 1)));
        driver.request("worker-1");
        driver.report(1, 1, 1, 0.5);
        assertThat(driver.retry()).isEmpty();
        assertThat(refusal(driver))
                .isEqualTo("study 'words': the budget of epochs is spent; give it more first:"
                        + "  ./tryout edit words FILE");
    }

    @Test
    void trialsThatFailedWithTheRunTheyShareGoOnWithItAgain() {
        StudyDriver driver = StudyDriver.sharing(
                Studies.spec(Studies.SMALL, Studies.trials(6), Method.GRID, new SchedulerSpec.None(), null));
        Trial first = driver.request("worker-1").orElseThrow();
        driver.report(first.id(), 1, 1, 0.5);
        driver.fail(first.id(), 1, FailureOwner.TRIAL, "it crashed");
        driver.runToTheEnd();
        driver.retry();
        driver.open();
        driver.runToTheEnd();
        assertThat(driver.view().trials()).hasSize(6).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void itsCheckpointsAreKept() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.report(1, 1, 1, 0.5);
        driver.fail(1, 1, FailureOwner.TRIAL, "it crashed");
        driver.request("worker-1");
        driver.report(2, 1, 1, Double.NaN);
        assertThat(driver.view().unneededRuns()).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void itCountsAsPendingForEveryMethodAndReplayGivesTheSameSuggestion(Method method) {
        boolean grid = method == Method.GRID;
        StudyDriver driver = new StudyDriver(Studies.spec(
                grid ? Studies.SMALL : Studies.SPACE,
                Studies.trials(30),
                method,
                new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION),
                null));
        Set<Integer> failed = new HashSet<>();
        for (int i = 0; i < (grid ? 4 : 12); i++) {
            Trial trial = driver.request("worker-1").orElseThrow();
            driver.report(trial.id(), trial.attempt(), trial.lastEpoch() + 1, 0.5 + i / 100.0);
            if (driver.trial(trial.id()).state() == TrialState.RUNNING) {
                driver.fail(trial.id(), trial.attempt(), FailureOwner.TRIAL, "it crashed");
                failed.add(trial.id());
            }
        }
        Trial last = driver.request("worker-1").orElseThrow();
        driver.fail(last.id(), last.attempt(), FailureOwner.TRIAL, "it crashed");
        failed.add(last.id());
        driver.retry();
        for (int id : failed) {
            assertThat(driver.trial(id).state()).isEqualTo(TrialState.WAITING);
        }
        for (int i = 0; i < failed.size(); i++) {
            assertThat(driver.request("retrying-" + i).map(Trial::id))
                    .hasValueSatisfying(id -> assertThat(failed).contains(id));
        }
        StudyDriver replayed = new StudyDriver(driver.state().spec());
        driver.events().stream().skip(2).forEach(replayed.state()::apply);
        assertThat(replayed.view().trials()).isEqualTo(driver.view().trials());
        assertThat(replayed.request("worker-1").map(Trial::configuration))
                .isEqualTo(driver.request("worker-1").map(Trial::configuration));
        driver.runToTheEnd();
        assertThat(driver.view().trials()).extracting(Trial::configuration).doesNotHaveDuplicates();
    }
}
