package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import dev.tryout.study.EpochSharing;
import dev.tryout.study.FailureOwner;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A supervisor with its journal in memory, and the probes around it. */
final class SupervisorFixture implements AutoCloseable {
    static final String STUDY = "sample";

    final ActorTestKit kit = Kits.inMemory();
    final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    final TestProbe<TrialMessage> answers = kit.createTestProbe();
    final TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
    final TestProbe<BrokerMessage> broker = kit.createTestProbe();
    private final AtomicLong clockMs = new AtomicLong(1_000);
    private final EpochSharing sharing;
    private ActorRef<SupervisorMessage> supervisor;

    SupervisorFixture() {
        this(EpochSharing.NEVER);
    }

    SupervisorFixture(EpochSharing sharing) {
        this.sharing = sharing;
        supervisor = spawn();
    }

    private ActorRef<SupervisorMessage> spawn() {
        return kit.spawn(Supervisor.create(STUDY, spec -> Study.of(spec, sharing), clockMs::incrementAndGet));
    }

    /** As after the coordinator's end: another actor over the same journal. */
    void restart() {
        kit.stop(supervisor);
        supervisor = spawn();
    }

    ActorRef<SupervisorMessage> supervisor() {
        return supervisor;
    }

    SupervisorFixture begin(StudySpec spec) {
        tell(new SupervisorMessage.Begin(spec, "{}", "", "test"));
        return this;
    }

    void tell(SupervisorMessage message) {
        supervisor.tell(message);
    }

    /** A worker that asks for work when it is told to. */
    Worker worker(String name) {
        return worker(Samples.worker(name));
    }

    Worker worker(WorkerInfo info) {
        return new Worker(info);
    }

    /** One process of a worker. */
    final class Worker {
        final WorkerInfo info;
        final TestProbe<WorkerMessage> inbox = kit.createTestProbe();
        final ActorRef<WorkerMessage> ref = kit.spawn(Behaviors.receiveMessage(message -> {
            inbox.ref().tell(message);
            return Behaviors.same();
        }));

        private Worker(WorkerInfo info) {
            this.info = info;
        }

        Worker ask() {
            tell(new SupervisorMessage.RequestWork(info, ref, broker.ref()));
            return this;
        }

        Trial assigned() {
            return inbox.expectMessageClass(WorkerMessage.Assign.class).trial();
        }

        void stop() {
            kit.stop(ref);
        }
    }

    void report(Trial trial, int epoch, double loss) {
        tell(new SupervisorMessage.Report(trial.id(), trial.attempt(), Samples.epoch(epoch, loss), answers.ref()));
    }

    TrialMessage.Decided decided() {
        return answers.expectMessageClass(TrialMessage.Decided.class);
    }

    void fail(Trial trial, FailureOwner owner, String message) {
        tell(new SupervisorMessage.Failed(trial.id(), trial.attempt(), owner, message, answers.ref()));
        answers.expectMessageClass(TrialMessage.Acknowledged.class);
    }

    /** Every event that the journal holds; what was sent before this call has been dealt with. */
    List<StudyEvent> events() {
        TestProbe<SupervisorMessage.Update> barrier = kit.createTestProbe();
        tell(new SupervisorMessage.Subscribe(barrier.ref()));
        barrier.receiveMessage();
        return journal.persistedInStorage(STUDY).stream()
                .map(StudyEvent.class::cast)
                .toList();
    }

    <T extends StudyEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The study as the supervisor has it. */
    SupervisorMessage.Update latest() {
        TestProbe<SupervisorMessage.Update> probe = kit.createTestProbe();
        tell(new SupervisorMessage.Subscribe(probe.ref()));
        return probe.receiveMessage();
    }

    void expectNoMoreAnswers() {
        assertThat(events()).isNotEmpty(); // Everything sent so far has been handled.
        answers.expectNoMessage(java.time.Duration.ofMillis(50));
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
