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
import akka.actor.typed.receptionist.ServiceKey;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker: finds the supervisor, asks it for work whenever it is free, runs one trial at a time, and hands out checkpoints.
 * Ends when its device or disk fails it, or when no supervisor is to be found.
 */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Message> {
    /** By which workers find the supervisor. */
    public static final ServiceKey<SupervisorMessage> SUPERVISOR =
            ServiceKey.create(SupervisorMessage.class, "supervisor");

    /** What a worker is told on its own node. */
    public sealed interface Message {}

    private record FromElsewhere(WorkerMessage message) implements Message {}

    private record Supervisors(Receptionist.Listing listing) implements Message {}

    private record Tick() implements Message {}

    /** An attempt came to its end; the text says what is wrong with this worker, if anything is. */
    record AttemptOver(int trial, int attempt, String workerFailure) implements Message {}

    private record TestAlive() implements Message {}

    private record TestOver(WorkerMessage.TestChampion request, Leaderboard.Message answer) implements Message {}

    /**
     * What a worker needs.
     *
     * @param folder where runs keep their checkpoints, one folder each
     * @param trialExecutor runs one thing at a time, always on the same thread
     * @param retryInterval between unanswered messages
     * @param silenceLimit after which a trial without a sign of life is given up
     * @param orphanLimit after which a worker without a supervisor ends
     */
    public record Setup(
            WorkerInfo info,
            Path folder,
            ObjectiveSource objectives,
            Executor trialExecutor,
            Duration retryInterval,
            Duration silenceLimit,
            Duration orphanLimit) {
        Path runFolder(int run) {
            return folder.resolve(String.format("%04d", run));
        }
    }

    /** Why a worker ended by itself. */
    public static final class WorkerEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WorkerEnded(String message) {
            super(message);
        }
    }

    private final Setup setup;
    private final ActorRef<WorkerMessage> self;
    private @Nullable ActorRef<SupervisorMessage> supervisor;
    private @Nullable ActorRef<TrialActor.Message> trialActor;
    private @Nullable ActorRef<SupervisorMessage> assignedBy;
    private @Nullable Trial running;
    private @Nullable Trial lastRun;
    private boolean testing;
    private Leaderboard.@Nullable Tested tested;
    private final Set<Integer> discardWhenOver = new HashSet<>();
    private long supervisorSeenNanos = System.nanoTime();
    private long testSeenNanos;

    private WorkerActor(ActorContext<Message> context, TimerScheduler<Message> timers, Setup setup) {
        super(context);
        this.setup = setup;
        this.self = context.messageAdapter(WorkerMessage.class, FromElsewhere::new);
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        SUPERVISOR, context.messageAdapter(Receptionist.Listing.class, Supervisors::new)));
        timers.startTimerWithFixedDelay(new Tick(), setup.retryInterval());
    }

    /** A worker; the actor fails with {@link WorkerEnded} where it ends by itself. */
    public static Behavior<Message> create(Setup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new WorkerActor(context, timers, setup)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Supervisors.class, this::onSupervisors)
                .onMessage(Tick.class, tick -> onTick())
                .onMessage(AttemptOver.class, this::onAttemptOver)
                .onMessage(TestAlive.class, alive -> onTestAlive())
                .onMessage(TestOver.class, this::onTestOver)
                .onMessage(FromElsewhere.class, this::onMessage)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Message> onSupervisors(Supervisors message) {
        Optional<ActorRef<SupervisorMessage>> found =
                message.listing().getServiceInstances(SUPERVISOR).stream().findFirst();
        if (found.isPresent() && trialActor != null && !found.get().equals(assignedBy)) {
            trialActor.tell(
                    new TrialActor.Recalled()); // What a former supervisor assigned is its successor's to assign again.
        }
        supervisor = found.orElse(null);
        return onTick();
    }

    private Behavior<Message> onTick() {
        if (supervisor != null) {
            supervisorSeenNanos = System.nanoTime();
            if (running == null && !testing) {
                supervisor.tell(new SupervisorMessage.RequestWork(setup.info(), self));
            }
        } else if (System.nanoTime() - supervisorSeenNanos > setup.orphanLimit().toNanos()) {
            throw new WorkerEnded(
                    "found no supervisor for " + setup.orphanLimit().toSeconds() + " s");
        }
        if (testing && System.nanoTime() - testSeenNanos > setup.silenceLimit().toNanos()) {
            throw new WorkerEnded("the champion's test showed no sign of life for "
                    + setup.silenceLimit().toSeconds() + " s");
        }
        return this;
    }

    private Behavior<Message> onAttemptOver(AttemptOver message) {
        if (!message.workerFailure().isEmpty()) {
            throw new WorkerEnded(message.workerFailure());
        }
        if (running != null && running.id() == message.trial() && running.attempt() == message.attempt()) {
            int run = running.origin().run();
            running = null;
            trialActor = null;
            if (discardWhenOver.remove(run)) {
                discard(run);
            }
        }
        return onTick();
    }

    /** A trial's actor says that it is over before it ends, so this one met a defect. */
    private Behavior<Message> onTerminated(Terminated signal) {
        if (trialActor != null && trialActor.path().equals(signal.getRef().path())) {
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
            if (running != null
                    && trialActor != null
                    && running.id() == recall.trial()
                    && running.attempt() == recall.attempt()) {
                trialActor.tell(new TrialActor.Recalled());
            }
        } else if (message instanceof WorkerMessage.Discard discard) {
            discard(discard.run());
        } else if (message instanceof WorkerMessage.OpenCheckpoint open) {
            open(open);
        } else if (message instanceof WorkerMessage.TestChampion test) {
            return onTestChampion(test);
        } else {
            return Behaviors.unhandled();
        }
        return this;
    }

    private Behavior<Message> onAssign(WorkerMessage.Assign assign) {
        Trial trial = assign.trial();
        boolean again = lastRun != null && lastRun.id() == trial.id() && lastRun.attempt() == trial.attempt();
        if (running != null || again || testing || supervisor == null) {
            return this; // An answer to a request sent twice; the supervisor sends it again if it is still true.
        }
        running = trial;
        lastRun = trial;
        assignedBy = supervisor;
        trialActor = getContext()
                .spawn(
                        TrialActor.create(
                                setup, assign, supervisor, getContext().getSelf()),
                        "trial-" + trial.id() + "-" + trial.attempt());
        getContext().watch(trialActor);
        return this;
    }

    private Behavior<Message> onTestChampion(WorkerMessage.TestChampion test) {
        if (tested != null && tested.trial() == test.trial().id()) {
            test.replyTo().tell(tested); // The test part is touched once.
            return this;
        }
        if (running != null || testing) {
            return this; // The leaderboard asks again.
        }
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
        Path folder = setup.runFolder(open.run());
        getContext()
                .spawnAnonymous(
                        FileSource.offering(
                                () -> setup.objectives().get(open.settings()).checkpoint(folder, open.epoch()),
                                open.replyTo()),
                        DispatcherSelector.blocking());
    }

    private void discard(int run) {
        if (running != null && running.origin().run() == run) {
            discardWhenOver.add(run); // It is over for the study; its objective is about to end.
            return;
        }
        Path folder = setup.runFolder(run);
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
