package dev.tryout.study;

import static dev.tryout.study.Studies.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalsTest {
    private static final String A = "worker-1";
    private static final SearchSpace THREE_EPOCHS = new SearchSpace(
            List.of(
                    new Parameter("epochs", new FixedDomain(3), null),
                    Studies.SPACE.parameter("learning_rate").orElseThrow()),
            List.of());

    private static StudySpec spec(int trials, Finalists finalists) {
        return Studies.spec(THREE_EPOCHS, trials(trials)).withFinalists(finalists);
    }

    /** A search whose trial n has {@code scores[n - 1]} at each of its epochs. */
    private static StudyDriver searched(StudySpec spec, double... scores) {
        StudyDriver driver = new StudyDriver(spec);
        for (double score : scores) {
            run(driver, score);
        }
        return driver;
    }

    private static Trial run(StudyDriver driver, double score) {
        Trial trial = driver.request(A).orElseThrow();
        while (driver.trial(trial.id()).state() == TrialState.RUNNING) {
            driver.report(trial.id(), trial.attempt(), driver.trial(trial.id()).lastEpoch() + 1, score);
        }
        return driver.trial(trial.id());
    }

    @Test
    void theBestTrialsAreTrainedAgainWithTheSeedsThatAreMissing() {
        StudyDriver driver = searched(spec(4, new Finalists(2, 3)), 0.5, 0.8, 0.6, 0.7);
        List<Trial> repeats = List.of(run(driver, 0.7), run(driver, 0.7), run(driver, 0.7), run(driver, 0.7));
        assertThat(repeats).extracting(Trial::id).containsExactly(5, 6, 7, 8);
        assertThat(repeats).extracting(trial -> trial.origin().repeats()).containsExactly(2, 4, 2, 4);
        assertThat(repeats)
                .extracting(Trial::configuration)
                .containsExactly(
                        driver.trial(2).configuration(), driver.trial(4).configuration(),
                        driver.trial(2).configuration(), driver.trial(4).configuration());
        assertThat(repeats).extracting(Trial::note).first().isEqualTo("finals: trial 2 with seed 2 of 3");
        assertThat(driver.request(A)).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().phaseReason()).isEqualTo("the budget of trials is spent");
    }

    @Test
    void theChampionIsTheBestRunOfTheFinalistWithTheBestMean() {
        StudyDriver driver = searched(spec(3, new Finalists(2, 3)), 0.9, 0.8, 0.1);
        for (double score : new double[] {0.1, 0.7, 0.2, 0.85}) {
            run(driver, score);
        }
        driver.request(A);
        List<FinalStanding> standings = driver.view().finalists();
        assertThat(standings).extracting(standing -> standing.finalist().id()).containsExactly(2, 1);
        assertThat(standings.get(0).scores()).containsExactly(0.8, 0.7, 0.85);
        assertThat(standings.get(0).mean()).isCloseTo(0.78333, org.assertj.core.data.Offset.offset(1e-5));
        assertThat(standings.get(0).deviation()).isCloseTo(0.07638, org.assertj.core.data.Offset.offset(1e-5));
        assertThat(driver.view().leader()).map(Trial::id).contains(7);
        assertThat(driver.view().leader(java.util.Set.of(7))).map(Trial::id).contains(2);
    }

    @Test
    void theLeaderOfTheSearchStandsUntilTheFinalsAreOver() {
        StudyDriver driver = searched(spec(2, new Finalists(1, 3)), 0.9, 0.8);
        run(driver, 0.95);
        assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
        assertThat(driver.view().leader()).map(Trial::id).contains(1);
        assertThat(driver.view().leaderboard()).extracting(Trial::id).containsExactly(1, 2);
        run(driver, 0.7);
        driver.request(A);
        assertThat(driver.view().leader()).map(Trial::id).contains(3);
    }

    @Test
    void aFinalistThatFailsWithASeedStandsBehindTheOthers() {
        StudyDriver driver = searched(spec(2, new Finalists(2, 2)), 0.9, 0.3);
        Trial repeat = driver.request(A).orElseThrow();
        driver.fail(repeat.id(), 1, FailureOwner.TRIAL, "the loss is NaN");
        run(driver, 0.2);
        driver.request(A);
        assertThat(driver.view().finalists())
                .extracting(standing -> standing.finalist().id())
                .containsExactly(2, 1);
        assertThat(driver.view().finalists())
                .extracting(FinalStanding::isComplete)
                .containsExactly(true, false);
        assertThat(driver.view().leader()).map(Trial::id).contains(2);
    }

    @Test
    void neitherSchedulerNorEarlyStoppingNorBudgetEndsARepeat() {
        StudySpec spec = Studies.spec(
                        THREE_EPOCHS,
                        new Budget(2, null, 6),
                        Method.RANDOM,
                        new SchedulerSpec.Threshold(0.5, 1),
                        new EarlyStopping(1, 0))
                .withFinalists(new Finalists(1, 2));
        StudyDriver driver = new StudyDriver(spec);
        Trial first = driver.request(A).orElseThrow();
        List.of(0.6, 0.7, 0.8)
                .forEach(score -> driver.report(1, 1, driver.trial(1).lastEpoch() + 1, score));
        assertThat(driver.trial(first.id()).state()).isEqualTo(TrialState.COMPLETE);
        run(driver, 0.6);
        Trial repeat = run(driver, 0.1);
        assertThat(repeat.origin().repeats()).isEqualTo(1);
        assertThat(repeat.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(repeat.lastEpoch()).isEqualTo(3);
    }

    @Test
    void aRepeatTrainsAsFarAsTheFinalistDid() {
        StudySpec spec = Studies.spec(
                        THREE_EPOCHS, trials(1), Method.RANDOM, new SchedulerSpec.None(), new EarlyStopping(1, 0))
                .withFinalists(new Finalists(1, 2));
        StudyDriver driver = searched(spec, 0.5);
        assertThat(driver.trial(1).lastEpoch()).isEqualTo(2);
        Trial repeat = run(driver, 0.5);
        assertThat(repeat.epochs()).isEqualTo(3);
        assertThat(repeat.lastEpoch()).isEqualTo(2);
        assertThat(repeat.reason()).isEqualTo("as far as trial 1");
    }

    @Test
    void aRepeatSurvivesItsWorkerAndTheCoordinator() {
        StudyDriver driver = searched(spec(1, new Finalists(1, 2)), 0.5);
        Trial repeat = driver.request(A).orElseThrow();
        driver.report(repeat.id(), 1, 1, 0.4);
        driver.loseWorker(A);
        assertThat(driver.request(A)).map(Trial::attempt).contains(2);
        StudyDriver reopened = driver.reopened(driver.batches().size());
        Optional<Trial> again = reopened.request("worker-2");
        assertThat(again).map(Trial::id).contains(repeat.id());
        assertThat(again).map(Trial::attempt).contains(3);
        assertThat(again).map(Trial::lastEpoch).contains(1);
        reopened.report(repeat.id(), 3, 2, 0.6);
        reopened.report(repeat.id(), 3, 3, 0.6);
        reopened.request(A);
        assertThat(reopened.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(reopened.view().leader()).map(Trial::id).contains(repeat.id());
    }

    @Test
    void samplersSchedulersAndBudgetsKnowNothingOfRepeats() {
        StudyDriver driver = searched(spec(2, new Finalists(2, 2)), 0.5, 0.6);
        run(driver, 0.5);
        assertThat(driver.state().suggestedCount()).isEqualTo(2);
        assertThat(driver.state().trained().trials()).extracting(Trial::id).containsExactly(1, 2);
        assertThat(driver.view().searched()).hasSize(2);
        assertThat(driver.view().trials()).hasSize(3);
    }

    @Test
    void trialsOfOneRunAreOneFinalist() {
        StudySpec spec = Studies.spec(Studies.SMALL, trials(6), Method.GRID, new SchedulerSpec.None(), null)
                .withFinalists(new Finalists(3, 2));
        StudyDriver driver = StudyDriver.sharing(spec).runToTheEnd();
        assertThat(driver.view().finalists())
                .hasSize(2)
                .extracting(standing -> standing.finalist().configuration().text("optimizer", ""))
                .containsExactlyInAnyOrder("adamw", "sgd");
        assertThat(driver.view().epochsSpent()).isEqualTo(2 * 3 + 2 * 3);
    }

    @Test
    void withoutACompleteTrialThereAreNoFinals() {
        StudyDriver driver = new StudyDriver(spec(1, new Finalists(1, 2)));
        driver.request(A);
        driver.fail(1, 1, FailureOwner.TRIAL, "bad");
        driver.request(A);
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().finals()).isNull();
    }

    @Test
    void theStudyIsNotEditedDuringTheFinals() {
        StudyDriver driver = searched(spec(1, new Finalists(1, 2)), 0.5);
        driver.request(A);
        Edits edits = Edits.of(driver.state(), spec(9, new Finalists(1, 2)));
        assertThat(edits.refusals())
                .extracting(Refusal::message)
                .contains("the search of study 'words' is over: its finalists run");
    }

    @Test
    void whoMayBeAFinalistKeepsItsCheckpoints() {
        StudyDriver driver = searched(spec(4, new Finalists(2, 2)), 0.5, 0.8, 0.6);
        assertThat(driver.view().unneededRuns()).containsExactly(1);
        run(driver, 0.7);
        run(driver, 0.9);
        assertThat(driver.view().unneededRuns()).containsExactly(1, 3);
        run(driver, 0.5);
        driver.request(A);
        assertThat(driver.view().unneededRuns()).containsExactly(1, 3);
        driver.send(new StudyCommand.Promote(
                new Champion(5, 1, "/champion", Map.of(), 0, List.of(), List.of()), driver.nowMs()));
        assertThat(driver.view().unneededRuns()).containsExactly(1, 2, 3, 4, 6);
    }

    @Test
    void aFinalNeedsTwoSeedsAndOneMetric() {
        assertThatThrownBy(() -> new Finalists(3, 1)).hasMessage("finalists: seeds must be from 2 to 20, got 1");
        assertThatThrownBy(() -> new Finalists(0, 2)).hasMessage("finalists: count must be from 1 to 20, got 0");
    }
}
