package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.tryout.study.FailureOwner;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.WorkerFailure;
import dev.tryout.training.files.FileSupply;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a trial: runs its objective on the trial dispatcher, reports each epoch to the supervisor until it is
 * answered, and says how the attempt ended. The objective waits for each answer, so nothing is trained that is not recorded.
 */
final class TrialActor extends AbstractBehavior<TrialActor.Message> {
    /** What a trial actor is told, by the objective's thread and the supervisor's answers. */
    sealed interface Message {}

    private record Answer(TrialMessage message) implements Message {}

    private record Measured(Measurement measurement, CompletableFuture<Decision> answer) implements Message {}

    private record Progressed(int epoch, double fraction) implements Message {}

    private record Returned(@Nullable Throwable failure) implements Message {}

    private record Resend() implements Message {}

    private record CheckSilence() implements Message {}

    /** Ends the attempt without a word to the supervisor. */
    record Recalled() implements Message {}

    /** Why a worker ends that is none the worse for it: a fresh process has all of the memory. */
    static final String MEMORY_RAN_OUT = "the device's memory ran out; a fresh process has all of it";

    private final ActorRef<SupervisorMessage> supervisor;
    private final ActorRef<TrialMessage> answers;
    private final String study;
    private final Trial trial;
    private final AttemptThread thread;
    private final ActorRef<WorkerActor.Message> worker;
    private final Duration silenceLimit;
    private @Nullable Measured unanswered;
    private @Nullable SupervisorMessage unacknowledged;
    private final MemoryLimits memory;
    private boolean decided;
    private boolean memoryRanOut;
    private boolean worksOn = true;
    private long lastSignNanos = System.nanoTime();

    private TrialActor(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            WorkerActor.Setup setup,
            WorkerMessage.Assign assignment,
            ActorRef<WorkerActor.Message> worker) {
        super(context);
        this.supervisor = assignment.supervisor();
        this.study = assignment.settings().study();
        this.answers = context.messageAdapter(TrialMessage.class, Answer::new);
        this.trial = assignment.trial();
        this.worker = worker;
        this.silenceLimit = setup.silenceLimit();
        ActorRef<Message> self = context.getSelf();
        Path folder = setup.runFolder(study, trial.origin().run());
        long seed = assignment.settings().seed();
        this.memory = assignment.memory();
        this.thread = new AttemptThread(trial, seed, memory, folder, new AttemptThread.Listener() {
            @Override
            public void measured(Measurement measurement, CompletableFuture<Decision> answer) {
                self.tell(new Measured(measurement, answer));
            }

            @Override
            public void progressed(int epoch, double fraction) {
                self.tell(new Progressed(epoch, fraction));
            }

            @Override
            public void returned(@Nullable Throwable failure) {
                self.tell(new Returned(failure));
            }
        });
        int epoch = Math.max(1, trial.measurements().size());
        FileSupply files = new CoordinatorFiles(
                context.getSystem(), study, supervisor.path().address(), () -> thread.progress(epoch, 0));
        setup.trialExecutor().execute(() -> thread.run(setup.objectives(), assignment.settings(), files));
        timers.startTimerWithFixedDelay(new Resend(), setup.retryInterval());
        timers.startTimerWithFixedDelay(new CheckSilence(), silenceLimit.dividedBy(10));
    }

    static Behavior<Message> create(
            WorkerActor.Setup setup, WorkerMessage.Assign assignment, ActorRef<WorkerActor.Message> worker) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new TrialActor(context, timers, setup, assignment, worker)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Measured.class, this::onMeasured)
                .onMessage(Progressed.class, this::onProgressed)
                .onMessage(Returned.class, this::onReturned)
                .onMessage(Answer.class, this::onAnswer)
                .onMessage(Resend.class, this::onResend)
                .onMessage(CheckSilence.class, this::onCheckSilence)
                .onMessage(Recalled.class, this::onRecalled)
                .onSignal(PostStop.class, signal -> {
                    thread.recall();
                    return this;
                })
                .build();
    }

    private Behavior<Message> onMeasured(Measured message) {
        signOfLife();
        unanswered = message;
        memoryRanOut |= MemoryLimits.heldIn(message.measurement()).isBelow(memory);
        return onResend(new Resend());
    }

    private Behavior<Message> onProgressed(Progressed message) {
        signOfLife();
        supervisor.tell(
                new SupervisorMessage.Progress(trial.id(), trial.attempt(), message.epoch(), message.fraction()));
        return this;
    }

    private Behavior<Message> onAnswer(Answer answer) {
        signOfLife();
        if (answer.message() instanceof TrialMessage.Decided decision) {
            if (unanswered != null && unanswered.measurement().epoch() == decision.epoch()) {
                decided |= decision.decision().action() != Decision.Action.CONTINUE;
                unanswered.answer().complete(decision.decision());
                unanswered = null;
            }
            return this;
        }
        return unacknowledged == null ? this : over();
    }

    private Behavior<Message> onReturned(Returned message) {
        worksOn = false;
        if (unacknowledged != null) {
            return this; // It was given up for its silence, and that stands.
        }
        if (message.failure() == null && decided) {
            return over();
        }
        unacknowledged = message.failure() == null
                ? new SupervisorMessage.Ended(trial.id(), trial.attempt(), answers)
                : failed(message.failure(), Blame.owner(message.failure()));
        return onResend(new Resend());
    }

    private SupervisorMessage failed(Throwable failure, FailureOwner owner) {
        getContext().getLog().warn("trial {} attempt {} failed", trial.id(), trial.attempt(), failure);
        return new SupervisorMessage.Failed(trial.id(), trial.attempt(), owner, Blame.message(failure), answers);
    }

    private Behavior<Message> over() {
        String workerFailure =
                unacknowledged instanceof SupervisorMessage.Failed failure && wantsAnotherProcess(failure.owner())
                        ? failure.message()
                        : memoryRanOut ? MEMORY_RAN_OUT : "";
        worker.tell(new WorkerActor.AttemptOver(study, trial.id(), trial.attempt(), workerFailure));
        return Behaviors.stopped();
    }

    private static boolean wantsAnotherProcess(FailureOwner owner) {
        return owner == FailureOwner.WORKER || owner == FailureOwner.UNCERTAIN;
    }

    private Behavior<Message> onResend(Resend message) {
        if (unanswered != null) {
            supervisor.tell(
                    new SupervisorMessage.Report(trial.id(), trial.attempt(), unanswered.measurement(), answers));
        }
        if (unacknowledged != null) {
            supervisor.tell(unacknowledged);
        }
        return this;
    }

    private Behavior<Message> onCheckSilence(CheckSilence message) {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastSignNanos);
        if (worksOn && unanswered == null && silence.compareTo(silenceLimit) > 0) {
            worksOn = false;
            unacknowledged = failed(
                    new WorkerFailure("the trial showed no sign of life for " + silence.toSeconds() + " s"),
                    FailureOwner.UNCERTAIN);
            return onResend(new Resend());
        }
        return this;
    }

    private Behavior<Message> onRecalled(Recalled message) {
        thread.recall();
        worker.tell(new WorkerActor.AttemptOver(study, trial.id(), trial.attempt(), ""));
        return Behaviors.stopped();
    }

    private void signOfLife() {
        lastSignNanos = System.nanoTime();
    }
}
