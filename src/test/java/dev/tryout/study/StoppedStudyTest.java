package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import org.junit.jupiter.api.Test;

class StoppedStudyTest {
    private static final String REASON = "stopped by ann@desk";

    private static StudyDriver driver(int trials) {
        return new StudyDriver(Studies.spec(Studies.SPACE, Studies.trials(trials)));
    }

    @Test
    void nothingBeginsAnyMoreAndWhatRunsEndsWithItsNextEpoch() {
        StudyDriver driver = driver(10);
        Trial trial = driver.request("worker-1").orElseThrow();
        driver.report(trial.id(), 1, 1, 0.5);
        assertThat(driver.stop(REASON)).containsExactly(new StudyEvent.StudyStopped(REASON, driver.nowMs()));
        assertThat(driver.request("worker-2")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.RUNNING);
        assertThat(driver.view().stopped()).isEqualTo(REASON);

        driver.report(trial.id(), 1, 2, 0.6);
        assertThat(driver.trial(1).state()).isEqualTo(TrialState.COMPLETE);
        assertThat(Study.answer(driver.state(), 1, 1).reason()).isEqualTo(REASON + " at epoch 2 of " + trial.epochs());
        assertThat(driver.request("worker-1")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().phaseReason()).isEqualTo(REASON);
        assertThat(driver.view().leader()).map(Trial::id).contains(1);
    }

    @Test
    void stoppingTwiceIsStoppingOnceAndWhatIsFinishedIsNotStopped() {
        StudyDriver driver = driver(1);
        assertThat(driver.stop(REASON)).hasSize(1);
        assertThat(driver.stop("again")).isEmpty();
        assertThat(driver.view().stopped()).isEqualTo(REASON);

        StudyDriver finished = driver(1).runToTheEnd();
        assertThat(finished.stop(REASON)).isEmpty();
        assertThat(finished.view().stopped()).isNull();
    }

    @Test
    void aTrialThatLostItsWorkerCountsWithWhatItHas() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.request("worker-2");
        driver.report(1, 1, 1, 0.5);
        driver.loseWorker("worker-1");
        driver.loseWorker("worker-2");
        driver.stop(REASON);
        assertThat(driver.request("worker-3")).isEmpty();
        assertThat(driver.view().trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETE, TrialState.FAILED);
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void pausedTrialsArePrunedUnlessOneIsTheBest() {
        StudyDriver driver = new StudyDriver(Studies.spec(
                Studies.SPACE,
                Studies.trials(20),
                Method.RANDOM,
                new SchedulerSpec.Asha(1, 2, SchedulerSpec.Kind.PROMOTION),
                null));
        for (int id = 1; id <= 2; id++) {
            driver.request("worker-1");
            driver.report(id, 1, 1, 0.5 + id / 10.0);
        }
        assertThat(driver.view().trials()).extracting(Trial::state).containsOnly(TrialState.PAUSED);
        driver.stop(REASON);
        driver.request("worker-1");
        assertThat(driver.view().trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.PRUNED, TrialState.COMPLETE);
    }

    @Test
    void aStudyThatNobodyWorksOnEndsWithItsNextSession() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.report(1, 1, 1, 0.5);
        driver.pause("by hand");
        long spentMs = driver.view().spentMs();
        driver.pass(3_600_000);
        driver.stop(REASON);
        assertThat(driver.view().spentMs()).as("a command costs no time").isEqualTo(spentMs);
        assertThat(driver.view().phase()).isEqualTo(Phase.PAUSED);
        StudyDriver resumed = driver.reopened(driver.batches().size());
        assertThat(resumed.request("worker-1")).isEmpty();
        assertThat(resumed.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(resumed.trial(1).state()).isEqualTo(TrialState.COMPLETE);
    }

    @Test
    void thereAreNoFinals() {
        StudyDriver driver =
                new StudyDriver(Studies.spec(Studies.SPACE, Studies.trials(10)).withFinalists(new Finalists(2, 3)));
        driver.request("worker-1");
        driver.report(1, 1, 1, 0.5);
        driver.stop(REASON);
        driver.report(1, 1, 2, 0.6);
        assertThat(driver.request("worker-1")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().finals()).isNull();
        assertThat(driver.view().leader()).map(Trial::id).contains(1);
    }

    @Test
    void finalsThatHaveBegunEndWithTheRunsThatAreOver() {
        StudyDriver driver =
                new StudyDriver(Studies.spec(Studies.SPACE, Studies.trials(1)).withFinalists(new Finalists(1, 4)));
        Trial search = driver.request("worker-1").orElseThrow();
        for (int epoch = 1; epoch <= search.epochs(); epoch++) {
            driver.report(1, 1, epoch, 0.5);
        }
        Trial second = driver.request("worker-1").orElseThrow();
        for (int epoch = 1; epoch <= second.epochs(); epoch++) {
            driver.report(second.id(), 1, epoch, 0.7);
        }
        Trial third = driver.request("worker-1").orElseThrow();
        Trial fourth = driver.request("worker-2").orElseThrow();
        driver.report(third.id(), 1, 1, 0.9);
        driver.stop(REASON);
        driver.loseWorker("worker-2");
        driver.report(third.id(), 1, 2, 0.9);
        boolean wasOver = third.epochs() == 2;
        assertThat(driver.trial(third.id()).state()).isEqualTo(wasOver ? TrialState.COMPLETE : TrialState.FAILED);
        assertThat(driver.request("worker-1")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.trial(fourth.id()).state()).isEqualTo(TrialState.FAILED);
        assertThat(driver.view().leader()).isPresent();
    }

    @Test
    void anEditOfAStoppedStudyIsRefused() {
        StudyDriver driver = driver(10);
        driver.request("worker-1");
        driver.stop(REASON);
        StudySpec wanted = driver.state()
                .spec()
                .with(Studies.trials(20), driver.state().spec().space());
        assertThat(Edits.of(driver.state(), wanted).refusals())
                .extracting(Refusal::toString)
                .containsExactly("study 'words' was stopped; begin a new study with warm_start_from: [words]");
    }
}
