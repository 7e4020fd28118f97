package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.cluster.journal.EventLines;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every journal keeps: a real supervisor writes it, and it is read without one. */
abstract class JournalContract {
    private Journal journal;

    @TempDir
    protected Path folder;

    /** The journal of a study in the folder, not made ready yet. */
    abstract Journal open() throws Exception;

    /** Runs a statement that changes one row of the journal, behind everybody's back. */
    abstract void change(String sql) throws Exception;

    @BeforeEach
    void prepare() throws Exception {
        journal = open();
        journal.prepare();
    }

    Journal journal() {
        return journal;
    }

    /** One life of a coordinator, as far as its journal goes. */
    private final class Life implements AutoCloseable {
        private final ActorTestKit kit;
        private final TestProbe<SupervisorMessage.Update> updates;
        private final TestProbe<TrialMessage> answers;
        private final TestProbe<WorkerMessage> worker;
        private final ActorRef<SupervisorMessage> supervisor;

        Life() throws IOException {
            kit = Kits.withJournal(journal);
            updates = kit.createTestProbe();
            answers = kit.createTestProbe();
            worker = kit.createTestProbe();
            supervisor =
                    kit.spawn(Supervisor.create(journal.persistenceId("sample"), Study::of, System::currentTimeMillis));
        }

        /** Takes the next trial and reports epochs up to one. */
        void train(int lastEpoch) {
            supervisor.tell(new SupervisorMessage.RequestWork(
                    Samples.worker("worker-1"), worker.ref(), kit.system().ignoreRef()));
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

    void writeSample() throws IOException {
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
            assertThat(journal.read()).isEqualTo(told);
        }
        assertThat(journal.read()).isEqualTo(told);
        StudyState state = journal.replay();
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
        StudyState state = journal.replay();
        assertThat(state.trials().get(0).measurements())
                .extracting(measurement -> measurement.epoch())
                .containsExactly(1, 2, 3, 4);
        assertThat(state.trials().get(0).attempt()).isEqualTo(2);
        assertThat(state.trials().get(0).infrastructureFailures()).isZero();
        assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whoHasReadSomeReadsTheOthersAlone() throws Exception {
        writeSample();
        List<StudyEvent> all = journal.read();
        assertThat(journal.read(0)).isEqualTo(all);
        assertThat(journal.read(3)).isEqualTo(all.subList(3, all.size()));
        assertThat(journal.read(all.size())).isEmpty();
        change("DELETE FROM event_journal WHERE sequence_number = 5");
        assertThatThrownBy(() -> journal.read(3)).hasMessageContaining("event 5 is missing");
    }

    @Test
    void isReadInPiecesOfALimitedLengthThatAreTheWhole() throws Exception {
        writeSample();
        List<StudyEvent> all = journal.read();
        for (int maxBytes : List.of(1, 300, 1_000_000)) {
            List<StudyEvent> pieces = new ArrayList<>();
            List<byte[]> piece = journal.readJson(0, maxBytes);
            while (!piece.isEmpty()) {
                long bytes = piece.stream().mapToLong(json -> json.length).sum();
                assertThat(piece.size() == 1 || bytes <= maxBytes).isTrue();
                pieces.addAll(EventLines.unpack(EventLines.pack(piece)));
                piece = journal.readJson(pieces.size(), maxBytes);
            }
            assertThat(pieces).isEqualTo(all);
        }
        assertThat(journal.readJson(0, 1_000_000)).hasSameSizeAs(all);
    }

    @Test
    void aJournalWithoutAnEventIsEmpty() throws Exception {
        assertThat(journal.read()).isEmpty();
    }

    @Test
    void makingItReadyAgainKeepsWhatItHolds() throws Exception {
        writeSample();
        int events = journal.read().size();
        journal.prepare();
        assertThat(journal.read()).hasSize(events);
        assertThat(Journal.isIn(folder)).isTrue();
    }

    @Test
    void isFoundAgainInTheFolder() throws Exception {
        writeSample();
        assertThat(open().read()).isEqualTo(journal.read());
    }

    @Test
    void aMissingEventIsNamed() throws Exception {
        writeSample();
        change("DELETE FROM event_journal WHERE sequence_number = 3");
        assertThatThrownBy(journal::read).hasMessageContaining("event 3 is missing");
    }

    @Test
    void anEventThatCannotBeReadIsNamed() throws Exception {
        writeSample();
        change("UPDATE event_journal SET event_payload = '{\"event\":\"moon_landed\"}' WHERE sequence_number = 2");
        assertThatThrownBy(journal::read)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("event 2")
                .hasMessageContaining("moon_landed");
    }
}
