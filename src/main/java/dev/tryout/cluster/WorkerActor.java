package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker: asks the broker for work whenever it is free, runs one trial at a time for whichever study it is lent to, and hands out
 * checkpoints. Ends when its device or disk fails it, when there is no broker for too long, or when it is told to leave and the epoch
 * that it trains is recorded.
 */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Message> {
    /** What a worker is told on its own node. */
    public sealed interface Message {}

    private record FromElsewhere(WorkerMessage message) implements Message {}

    private record Brokers(Receptionist.Listing listing) implements Message {}

    private record Tick() implements Message {}

    /** Takes no more trials, and ends once the epoch that it trains is recorded. */
    record Leave() implements Message {}

    /** An attempt came to its end; the text says what is wrong with this worker, if anything is. */
    record AttemptOver(String study, int trial, int attempt, String workerFailure) implements Message {}

    private record TestAlive() implements Message {}

    private record TestOver(WorkerMessage.TestChampion request, Leaderboard.Message answer) implements Message {}

    /**
     * What a worker needs.
     *
     * @param studies the folder of studies; in each, runs keep their checkpoints in a folder of their own
     * @param trialExecutor runs one thing at a time, always on the same thread
     * @param retryInterval between unanswered messages
     * @param silenceLimit after which a trial without a sign of life is given up
     * @param orphanLimit after which a worker without a broker ends
     */
    public record Setup(
            WorkerInfo info,
            Path studies,
            ObjectiveSource objectives,
            Executor trialExecutor,
            Duration retryInterval,
            Duration silenceLimit,
            Duration orphanLimit) {
        Path runFolder(String study, int run) {
            return new StudyFolder(studies.resolve(study)).run(run);
        }
    }

    /** Why a worker ended by itself. */
    public static final class WorkerEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean orphan;

        WorkerEnded(String message) {
            this(message, false);
        }

        private WorkerEnded(String message, boolean orphan) {
            super(message);
            this.orphan = orphan;
        }

        /** Whether it ended for want of a coordinator. */
        boolean isOrphan() {
            return orphan;
        }
    }

    private final Setup setup;
    private final ActorRef<WorkerMessage> self;
    private @Nullable ActorRef<BrokerMessage> broker;
    private @Nullable ActorRef<TrialActor.Message> trialActor;
    private WorkerMessage.@Nullable Assign running;
    private WorkerMessage.@Nullable Assign lastRun;
    private WorkerMessage.@Nullable TestChampion toTest;
    private boolean testing;
    private boolean leaving;
    private Leaderboard.@Nullable Tested tested;
    private String testedStudy = "";
    private final Set<Path> discardWhenOver = new HashSet<>();
    private long brokerSeenNanos = System.nanoTime();
    private long testSeenNanos;

    private WorkerActor(ActorContext<Message> context, TimerScheduler<Message> timers, Setup setup) {
        super(context);
        this.setup = setup;
        this.self = context.messageAdapter(WorkerMessage.class, FromElsewhere::new);
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        Services.BROKER, context.messageAdapter(Receptionist.Listing.class, Brokers::new)));
        timers.startTimerWithFixedDelay(new Tick(), setup.retryInterval());
    }

    /** A worker; the actor fails with {@link WorkerEnded} where it ends by itself. */
    public static Behavior<Message> create(Setup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new WorkerActor(context, timers, setup)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Brokers.class, this::onBrokers)
                .onMessage(Tick.class, tick -> onTick())
                .onMessage(Leave.class, leave -> onLeave())
                .onMessage(AttemptOver.class, this::onAttemptOver)
                .onMessage(TestAlive.class, alive -> onTestAlive())
                .onMessage(TestOver.class, this::onTestOver)
                .onMessage(FromElsewhere.class, this::onMessage)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Message> onBrokers(Brokers message) {
        broker = message.listing().getServiceInstances(Services.BROKER).stream()
                .findFirst()
                .orElse(null);
        return onTick();
    }

    private Behavior<Message> onTick() {
        if (leaving) {
            return onLeave();
        }
        if (broker != null) {
            brokerSeenNanos = System.nanoTime();
            if (running == null && !testing) {
                broker.tell(new BrokerMessage.AskForWork(setup.info(), self));
            }
        } else if (System.nanoTime() - brokerSeenNanos > setup.orphanLimit().toNanos()) {
            throw new WorkerEnded(
                    "found no coordinator for " + setup.orphanLimit().toSeconds() + " s", true);
        }
        if (testing && System.nanoTime() - testSeenNanos > setup.silenceLimit().toNanos()) {
            throw new WorkerEnded("the champion's test showed no sign of life for "
                    + setup.silenceLimit().toSeconds() + " s");
        }
        return this;
    }

    private Behavior<Message> onLeave() {
        leaving = true;
        if (running != null) {
            running.supervisor().tell(new SupervisorMessage.Leaving(setup.info().name()));
            return this;
        }
        return testing ? this : Behaviors.stopped();
    }

    private Behavior<Message> onAttemptOver(AttemptOver message) {
        if (!message.workerFailure().isEmpty()) {
            throw new WorkerEnded(message.workerFailure());
        }
        if (running != null && isAssigned(running, message.study(), message.trial(), message.attempt())) {
            Path run = runFolder(running);
            getContext().unwatch(running.supervisor());
            running = null;
            trialActor = null;
            RunSource.letGo(run);
            if (discardWhenOver.remove(run)) {
                delete(run);
            }
            if (toTest != null) {
                return test(toTest);
            }
        }
        return onTick();
    }

    private static boolean isAssigned(WorkerMessage.Assign assign, String study, int trial, int attempt) {
        return assign.settings().study().equals(study)
                && assign.trial().id() == trial
                && assign.trial().attempt() == attempt;
    }

    private Path runFolder(WorkerMessage.Assign assign) {
        return setup.runFolder(
                assign.settings().study(), assign.trial().origin().run());
    }

    /**
     * What a supervisor that is gone assigned is its successor's to assign again. A trial's actor says that it is over before it ends,
     * so one that does not met a defect.
     */
    private Behavior<Message> onTerminated(Terminated signal) {
        if (trialActor != null
                && running != null
                && running.supervisor().path().equals(signal.getRef().path())) {
            trialActor.tell(new TrialActor.Recalled());
        } else if (trialActor != null
                && trialActor.path().equals(signal.getRef().path())) {
            throw new WorkerEnded("the actor of a trial ended before the trial did");
        }
        return this;
    }

    private Behavior<Message> onTestAlive() {
        testSeenNanos = System.nanoTime();
        return this;
    }

    private Behavior<Message> onTestOver(TestOver message) {
        testing = false;
        if (message.answer() instanceof Leaderboard.Tested result) {
            tested = result;
            testedStudy = message.request().settings().study();
        }
        message.request().replyTo().tell(message.answer());
        return onTick();
    }

    private Behavior<Message> onMessage(FromElsewhere wrapped) {
        WorkerMessage message = wrapped.message();
        if (message instanceof WorkerMessage.Assign assign) {
            return onAssign(assign);
        }
        if (message instanceof WorkerMessage.Recall recall) {
            if (trialActor != null
                    && running != null
                    && isAssigned(running, recall.study(), recall.trial(), recall.attempt())) {
                trialActor.tell(new TrialActor.Recalled());
            }
        } else if (message instanceof WorkerMessage.Discard discard) {
            discard(setup.runFolder(discard.study(), discard.run()));
        } else if (message instanceof WorkerMessage.OpenCheckpoint open) {
            open(open);
        } else if (message instanceof WorkerMessage.ListRun list) {
            RunSource.list(getContext(), setup.studies(), list);
        } else if (message instanceof WorkerMessage.OpenRunFile file) {
            RunSource.open(getContext(), setup.studies(), file);
        } else if (message instanceof WorkerMessage.TestChampion test) {
            return onTestChampion(test);
        } else {
            return Behaviors.unhandled();
        }
        return this;
    }

    private Behavior<Message> onAssign(WorkerMessage.Assign assign) {
        Trial trial = assign.trial();
        boolean again = lastRun != null && isAssigned(lastRun, assign.settings().study(), trial.id(), trial.attempt());
        if (running != null || again || testing || leaving) {
            return this; // An answer to a request sent twice; the supervisor sends it again if it is still true.
        }
        running = assign;
        lastRun = assign;
        trialActor = getContext()
                .spawnAnonymous(TrialActor.create(setup, assign, getContext().getSelf()));
        getContext().watch(trialActor);
        getContext().watch(assign.supervisor());
        return this;
    }

    private Behavior<Message> onTestChampion(WorkerMessage.TestChampion test) {
        if (tested != null
                && testedStudy.equals(test.settings().study())
                && tested.trial() == test.trial().id()) {
            test.replyTo().tell(tested); // The test part is touched once.
            return this;
        }
        if (running != null) {
            toTest = test; // Before any other trial, as another study may have many of them.
            return this;
        }
        return testing ? this : test(test); // The leaderboard asks again.
    }

    private Behavior<Message> test(WorkerMessage.TestChampion test) {
        toTest = null;
        testing = true;
        testSeenNanos = System.nanoTime();
        ActorRef<Message> me = getContext().getSelf();
        ChampionTest.start(getContext(), setup, test, new ChampionTest.Listener() {
            @Override
            public void alive() {
                me.tell(new TestAlive());
            }

            @Override
            public void over(Leaderboard.Message answer) {
                me.tell(new TestOver(test, answer));
            }
        });
        return this;
    }

    private void open(WorkerMessage.OpenCheckpoint open) {
        Path folder = setup.runFolder(open.settings().study(), open.run());
        getContext()
                .spawnAnonymous(
                        FileSource.offering(
                                () -> setup.objectives().checkpoint(open.settings(), folder, open.epoch()),
                                open.replyTo()),
                        DispatcherSelector.blocking());
    }

    private void discard(Path run) {
        if (running != null && runFolder(running).equals(run)) {
            discardWhenOver.add(run); // It is over for the study; its objective is about to end.
        } else {
            delete(run);
        }
    }

    private void delete(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            getContext().getLog().warn("cannot delete {}", folder, e);
        }
    }
}
