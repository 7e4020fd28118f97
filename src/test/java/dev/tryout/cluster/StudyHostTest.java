package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.cluster.journal.EventSource;
import dev.tryout.study.StudyEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyHostTest {
    private static final long LIMIT_SECONDS = 20;

    private final ActorTestKit kit = Kits.local();
    private final TestProbe<HostMessage.Answer> answers = kit.createTestProbe();
    private final Studies studies = new Studies();

    /** Opens what it is asked for, and says what was done. */
    private static final class Studies implements StudyOpener {
        final BlockingQueue<String> done = new LinkedBlockingQueue<>();
        final Map<String, Listener> listeners = new ConcurrentHashMap<>();
        volatile List<String> unfinished = List.of();

        Listener listener(String name) {
            return Objects.requireNonNull(listeners.get(name));
        }

        private Hosted open(String how, String name, Listener listener) {
            done.add(how + " " + name);
            listeners.put(name, listener);
            return () -> done.add("closed " + name);
        }

        @Override
        public Hosted begin(String name, String study, boolean fresh, Listener listener) {
            if (study.isEmpty()) {
                throw new IllegalArgumentException("the study file is empty");
            }
            return open(fresh ? "began afresh" : "began", name, listener);
        }

        @Override
        public Hosted goOn(String name, Listener listener) {
            return open("went on with", name, listener);
        }

        @Override
        public List<String> names() {
            return List.of("finished");
        }

        @Override
        public EventSource journal(String name) {
            return new EventSource() {
                @Override
                public List<StudyEvent> read() {
                    return List.of();
                }

                @Override
                public List<byte[]> readJson(long after, long maxBytes) {
                    return List.of();
                }
            };
        }

        @Override
        public List<String> unfinished() {
            return unfinished;
        }
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private ActorRef<HostMessage> start() {
        return kit.spawn(StudyHost.create(studies));
    }

    private HostMessage.Submit submit(String id, String name, String study) {
        return new HostMessage.Submit(id, name, study, false, answers.ref());
    }

    private void expectDone(String what) throws InterruptedException {
        assertThat(studies.done.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(what);
    }

    private List<String> names(ActorRef<HostMessage> host) {
        TestProbe<HostMessage.Studies> lists = kit.createTestProbe();
        host.tell(new HostMessage.ListStudies(lists.ref()));
        return lists.receiveMessage().names();
    }

    @Test
    void aStudyThatIsSubmittedTwiceUnderOneIdBeginsOnceAndIsAnsweredTwice() throws Exception {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", "study: a"));
        expectDone("began a");
        answers.expectMessage(new HostMessage.Answer(""));
        host.tell(submit("1", "a", "study: a"));
        answers.expectMessage(new HostMessage.Answer(""));
        assertThat(names(host)).containsExactly("a");
        assertThat(studies.done).isEmpty();
    }

    @Test
    void thoseThatAreWorkedOnAndThoseThatRestAreListedTogether() throws Exception {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", "study: a"));
        expectDone("began a");
        TestProbe<HostMessage.Studies> lists = kit.createTestProbe();
        host.tell(new HostMessage.ListBegun(lists.ref()));
        lists.expectMessage(new HostMessage.Studies(List.of("a", "finished")));
    }

    @Test
    void whatCannotBeginIsRefusedWithTheReasonAndLeavesNothing() {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", ""));
        answers.expectMessage(new HostMessage.Answer("the study file is empty"));
        assertThat(names(host)).isEmpty();
    }

    @Test
    void anotherStudyOfTheSameNameIsRefusedAndToGoOnWithOneThatRunsIsNot() throws Exception {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", "study: a"));
        expectDone("began a");
        answers.expectMessage(new HostMessage.Answer(""));
        host.tell(submit("2", "a", "study: a"));
        assertThat(answers.receiveMessage().refusal()).contains("'a' is worked on");
        host.tell(new HostMessage.GoOn("3", "a", answers.ref()));
        answers.expectMessage(new HostMessage.Answer(""));
    }

    @Test
    void aStudyThatIsOverIsClosedAndItsNameIsFree() throws Exception {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", "study: a"));
        expectDone("began a");
        answers.receiveMessage();
        studies.listener("a").onOver();
        expectDone("closed a");
        host.tell(submit("2", "a", "study: a"));
        expectDone("began a");
    }

    @Test
    void aStudyWhoseNodeFailsIsGoneOnWith() throws Exception {
        ActorRef<HostMessage> host = start();
        host.tell(submit("1", "a", "study: a"));
        expectDone("began a");
        answers.receiveMessage();
        studies.unfinished = List.of("a");
        studies.listener("a").onFailure();
        expectDone("closed a");
        expectDone("went on with a");
    }

    @Test
    void whatAFormerHostLeftIsGoneOnWithAndClosedWhenTheHostEnds() throws Exception {
        studies.unfinished = List.of("a");
        ActorRef<HostMessage> host = start();
        expectDone("went on with a");
        kit.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(LIMIT_SECONDS),
                        () -> assertThat(names(host)).containsExactly("a"));
        kit.stop(host);
        expectDone("closed a");
    }

    @Test
    void aStudyThatNobodyWorksOnIsReadFromItsJournalAndCannotBePaused() {
        start();
        TestProbe<Receptionist.Listing> found = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.subscribe(Services.supervisor("finished"), found.ref()));
        ActorRef<SupervisorMessage> study = found.fishForMessage(
                        Duration.ofSeconds(LIMIT_SECONDS),
                        listing -> listing.getServiceInstances(Services.supervisor("finished"))
                                        .isEmpty()
                                ? FishingOutcomes.continueAndIgnore()
                                : FishingOutcomes.complete())
                .get(0)
                .getServiceInstances(Services.supervisor("finished"))
                .iterator()
                .next();
        TestProbe<EventsChunk> chunks = kit.createTestProbe();
        study.tell(new SupervisorMessage.ReadEvents(0, chunks.ref()));
        assertThat(chunks.receiveMessage().isWorkedOn()).isFalse();

        TestProbe<CommandAnswer> commands = kit.createTestProbe();
        study.tell(new SupervisorMessage.PauseStudy("ann", commands.ref()));
        CommandAnswer answer = commands.receiveMessage();
        assertThat(answer.done()).isFalse();
        assertThat(answer.text()).contains("nobody works on study 'finished'").contains("resume finished --join");
    }
}
