package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.study.FailureOwner;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.training.WorkerFailure;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialActorTest {
    private final Trial trial = Samples.running(3, 2, 4, 0.9);
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private WorkerFixture fixture;
    private TestProbe<WorkerActor.Message> worker;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        fixture = new WorkerFixture(folder.resolve("studies"));
        worker = fixture.kit.createTestProbe();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ActorRef<TrialActor.Message> start(FakeObjective.Run run) {
        return start(fixture.setup(new FakeObjective(run)));
    }

    private ActorRef<TrialActor.Message> start(WorkerActor.Setup setup) {
        WorkerMessage.Assign assign = fixture.assign(trial);
        return fixture.kit.spawn(TrialActor.create(setup, assign, worker.ref()));
    }

    private Object seen() throws InterruptedException {
        Object next = seen.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("what the objective says").isNotNull();
        return next;
    }

    private void expectOver(String workerFailure) {
        worker.expectMessage(new WorkerActor.AttemptOver(Samples.SETTINGS.study(), 3, 2, workerFailure));
    }

    @Test
    void theObjectiveKnowsItsTrialAndHasItsFolder() throws Exception {
        start(run -> {
            seen.add(List.of(run.trial(), run.attempt(), run.epochs(), run.seed(), run.recorded()));
            seen.add(run.configuration());
            seen.add(Files.isDirectory(run.folder()));
        });

        assertThat(seen()).isEqualTo(List.of(3, 2, 4, 7L, trial.measurements()));
        assertThat(seen()).isEqualTo(trial.configuration());
        assertThat(seen()).isEqualTo(true);
    }

    @Test
    void sendsAReportUntilItIsAnsweredAndTheObjectiveWaits() throws Exception {
        start(run -> {
            seen.add(run.report(Samples.epoch(2, 0.5)));
            seen.add(run.report(Samples.epoch(3, 0.4)));
        });
        for (int i = 0; i < 3; i++) {
            SupervisorMessage.Report report = fixture.next(SupervisorMessage.Report.class);
            assertThat(report.trial()).isEqualTo(3);
            assertThat(report.attempt()).isEqualTo(2);
            assertThat(report.measurement()).isEqualTo(Samples.epoch(2, 0.5));
        }
        assertThat(seen).isEmpty();

        SupervisorMessage.Report report = fixture.next(SupervisorMessage.Report.class);
        report.replyTo().tell(new TrialMessage.Decided(2, Decision.CONTINUE));
        assertThat(seen()).isEqualTo(Decision.CONTINUE);
        SupervisorMessage.Report next = fixture.next(SupervisorMessage.Report.class);
        while (next.measurement().epoch() == 2) { // What was sent before the answer came.
            next = fixture.next(SupervisorMessage.Report.class);
        }
        next.replyTo()
                .tell(new TrialMessage.Decided(2, Decision.CONTINUE)); // An answer sent twice is no answer to this.
        next.replyTo().tell(new TrialMessage.Decided(3, Decision.stop("enough")));
        assertThat(seen()).isEqualTo(Decision.stop("enough"));
        expectOver("");
    }

    @Test
    void aWorkerWhoseMemoryRanOutIsRecycledOnceTheTrialIsOver() throws Exception {
        for (String what : List.of(TrainingMetrics.MICRO_BATCH, TrainingMetrics.EVALUATION_BATCH)) {
            Measurement forced = new Measurement(2, Map.of(Samples.LOSS.name(), 0.5, what, 8.0), 1);
            for (MemoryLimits known : List.of(MemoryLimits.NONE, new MemoryLimits(8, 8))) {
                WorkerActor.Setup setup = fixture.setup(new FakeObjective(run -> run.report(forced)));
                WorkerMessage.Assign assign =
                        new WorkerMessage.Assign(fixture.supervisor.ref(), trial, Samples.SETTINGS, known);
                fixture.kit.spawn(TrialActor.create(setup, assign, worker.ref()));
                SupervisorMessage.Report report = fixture.next(SupervisorMessage.Report.class);
                report.replyTo().tell(new TrialMessage.Decided(2, Decision.pause("on a rung")));

                expectOver(known.equals(MemoryLimits.NONE) ? TrialActor.MEMORY_RAN_OUT : "");
            }
        }
    }

    @Test
    void aPauseEndsTheAttemptAndLeavesItsFilesForTheNext() throws Exception {
        start(run -> {
            Files.writeString(run.folder().resolve("epoch-2"), "weights");
            seen.add(run.report(Samples.epoch(2, 0.8)));
        });
        SupervisorMessage.Report report = fixture.next(SupervisorMessage.Report.class);
        Decision pause = Decision.pause("paused at epoch 2: 3rd of 4 on rung 2");
        report.replyTo().tell(new TrialMessage.Decided(2, pause));
        assertThat(seen()).isEqualTo(pause);
        expectOver("");
        assertThat(fixture.run(3).resolve("epoch-2")).hasContent("weights");
    }

    @Test
    void anObjectiveThatEndsByItselfIsReportedUntilAcknowledged() {
        start(run -> {});
        fixture.next(SupervisorMessage.Ended.class);
        SupervisorMessage.Ended ended = fixture.next(SupervisorMessage.Ended.class);
        assertThat(ended.attempt()).isEqualTo(2);
        worker.expectNoMessage(Duration.ofMillis(50));

        ended.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver("");
    }

    private SupervisorMessage.Failed failure(FakeObjective.Run run) {
        start(run);
        fixture.next(SupervisorMessage.Failed.class);
        return fixture.next(SupervisorMessage.Failed.class); // Sent again, as nobody answered.
    }

    @Test
    void whatTheObjectiveThrowsIsTheTrials() {
        SupervisorMessage.Failed failed = failure(run -> {
            throw new java.io.IOException("loss is NaN");
        });
        assertThat(failed.owner()).isEqualTo(FailureOwner.TRIAL);
        assertThat(failed.message()).isEqualTo("loss is NaN");
        failed.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver("");
    }

    @Test
    void aWorkersFailureEndsTheWorkerOnceItIsAcknowledged() {
        SupervisorMessage.Failed failed = failure(run -> {
            throw new WorkerFailure("the disk is full");
        });
        assertThat(failed.owner()).isEqualTo(FailureOwner.WORKER);
        worker.expectNoMessage(Duration.ofMillis(50));
        failed.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver("the disk is full");
    }

    @Test
    void errorsOfTheJvmMayBeTheWorkersOrTheTrials() {
        SupervisorMessage.Failed failed = failure(run -> {
            throw new UnsatisfiedLinkError("no engine");
        });
        assertThat(failed.owner()).isEqualTo(FailureOwner.UNCERTAIN);
        failed.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver("no engine");
    }

    @Test
    void aStudysFailureIsTheStudysAndTheWorkerGoesOn() {
        SupervisorMessage.Failed failed = failure(run -> {
            throw new StudyFailure("the data changed");
        });
        assertThat(failed.owner()).isEqualTo(FailureOwner.STUDY);
        failed.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver("");
    }

    @Test
    void anObjectiveThatCannotBeMadeIsNotTheTrialsFault() {
        ObjectiveSource broken = settings -> {
            throw new IllegalArgumentException("of another version");
        };
        start(fixture.setup(broken, WorkerFixture.LONG, WorkerFixture.LONG));
        SupervisorMessage.Failed failed = fixture.next(SupervisorMessage.Failed.class);
        assertThat(failed.owner()).isEqualTo(FailureOwner.WORKER);
        assertThat(failed.message()).contains("of another version");
    }

    @Test
    void aFolderThatCannotBeMadeIsTheWorkers() throws Exception {
        Files.writeString(folder.resolve("studies"), "a file stands where the folder should");
        SupervisorMessage.Failed failed = failure(run -> {});
        assertThat(failed.owner()).isEqualTo(FailureOwner.WORKER);
        assertThat(failed.message()).contains(folder.resolve("studies").toString());
    }

    @Test
    void aMessageTooLongForTheWireIsCut() {
        SupervisorMessage.Failed failed = failure(run -> {
            throw new IllegalStateException("x".repeat(1_000_000));
        });
        assertThat(failed.message()).hasSizeBetween(10_000, 20_000);
    }

    @Test
    void anInterruptedObjectiveThatNobodyTookBackIsStillHeardOf() {
        SupervisorMessage.Failed failed = failure(run -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted by a library");
        });
        assertThat(failed.message()).isEqualTo("interrupted by a library");
    }

    @Test
    void silenceBeyondTheLimitIsTheWorkersFailureEvenIfTheObjectiveWakesUp() throws Exception {
        CountDownLatch wake = new CountDownLatch(1);
        FakeObjective silent = new FakeObjective(run -> wake.await());
        start(fixture.setup(settings -> silent, Duration.ofMillis(300), WorkerFixture.LONG));
        SupervisorMessage.Failed failed = fixture.next(SupervisorMessage.Failed.class);
        assertThat(failed.owner()).isEqualTo(FailureOwner.UNCERTAIN);
        assertThat(failed.message()).contains("no sign of life");

        wake.countDown();
        failed.replyTo().tell(new TrialMessage.Acknowledged());
        expectOver(failed.message());
    }

    @Test
    void aReportWithoutAnAnswerIsNotTheObjectivesSilence() {
        FakeObjective waits = new FakeObjective(run -> run.report(Samples.epoch(2, 0.5)));
        start(fixture.setup(settings -> waits, Duration.ofMillis(200), WorkerFixture.LONG));
        for (int i = 0; i < 10; i++) { // Half a second of them.
            fixture.supervisor.expectMessageClass(SupervisorMessage.Report.class);
        }
    }

    @Test
    void progressIsPassedOnAndIsASignOfLife() {
        CountDownLatch end = new CountDownLatch(1);
        FakeObjective alive = new FakeObjective(run -> {
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                run.progress(2, 0.5);
            }
        });
        start(fixture.setup(settings -> alive, Duration.ofSeconds(2), WorkerFixture.LONG));
        for (int i = 0; i < 6; i++) { // Every half second: beyond the limit in all.
            SupervisorMessage.Progress progress =
                    fixture.supervisor.expectMessageClass(SupervisorMessage.Progress.class);
            assertThat(progress).isEqualTo(new SupervisorMessage.Progress(3, 2, 2, 0.5));
        }
        end.countDown();
        fixture.next(SupervisorMessage.Ended.class);
    }

    @Test
    void aRecallInterruptsTheObjectiveAndNothingMoreIsReported() throws Exception {
        ActorRef<TrialActor.Message> actor = start(run -> {
            try {
                seen.add("began");
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                seen.add("interrupted");
                throw e;
            }
        });
        assertThat(seen()).isEqualTo("began");
        actor.tell(new TrialActor.Recalled());

        assertThat(seen()).isEqualTo("interrupted");
        expectOver("");
        fixture.kit.createTestProbe().expectTerminated(actor);
        fixture.supervisor.expectNoMessage(Duration.ofMillis(150));
    }

    @Test
    void aRecallFreesAnObjectiveThatWaitsForAnAnswer() throws Exception {
        ActorRef<TrialActor.Message> actor = start(run -> {
            try {
                run.report(Samples.epoch(2, 0.5));
            } catch (InterruptedException e) {
                seen.add("interrupted");
                throw e;
            }
        });
        fixture.next(SupervisorMessage.Report.class);
        actor.tell(new TrialActor.Recalled());
        assertThat(seen()).isEqualTo("interrupted");
        expectOver("");
    }

    @Test
    void anAttemptTakenBackBeforeItsTurnNeverRuns() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        fixture.trials.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ActorRef<TrialActor.Message> actor = start(run -> seen.add("ran"));
        actor.tell(new TrialActor.Recalled());
        expectOver("");
        busy.countDown();
        fixture.trials.submit(() -> seen.add("next")).get(10, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("next");
    }
}
