package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator's study, read and steered from another node that has no folder of it. */
class RemoteStudyTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private StudyFolder study = new StudyFolder(folder.resolve("sample"));
    private final CountDownLatch opened = new CountDownLatch(1);

    @BeforeEach
    void setFolder() {
        study = new StudyFolder(folder.resolve("sample"));
    }

    private Coordinator start() throws Exception {
        Coordinator coordinator = Coordinator.start(
                study,
                "sample",
                null,
                Optional.empty(),
                Study::of,
                (view, trial, checkpoint, test) -> {
                    throw new AssertionError("nothing is promoted here");
                },
                new Coordinator.Listener() {
                    @Override
                    public void onUpdate(SupervisorMessage.Update update) {
                        if (update.study().phase() == Phase.RUNNING) {
                            opened.countDown();
                        }
                    }

                    @Override
                    public void onPromotionFailed(String reason) {}

                    @Override
                    public void onNotice(String text) {}

                    @Override
                    public void onFailure(String reason) {}
                });
        coordinator.tell(new SupervisorMessage.Begin(Samples.spec(3, 2), "{}", "", "test"));
        assertThat(opened.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return coordinator;
    }

    private static CommandAnswer pause(StudyLink link) throws Exception {
        return link.ask(replyTo -> new SupervisorMessage.PauseStudy("ann@desk", replyTo));
    }

    @Test
    void isWhatTheJournalSaysAndWhatIsNewIsReadAlone() throws Exception {
        try (Coordinator coordinator = start();
                StudyLink link = new StudyClient(null, LIMIT).link(List.of(coordinator.address()), "sample")) {
            RemoteStudy remote = new RemoteStudy(link);
            remote.refresh();
            assertThat(remote.isWorkedOn()).isTrue();
            assertThat(remote.workers()).isEmpty();
            assertThat(remote.state().view())
                    .isEqualTo(study.journal(null).replay().view());

            assertThat(pause(link).done()).isTrue();
            assertThat(remote.state().phase()).isEqualTo(Phase.RUNNING);
            remote.refresh();
            assertThat(remote.state().phase()).isEqualTo(Phase.PAUSED);
            assertThat(remote.state().view())
                    .isEqualTo(study.journal(null).replay().view());
        }
    }

    @Test
    void anotherStudyIsNotAnswered() throws Exception {
        try (Coordinator coordinator = start()) {
            StudyClient client = new StudyClient(null, Duration.ofSeconds(3));
            assertThatThrownBy(() -> client.join(
                            List.of(coordinator.address()),
                            "other",
                            (ActorRef<CommandAnswer> replyTo) -> new SupervisorMessage.PauseStudy("ann@desk", replyTo)))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(study.journal(null).read()).noneMatch(StudyEvent.StudyPaused.class::isInstance);
    }

    @Test
    void aJournalThatFillsManyMessagesArrivesWhole() throws Exception {
        int edits = 1_500;
        ActorTestKit kit = Kits.local();
        try (Coordinator coordinator = start();
                StudyLink link = new StudyClient(null, LIMIT).link(List.of(coordinator.address()), "sample")) {
            TestProbe<EditAnswer> answers = kit.createTestProbe();
            for (int i = 1; i <= edits; i++) {
                coordinator.tell(new SupervisorMessage.Edit(Samples.spec(3 + i, 2), answers.ref()));
            }
            answers.receiveSeveralMessages(edits, LIMIT);
            long bytes = study.journal(null).readJson(0, Long.MAX_VALUE).stream()
                    .mapToLong(json -> json.length)
                    .sum();
            assertThat(bytes).isGreaterThan(2L * EventsChunk.MAX_BYTES);
            RemoteStudy remote = new RemoteStudy(link);
            remote.refresh();
            assertThat(remote.state().view().edits()).hasSize(edits);
            assertThat(remote.state().spec()).isEqualTo(Samples.spec(3 + edits, 2));
        } finally {
            kit.shutdownTestKit();
        }
    }
}
