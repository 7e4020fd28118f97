package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.study.WorkerNeeds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static final WorkerNeeds GPU = new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L);

    private final ActorTestKit kit = Kits.local();
    private ActorRef<BrokerMessage> broker;

    @BeforeEach
    void start() {
        broker = kit.spawn(Broker.create());
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    /** A study whose workers are all idle: it lets go of each that it is asked for. */
    private final class IdleStudy {
        final TestProbe<SupervisorMessage> told = kit.createTestProbe();
        final ActorRef<SupervisorMessage> ref =
                kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
                    told.ref().tell(message);
                    if (message instanceof SupervisorMessage.Release release) {
                        release.lender().tell(new BrokerMessage.Returned(release.worker(), context.getSelf()));
                    }
                    return Behaviors.same();
                })));

        IdleStudy() {
            kit.system().receptionist().tell(Receptionist.register(Services.SUPERVISORS, ref));
        }

        /** Waits until it is offered a worker; of the others, offers may have come late. */
        void expectOffered(String worker) {
            expectOffered(worker, Duration.ofSeconds(10));
        }

        void expectOffered(String worker, Duration limit) {
            told.fishForMessage(
                    limit,
                    message -> message instanceof SupervisorMessage.RequestWork request
                                    && request.worker().name().equals(worker)
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore());
        }

        /** As a study does that a worker does not fit. */
        void refuses(String worker, WorkerNeeds needs) {
            broker.tell(new BrokerMessage.DoesNotFit(worker, ref, needs));
        }

        void expectFitting(int there, int fitting) {
            SupervisorMessage.Fitting expected = new SupervisorMessage.Fitting(there, fitting);
            told.fishForMessage(
                    Duration.ofSeconds(10),
                    message -> message.equals(expected)
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore());
        }

        void expectNotOffered(String worker) {
            told.fishForMessage(Duration.ofSeconds(10), message -> {
                if (message instanceof SupervisorMessage.RequestWork request
                        && request.worker().name().equals(worker)) {
                    return FishingOutcomes.fail(worker + " was offered");
                }
                return message instanceof SupervisorMessage.Fitting
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore();
            });
        }

        void hasNothingFor(String worker) {
            broker.tell(new BrokerMessage.NothingToDo(worker, ref));
        }
    }

    private final class Worker {
        final WorkerInfo info;
        final TestProbe<WorkerMessage> process = kit.createTestProbe();

        Worker(int number) {
            this(Samples.worker("worker-" + number));
        }

        Worker(WorkerInfo info) {
            this.info = info;
        }

        void ask() {
            broker.tell(new BrokerMessage.AskForWork(info, process.ref()));
        }

        /** Asks until it is offered, as studies are found a moment after they register. */
        Worker lentTo(IdleStudy study) {
            AssertionError lastFailure = null;
            for (int i = 0; i < 100; i++) {
                ask();
                try {
                    study.expectOffered(info.name(), Duration.ofMillis(100));
                    return this;
                } catch (AssertionError e) {
                    lastFailure = e;
                }
            }
            throw new AssertionError(info.name() + " was never offered", lastFailure);
        }
    }

    @Test
    void aWorkerStaysWithTheOnlyStudy() {
        IdleStudy study = new IdleStudy();
        Worker worker = new Worker(1).lentTo(study);
        study.hasNothingFor("worker-1");
        worker.ask();
        study.expectOffered("worker-1");
    }

    @Test
    void twoStudiesShareTheWorkersEqually() {
        IdleStudy first = new IdleStudy();
        for (int i = 1; i <= 4; i++) {
            new Worker(i).lentTo(first);
        }
        IdleStudy second = new IdleStudy();
        new Worker(5).lentTo(second);
        for (int i = 6; i <= 8; i++) {
            new Worker(i).ask();
            second.expectOffered("worker-" + i);
        }
    }

    @Test
    void aStudyWithMoreThanItsShareLetsGoOfAWorkerBetweenTrials() {
        IdleStudy first = new IdleStudy();
        Worker one = new Worker(1).lentTo(first);
        Worker two = new Worker(2).lentTo(first);
        IdleStudy second = new IdleStudy();
        two.lentTo(second);
        first.told.fishForMessage(
                Duration.ofSeconds(10),
                message -> message.equals(new SupervisorMessage.Release("worker-2", two.process.ref(), broker))
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());

        one.ask();
        first.expectOffered("worker-1");
        two.ask();
        second.expectOffered("worker-2");
    }

    @Test
    void whatOneStudyCannotUseServesAnotherUntilItCan() {
        IdleStudy first = new IdleStudy();
        Worker worker = new Worker(1).lentTo(first);
        IdleStudy second = new IdleStudy();
        Worker other = new Worker(2).lentTo(second);

        first.hasNothingFor("worker-1");
        second.expectOffered("worker-1");

        broker.tell(new BrokerMessage.MayHaveWork(first.ref));
        worker.ask();
        first.expectOffered("worker-1");
        other.ask();
        second.expectOffered("worker-2");
    }

    @Test
    void whereNoStudyHasWorkNobodyIsMoved() {
        IdleStudy first = new IdleStudy();
        Worker one = new Worker(1).lentTo(first);
        IdleStudy second = new IdleStudy();
        Worker two = new Worker(2).lentTo(second);
        first.hasNothingFor("nobody");
        second.hasNothingFor("nobody");
        for (int i = 0; i < 3; i++) {
            one.ask();
            first.expectOffered("worker-1");
            two.ask();
            second.expectOffered("worker-2");
        }
    }

    @Test
    void aWorkerThatAStudyCannotUseServesAnother() {
        IdleStudy choosy = new IdleStudy();
        Worker cpu = new Worker(1).lentTo(choosy);
        choosy.refuses("worker-1", GPU);
        choosy.expectFitting(1, 0);
        IdleStudy other = new IdleStudy();
        cpu.lentTo(other);
        for (int i = 2; i <= 4; i++) {
            Worker next = new Worker(i);
            next.ask();
            other.expectOffered("worker-" + i);
            choosy.expectNotOffered("worker-" + i);
        }
    }

    @Test
    void aWorkerThatFitsGoesToTheStudyThatWaitsForIt() {
        IdleStudy choosy = new IdleStudy();
        Worker cpu = new Worker(1).lentTo(choosy);
        choosy.refuses("worker-1", GPU);
        IdleStudy other = new IdleStudy();
        cpu.lentTo(other);
        Worker gpu = new Worker(Samples.gpuWorker("gpu-1", 24_000_000_000L));
        gpu.ask();
        choosy.expectFitting(2, 1);
        choosy.expectOffered("gpu-1");
        new Worker(Samples.gpuWorker("gpu-2", 8_000_000_000L)).ask();
        other.expectOffered("gpu-2");

        gpu.process.stop();
        choosy.expectFitting(2, 0);
    }

    @Test
    void aStudyThatAsksForLessIsOfferedWhatItRefused() {
        IdleStudy study = new IdleStudy();
        Worker cpu = new Worker(1).lentTo(study);
        study.refuses("worker-1", GPU);
        study.expectFitting(1, 0);
        cpu.ask();
        study.told.expectNoMessage(MOMENT);

        broker.tell(new BrokerMessage.NeedsChanged(study.ref, WorkerNeeds.NONE));
        study.expectFitting(1, 1);
        cpu.ask();
        study.expectOffered("worker-1");
    }

    @Test
    void anotherProcessUnderAWorkersNameIsTheStudysToKnow() {
        IdleStudy study = new IdleStudy();
        Worker worker = new Worker(1).lentTo(study);
        Worker again = new Worker(1);
        again.ask();
        SupervisorMessage gone = new SupervisorMessage.WorkerGone("worker-1", worker.process.ref());
        study.told.fishForMessage(
                Duration.ofSeconds(10),
                message -> message.equals(gone) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
        assertThat(study.told
                        .expectMessageClass(SupervisorMessage.RequestWork.class)
                        .ref())
                .isEqualTo(again.process.ref());
    }

    @Test
    void theWorkersOfAStudyThatEndsServeTheOthers() {
        IdleStudy first = new IdleStudy();
        Worker worker = new Worker(1).lentTo(first);
        kit.stop(first.ref);
        worker.lentTo(new IdleStudy());
    }

    @Test
    void listsTheWorkersThatAreThere() {
        TestProbe<BrokerMessage.Workers> lists = kit.createTestProbe();
        Worker one = new Worker(1);
        Worker two = new Worker(2);
        one.ask();
        two.ask();
        broker.tell(new BrokerMessage.ListWorkers(lists.ref()));
        lists.expectMessage(new BrokerMessage.Workers(List.of(one.info, two.info)));

        two.process.stop();
        kit.createTestProbe().expectNoMessage(MOMENT);
        broker.tell(new BrokerMessage.ListWorkers(lists.ref()));
        lists.expectMessage(new BrokerMessage.Workers(List.of(one.info)));
    }
}
