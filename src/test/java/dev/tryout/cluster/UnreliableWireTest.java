package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import dev.tryout.audit.Acknowledged;
import dev.tryout.audit.EpochRule;
import dev.tryout.audit.JournalAudit;
import dev.tryout.space.Configuration;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.training.TrialRun;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real supervisor, workers and trials over a wire that loses, doubles and delays messages: the ranking stays what it is. */
class UnreliableWireTest {
    private static final int TRIALS = 12;
    private static final int EPOCHS = 3;
    private static final int WORKERS = 3;

    private final ActorTestKit kit = Kits.inMemory();
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final List<ExecutorService> threads = new ArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        kit.shutdownTestKit();
        threads.forEach(ExecutorService::shutdownNow);
    }

    private static Measurement measure(Configuration configuration, int epoch) {
        double distance = configuration.number("x", 0) - 0.3;
        return new Measurement(epoch, Map.of("loss", distance * distance + 1.0 / epoch), 1);
    }

    private void train(TrialRun run) throws Exception {
        for (int epoch = run.recorded().size() + 1; epoch <= run.epochs(); epoch++) {
            Measurement measurement = measure(run.configuration(), epoch);
            Decision decision = run.report(measurement);
            if (decision.action() != Decision.Action.STOP) {
                acknowledged.add(new Acknowledged(run.trial(), measurement));
            } else if (epoch < run.epochs()) {
                return;
            }
        }
    }

    private StudyView run(UnreliableWire wire) {
        ActorRef<SupervisorMessage> supervisor =
                kit.spawn(Supervisor.create(SupervisorFixture.STUDY, Study::of, new SteadyClock()));
        kit.system().receptionist().tell(Receptionist.register(Services.BROKER, wire.brokerOf(supervisor)));
        supervisor.tell(new SupervisorMessage.Begin(Samples.spec(TRIALS, EPOCHS), "{}", "", "test"));
        for (int i = 1; i <= WORKERS; i++) {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            threads.add(thread);
            kit.spawn(WorkerActor.create(new WorkerActor.Setup(
                    Samples.worker("worker-" + i),
                    folder,
                    settings -> new FakeObjective(this::train),
                    thread,
                    WorkerFixture.RETRY,
                    WorkerFixture.LONG,
                    WorkerFixture.LONG)));
        }
        TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
        supervisor.tell(new SupervisorMessage.Subscribe(updates.ref()));
        while (true) {
            StudyView study = updates.receiveMessage(Duration.ofSeconds(60)).study();
            if (study.phase() == Phase.FINISHED) {
                return study;
            }
        }
    }

    private List<StudyEvent> events() {
        return journal.persistedInStorage(SupervisorFixture.STUDY).stream()
                .map(StudyEvent.class::cast)
                .toList();
    }

    private static List<List<Object>> ranking(StudyView study) {
        return study.leaderboard().stream()
                .map(trial -> List.<Object>of(trial.id(), trial.configuration(), trial.state(), trial.measurements()))
                .toList();
    }

    /** What the rules alone give, one trial after the other. */
    private static List<List<Object>> undisturbed() {
        StudyRun run = new StudyRun(Samples.spec(TRIALS, EPOCHS));
        for (int trial = 1; trial <= TRIALS; trial++) {
            run.next(configuration -> IntStream.rangeClosed(1, EPOCHS)
                    .mapToObj(epoch -> measure(configuration, epoch))
                    .toList());
        }
        return ranking(run.state().view());
    }

    @Test
    void aWireWithoutFaultsGivesEachTrialOneAttempt() {
        StudyView study = run(new UnreliableWire(kit, 0, 0, 0));
        assertThat(study.trials()).hasSize(TRIALS).allMatch(trial -> trial.attempt() == 1);
        assertThat(JournalAudit.of(events(), EpochRule.EVERY, List.copyOf(acknowledged)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0.1", "4, 0.1"})
    void doubledLateAndLostMessagesChangeNoRanking(long seed, double lost) {
        UnreliableWire wire = new UnreliableWire(kit, seed, lost, 0.1);
        StudyView study = run(wire);
        assertThat(ranking(study)).isEqualTo(undisturbed());
        assertThat(study.trials()).allMatch(trial -> trial.attempt() == 1);
        assertThat(JournalAudit.of(events(), EpochRule.EVERY, List.copyOf(acknowledged)))
                .isEmpty();
        assertThat(wire.faults()).isGreaterThan(10);
    }
}
