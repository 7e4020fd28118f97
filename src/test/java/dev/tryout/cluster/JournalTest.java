package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real supervisor writes a real file, and the file is read without it. */
class JournalTest {
    private Path journal;

    @TempDir
    private Path folder;

    @BeforeEach
    void create() throws Exception {
        journal = folder.resolve("journal.sqlite");
        Journal.create(journal);
    }

    /** One life of a coordinator, as far as its journal goes. */
    private final class Life implements AutoCloseable {
        private final ActorTestKit kit = Kits.withJournal(journal);
        private final TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
        private final TestProbe<TrialMessage> answers = kit.createTestProbe();
        private final TestProbe<WorkerMessage> worker = kit.createTestProbe();
        private final ActorRef<SupervisorMessage> supervisor =
                kit.spawn(Supervisor.create("sample", Study::of, System::currentTimeMillis));

        /** Takes the next trial and reports epochs up to one. */
        void train(int lastEpoch) {
            supervisor.tell(new SupervisorMessage.RequestWork(new WorkerInfo("worker-1", "cpu", "here"), worker.ref()));
            WorkerMessage message = worker.receiveMessage();
            while (!(message instanceof WorkerMessage.Assign)) {
                message = worker.receiveMessage();
            }
            var trial = ((WorkerMessage.Assign) message).trial();
            for (int epoch = trial.lastEpoch() + 1; epoch <= lastEpoch; epoch++) {
                supervisor.tell(new SupervisorMessage.Report(
                        trial.id(), trial.attempt(), Samples.epoch(epoch, 1.0 / epoch), answers.ref()));
                answers.receiveMessage();
            }
        }

        @Override
        public void close() {
            kit.shutdownTestKit();
        }
    }

    private void writeSample() {
        try (Life life = new Life()) {
            life.supervisor.tell(new SupervisorMessage.Begin(Samples.spec(3, 4), "{\"a\":1}", "sha", "test"));
            life.train(2);
        }
    }

    @Test
    void isReadWhileASupervisorWritesAndAfterwards() throws Exception {
        List<StudyEvent> told = new ArrayList<>();
        try (Life life = new Life()) {
            life.supervisor.tell(new SupervisorMessage.Subscribe(life.updates.ref()));
            life.supervisor.tell(new SupervisorMessage.Begin(Samples.spec(3, 4), "{\"a\":1}", "sha", "test"));
            life.train(4);
            life.train(1);
            while (told.stream()
                            .filter(StudyEvent.EpochMeasured.class::isInstance)
                            .count()
                    < 5) {
                told.addAll(life.updates.receiveMessage().events());
            }
            assertThat(Journal.read(journal)).isEqualTo(told);
        }
        assertThat(Journal.read(journal)).isEqualTo(told);
        StudyState state = Journal.replay(journal);
        assertThat(state.spec()).isEqualTo(Samples.spec(3, 4));
        assertThat(state.trials())
                .extracting(trial -> trial.state())
                .containsExactly(TrialState.COMPLETE, TrialState.RUNNING);
    }

    @Test
    void anotherLifeGoesOnWhereTheFormerOneEnded() throws Exception {
        writeSample();
        try (Life life = new Life()) {
            life.supervisor.tell(new SupervisorMessage.Resume());
            life.train(4);
        }
        StudyState state = Journal.replay(journal);
        assertThat(state.trials().get(0).measurements())
                .extracting(measurement -> measurement.epoch())
                .containsExactly(1, 2, 3, 4);
        assertThat(state.trials().get(0).attempt()).isEqualTo(2);
        assertThat(state.trials().get(0).infrastructureFailures()).isZero();
        assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aJournalWithoutAnEventIsEmpty() throws Exception {
        assertThat(Journal.read(journal)).isEmpty();
        Path empty = Files.createFile(folder.resolve("empty.sqlite")); // Killed before the tables were made.
        assertThat(Journal.read(empty)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path none = folder.resolve("none.sqlite");
        assertThatThrownBy(() -> Journal.read(none))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(none.toString());
        assertThat(none).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithARemedy() throws Exception {
        Files.writeString(journal, "This is no database, though it is long enough to be one. ".repeat(100));
        assertThatThrownBy(() -> Journal.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(journal.toString())
                .hasMessageContaining("not a database")
                .hasMessageContaining("undamaged copy");
    }

    @Test
    void aTruncatedFileIsRefusedWithARemedy() throws Exception {
        writeSample();
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Journal.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(journal.toString())
                .hasMessageContaining("undamaged copy");
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(Journal.url(journal));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void aMissingEventIsNamed() throws Exception {
        writeSample();
        change("DELETE FROM \"event_journal\" WHERE \"sequence_number\" = 3");
        assertThatThrownBy(() -> Journal.read(journal)).hasMessageContaining("event 3 is missing");
    }

    @Test
    void anEventThatCannotBeReadIsNamed() throws Exception {
        writeSample();
        change("UPDATE \"event_journal\" SET \"event_payload\" = '{\"event\":\"moon_landed\"}'"
                + " WHERE \"sequence_number\" = 2");
        assertThatThrownBy(() -> Journal.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("event 2")
                .hasMessageContaining("moon_landed");
    }
}
