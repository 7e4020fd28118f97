package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.training.TestResult;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Champion CHAMPION = new Champion(1, 1, "folder", Map.of(), 0, List.of(), List.of());

    private final ActorTestKit kit = Kits.local();
    private final TestProbe<SupervisorMessage> supervisor = kit.createTestProbe();
    private final TestProbe<WorkerMessage> worker = kit.createTestProbe();
    private final TestProbe<String> failures = kit.createTestProbe();
    private final TestProbe<List<Object>> promotions = kit.createTestProbe();
    private ActorRef<SupervisorMessage.Update> updates;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        start((study, trial, checkpoint, test) -> {
            promotions.ref().tell(List.of(trial.id(), Files.readString(checkpoint), test));
            return CHAMPION;
        });
    }

    private void start(Promoter promoter) {
        Leaderboard.Patience patience = new Leaderboard.Patience(RETRY, RETRY.multipliedBy(4));
        kit.spawn(Leaderboard.create(
                patience,
                supervisor.ref(),
                Samples.SETTINGS.study(),
                folder.resolve("promotion"),
                promoter,
                failures.ref()::tell));
        updates =
                supervisor.expectMessageClass(SupervisorMessage.Subscribe.class).subscriber();
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private void tell(StudyRun run, boolean withWorker) {
        StudyView view = run.state().view();
        Map<WorkerInfo, ActorRef<WorkerMessage>> workers =
                withWorker ? Map.of(Samples.worker("worker-1"), worker.ref()) : Map.of();
        updates.tell(new SupervisorMessage.Update(view, run.events(), Map.of(), workers, List.of()));
    }

    private void tell(StudyRun run) {
        tell(run, true);
    }

    /** The next message of a type; questions asked again are passed over. */
    private <T extends WorkerMessage> T next(Class<T> type) {
        while (true) {
            WorkerMessage message = worker.receiveMessage();
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    private void serve(WorkerMessage.OpenCheckpoint open) throws IOException {
        Path file = Files.writeString(folder.resolve("of-trial-" + open.run()), "weights of " + open.run());
        kit.spawn(FileSource.offering(() -> file, open.replyTo()));
    }

    private WorkerMessage.OpenCheckpoint expectOpen(int trial, int epoch) {
        WorkerMessage.OpenCheckpoint open = next(WorkerMessage.OpenCheckpoint.class);
        assertThat(List.of(open.run(), open.epoch())).isEqualTo(List.of(trial, epoch));
        return open;
    }

    /** The files that the leaderboard keeps, once there are so many. */
    private void awaitFiles(String... names) {
        kit.createTestProbe().awaitAssert(() -> {
            try (Stream<Path> files = Files.list(folder.resolve("promotion"))) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return null;
        });
    }

    @Test
    void fetchesTheBestEpochOfTheLeaderAsTheRankingChangesAndDiscardsTheLosers() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(3, 3)).trial(0.5, 0.3, 0.4);
        tell(run);
        serve(expectOpen(1, 2));
        awaitFiles("trial-1-epoch-2.checkpoint");

        tell(run.trial(0.9, 0.8, 0.7));
        assertThat(next(WorkerMessage.Discard.class).run()).isEqualTo(2);

        tell(run.trial(0.6, 0.5, 0.1));
        serve(expectOpen(3, 3));
        assertThat(next(WorkerMessage.Discard.class).run()).isEqualTo(1);
        awaitFiles("trial-3-epoch-3.checkpoint");
    }

    @Test
    void theFormerLeadersFilesStayUntilTheNextOnesAreAtHand() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(2, 1)).trial(0.5);
        tell(run);
        serve(expectOpen(1, 1));
        awaitFiles("trial-1-epoch-1.checkpoint");
        tell(run.trial(0.1));
        for (int i = 0; i < 3; i++) {
            expectOpen(2, 1).replyTo().tell(new Download.Unavailable("it is damaged"));
        }
        tell(run.finish());

        WorkerMessage.TestChampion test = next(WorkerMessage.TestChampion.class);
        assertThat(test.trial().id()).isEqualTo(1);
        awaitFiles("trial-1-epoch-1.checkpoint");
        test.replyTo().tell(new Leaderboard.Tested(1, FakeObjective.RESULT));
        supervisor.expectMessage(new SupervisorMessage.Promoted(CHAMPION.inPlaceOf(List.of(2))));
    }

    @Test
    void asksForTheTestOnlyWhenTheStudyIsFinishedAndPromotesOnce() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(1, 1)).trial(0.5);
        tell(run);
        serve(expectOpen(1, 1));
        awaitFiles("trial-1-epoch-1.checkpoint");
        worker.expectNoMessage(RETRY.multipliedBy(3));

        tell(run.finish());
        WorkerMessage.TestChampion test = next(WorkerMessage.TestChampion.class);
        assertThat(test.checkpoint().sha256()).isEqualTo(Checksums.sha256(folder.resolve("of-trial-1")));
        TestProbe<Download.Result> copies = kit.createTestProbe();
        kit.spawn(Download.create(folder.resolve("copy"), copies.ref()::tell)).tell(test.checkpoint());
        assertThat(copies.receiveMessage().file()).hasContent("weights of 1");

        for (int i = 0; i < 3; i++) { // Answers to questions asked again.
            test.replyTo().tell(new Leaderboard.Tested(1, FakeObjective.RESULT));
        }
        promotions.expectMessage(List.of(1, "weights of 1", FakeObjective.RESULT));
        supervisor.expectMessage(new SupervisorMessage.Promoted(CHAMPION));
        promotions.expectNoMessage(RETRY.multipliedBy(2));
        supervisor.expectMessage(new SupervisorMessage.Promoted(CHAMPION)); // Until the study has its champion.

        tell(run.promote(CHAMPION));
        supervisor.awaitAssert(() -> {
            supervisor.expectNoMessage(RETRY.multipliedBy(3));
            return null;
        });
        failures.expectNoMessage(Duration.ofMillis(1));
    }

    @Test
    void aDamagedCheckpointGivesWayToTheNextTrialsAfterThreeTries() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(2, 1)).trial(0.1).trial(0.5).finish();
        tell(run);
        TestProbe<FileSource.Message> source = kit.createTestProbe();
        for (int i = 0; i < 3; i++) {
            ActorRef<Download.Message> download = expectOpen(1, 1).replyTo();
            download.tell(new Download.Offer(3, "0".repeat(64), source.ref()));
            download.tell(new Download.Chunk(0, new byte[3]));
        }
        serve(expectOpen(2, 1));
        assertThat(next(WorkerMessage.TestChampion.class).trial().id()).isEqualTo(2);
    }

    @Test
    void saysWhyWhenNoTrialCanBePromoted() {
        tell(new StudyRun(Samples.spec(2, 1)).trial(0.1).trial(0.5).finish());
        for (int i = 0; i < 6; i++) {
            WorkerMessage.OpenCheckpoint open = next(WorkerMessage.OpenCheckpoint.class);
            open.replyTo().tell(new Download.Unavailable("lost file " + open.run()));
        }
        assertThat(failures.receiveMessage()).contains("trial 1").contains("lost file 1");
        failures.expectNoMessage(RETRY.multipliedBy(2));
    }

    @Test
    void saysSoWhenNoTrialHasAScore() {
        tell(new StudyRun(Samples.spec(1, 1)).trial(Double.NaN).finish());
        failures.expectMessage("no trial has a score");
    }

    @Test
    void aTestThatFailsAgainAndAgainIsGivenUpWithItsReason() throws Exception {
        tell(new StudyRun(Samples.spec(1, 1)).trial(0.5).finish());
        serve(expectOpen(1, 1));
        for (int i = 0; i < 3; i++) {
            next(WorkerMessage.TestChampion.class).replyTo().tell(new Leaderboard.TestFailed(1, "no test part"));
        }
        assertThat(failures.receiveMessage()).contains("trial 1").contains("no test part");
    }

    @Test
    void anotherTrialsFailedTestCountsForNothing() throws Exception {
        tell(new StudyRun(Samples.spec(2, 1)).trial(0.5).trial(0.6).finish());
        serve(expectOpen(1, 1));
        WorkerMessage.TestChampion test = next(WorkerMessage.TestChampion.class);
        for (int i = 0; i < 5; i++) {
            test.replyTo().tell(new Leaderboard.TestFailed(2, "of an earlier champion"));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(next(WorkerMessage.TestChampion.class).trial().id())
                    .as("asked again, as nobody answered for this one")
                    .isEqualTo(1);
        }
        test.replyTo().tell(new Leaderboard.Tested(1, FakeObjective.RESULT));
        supervisor.expectMessage(new SupervisorMessage.Promoted(CHAMPION));
    }

    @Test
    void aWorkerThatDiesDuringTheTestIsFollowedByAnother() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(1, 1)).trial(0.5).finish();
        tell(run);
        serve(expectOpen(1, 1));
        next(WorkerMessage.TestChampion.class);
        tell(run, false);
        tell(run, true);
        next(WorkerMessage.TestChampion.class).replyTo().tell(new Leaderboard.Tested(1, FakeObjective.RESULT));
        supervisor.expectMessage(new SupervisorMessage.Promoted(CHAMPION));
    }

    @Test
    void withoutAnyWorkerItDoesNotWaitForEver() throws Exception {
        StudyRun run = new StudyRun(Samples.spec(1, 1)).trial(0.5);
        tell(run);
        serve(expectOpen(1, 1));
        tell(run.finish(), false);
        failures.expectMessage("no worker is left to test the champion");
        tell(run, true);
        worker.expectNoMessage(RETRY.multipliedBy(2));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidWithItsCause() throws Exception {
        start((StudyView study, Trial trial, Path checkpoint, TestResult test) -> {
            throw new IOException("no space left on the device");
        });
        tell(new StudyRun(Samples.spec(1, 1)).trial(0.5).finish());
        serve(expectOpen(1, 1));
        next(WorkerMessage.TestChampion.class).replyTo().tell(new Leaderboard.Tested(1, FakeObjective.RESULT));
        failures.expectMessage("the champion's folder cannot be written: no space left on the device");
        supervisor.expectNoMessage(RETRY);
    }
}
