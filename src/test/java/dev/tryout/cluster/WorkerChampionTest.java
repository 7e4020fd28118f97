package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's part in the promotion. */
class WorkerChampionTest {
    private final Trial champion = Samples.running(4, 1, 1, 0.5);
    private WorkerFixture fixture;
    private TestProbe<Leaderboard.Message> leaderboard;
    private TestProbe<Throwable> failures;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        fixture = new WorkerFixture(folder.resolve("studies"));
        leaderboard = fixture.kit.createTestProbe();
        failures = fixture.kit.createTestProbe();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ActorRef<WorkerMessage> started(FakeObjective objective, Duration silenceLimit) {
        WorkerActor.Setup setup = fixture.setup(settings -> objective, silenceLimit, WorkerFixture.LONG);
        fixture.registerBroker();
        fixture.kit.spawn(Behaviors.<Void>setup(context -> {
            context.watch(context.spawn(WorkerActor.create(setup), "worker"));
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, signal -> {
                        failures.ref().tell(signal.cause());
                        return Behaviors.same();
                    })
                    .build();
        }));
        return fixture.next(SupervisorMessage.RequestWork.class).ref();
    }

    private WorkerMessage.TestChampion request(String sha256) throws Exception {
        Path file = Files.writeString(folder.resolve("checkpoint"), "weights");
        return new WorkerMessage.TestChampion(
                champion,
                Samples.SETTINGS,
                new Download.Offer(Files.size(file), sha256, fixture.kit.spawn(FileSource.create(file))),
                leaderboard.ref());
    }

    private WorkerMessage.TestChampion request() throws Exception {
        return request(Checksums.sha256(Files.writeString(folder.resolve("checkpoint"), "weights")));
    }

    @Test
    void testsTheCheckpointItFetchedAndKeepsNoCopy() throws Exception {
        FakeObjective objective = new FakeObjective(run -> {}, (checkpoint, run) -> {
            assertThat(checkpoint).hasContent("weights");
            assertThat(run.configuration()).isEqualTo(champion.configuration());
            return FakeObjective.RESULT;
        });
        started(objective, WorkerFixture.LONG).tell(request());

        leaderboard.expectMessage(new Leaderboard.Tested(4, FakeObjective.RESULT));
        assertThat(fixture.run(1).resolveSibling("champion-test")).isEmptyDirectory();
    }

    @Test
    void testsOnceHoweverOftenItIsAsked() throws Exception {
        FakeObjective objective = new FakeObjective(run -> {});
        ActorRef<WorkerMessage> worker = started(objective, WorkerFixture.LONG);
        worker.tell(request());
        leaderboard.expectMessageClass(Leaderboard.Tested.class);
        worker.tell(request());
        leaderboard.expectMessageClass(Leaderboard.Tested.class);
        assertThat(objective.tests).hasValue(1);
    }

    @Test
    void asksForNoWorkWhileItTests() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FakeObjective objective = new FakeObjective(run -> {}, (checkpoint, run) -> {
            began.countDown();
            end.await();
            return FakeObjective.RESULT;
        });
        started(objective, WorkerFixture.LONG).tell(request());
        began.await();
        fixture.supervisor.ref().tell(new SupervisorMessage.Resume());
        fixture.next(SupervisorMessage.Resume.class);
        fixture.supervisor.expectNoMessage(WorkerFixture.RETRY.multipliedBy(3));
        end.countDown();
        fixture.next(SupervisorMessage.RequestWork.class);
    }

    @Test
    void aTestThatFailsIsAnswered() throws Exception {
        FakeObjective objective = new FakeObjective(run -> {}, (checkpoint, run) -> {
            throw new IllegalStateException("no test part");
        });
        started(objective, WorkerFixture.LONG).tell(request());
        leaderboard.expectMessage(new Leaderboard.TestFailed(4, "no test part"));
        fixture.next(SupervisorMessage.RequestWork.class);
    }

    @Test
    void aDamagedCheckpointIsNotTested() throws Exception {
        FakeObjective objective = new FakeObjective(run -> {});
        started(objective, WorkerFixture.LONG).tell(request("00"));
        assertThat(leaderboard.expectMessageClass(Leaderboard.TestFailed.class).reason())
                .contains("checksum");
        assertThat(objective.tests).hasValue(0);
    }

    @Test
    void aTestWithoutASignOfLifeEndsTheWorker() throws Exception {
        FakeObjective objective = new FakeObjective(run -> {}, (checkpoint, run) -> {
            new CountDownLatch(1).await();
            return FakeObjective.RESULT;
        });
        started(objective, Duration.ofMillis(300)).tell(request());
        assertThat(failures.receiveMessage()).hasMessageContaining("champion's test showed no sign of life");
    }
}
