package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.tryout.cluster.journal.EventSource;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The shell around {@link Study}: turns messages into commands, persists what the study decides, and only then tells workers
 * and subscribers. Knows which workers are there; what they run is the study's to know.
 *
 * <p>What is decided while the journal writes is persisted together. The state is then ahead of the journal, and nobody hears of
 * it: where the journal fails, this actor ends and the state with it. Where the journal is out of reach for a while, another
 * supervisor takes this one's place, over what the journal has, knows the same workers, and decides again what was not written.
 *
 * <p>Until {@link SupervisorMessage.Begin} or {@link SupervisorMessage.Resume} has opened the study here, nothing but what people ask for is decided:
 * what the journal says is running belongs to a coordinator that is no more.
 */
public final class Supervisor extends EventSourcedBehavior<SupervisorMessage, StudyEvent, StudyState> {
    private final ActorContext<SupervisorMessage> context;
    private final Rules rules;
    private final JournalListener journalListener;
    private final ActorRef<SupervisorMessage> door;
    private final Roster workers;
    private final Map<Integer, Double> progress;
    private final MemoryLimit memory = new MemoryLimit();
    private final Updates updates;
    private final @Nullable Past past;
    private final EventSource journal;
    private final WorkToDo workToDo;
    private final Decisions decisions;
    private final Dispatcher dispatcher;
    private final AttemptReports attempts;
    private final OperatorRequests operators;
    private boolean willDispatch;
    private boolean opened;
    private boolean hasWritten;
    private @Nullable String pauseWhenOpened;

    private Supervisor(
            ActorContext<SupervisorMessage> context,
            TimerScheduler<SupervisorMessage> timers,
            String name,
            String persistenceId,
            Rules rules,
            JournalListener journalListener,
            ActorRef<SupervisorMessage> door,
            @Nullable Supervisor former,
            @Nullable Past past,
            EventSource journal) {
        super(PersistenceId.ofUniqueId(persistenceId));
        this.context = context;
        this.door = door;
        this.rules = rules;
        this.journalListener = journalListener;
        this.workers = former == null ? new Roster() : former.workers;
        this.progress = former == null ? new HashMap<>() : former.progress;
        this.updates = former == null ? new Updates(timers) : former.updates.over(timers);
        this.opened = former != null && former.opened;
        this.pauseWhenOpened = former == null ? null : former.pauseWhenOpened;
        this.past = past;
        this.journal = journal;
        this.workToDo = new WorkToDo(door);
        this.decisions = new Decisions(
                rules,
                workToDo,
                () -> context.getSelf().tell(new SupervisorMessage.Persist()),
                former == null ? null : former.decisions);
        this.dispatcher = new Dispatcher(name, door, workers, rules, decisions, workToDo, memory);
        this.attempts = new AttemptReports(rules, decisions, workers, context.getLog());
        this.operators = new OperatorRequests(rules, decisions, () -> opened);
    }

    /**
     * A supervisor of a study, with whatever the journal holds of it, which ends when the journal fails.
     *
     * @param persistenceId of the study's events, and the name of its folder
     * @param studies makes the rules for a specification
     * @param clockMs milliseconds since 1970
     */
    public static Behavior<SupervisorMessage> create(
            String persistenceId, Function<StudySpec, Study> studies, LongSupplier clockMs) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Supervisor(
                context,
                timers,
                persistenceId,
                persistenceId,
                new Rules(studies, clockMs),
                new JournalListener() {},
                context.getSelf(),
                null,
                null,
                List::of)));
    }

    /**
     * @param name of the study's folder
     * @param journal is read at once, which takes a fraction of the time of Akka's replay of one event after the other
     */
    static SupervisorMaker maker(
            String name,
            String persistenceId,
            EventSource journal,
            Function<StudySpec, Study> studies,
            LongSupplier clockMs) {
        return (latest, listener, door) -> Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Past past = Past.of(journal.read());
            return latest.updateAndGet(former -> new Supervisor(
                    context,
                    timers,
                    name,
                    persistenceId,
                    new Rules(studies, clockMs),
                    listener,
                    door,
                    former,
                    past,
                    journal));
        }));
    }

    @Override
    public StudyState emptyState() {
        return past == null ? new StudyState() : past.state();
    }

    @Override
    public Recovery recovery() {
        return past == null ? super.recovery() : Recovery.disabled();
    }

    @Override
    public EventHandler<StudyState, StudyEvent> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onAnyEvent((state, event) -> decisions.isTakenIn() ? state : state.apply(event));
    }

    @Override
    public SignalHandler<StudyState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    /** Takes a former supervisor's place. */
    private void onRecovered(StudyState state) {
        if (past != null && lastSequenceNumber(context) != past.events()) {
            throw new IllegalStateException("another process wrote to the study's journal while it was read");
        }
        workers.refs()
                .forEach((worker, ref) -> context.watchWith(ref, new SupervisorMessage.WorkerGone(worker.name(), ref)));
        decisions.decideInherited(state);
        journalListener.onRecovered(context.getSelf());
    }

    @Override
    public CommandHandler<SupervisorMessage, StudyEvent, StudyState> commandHandler() {
        var builder = newCommandHandlerBuilder();
        builder.forState(state -> !opened)
                .onCommand(SupervisorMessage.Begin.class, doing(this::onBegin))
                .onCommand(SupervisorMessage.Resume.class, doing(this::onResume))
                .onCommand(SupervisorMessage.RequestWork.class, doing(this::onEarlyWorker))
                .onCommand(SupervisorMessage.Fitting.class, doing(this::onFitting))
                .onCommand(SupervisorMessage.Release.class, doing(this::onRelease))
                .onCommand(SupervisorMessage.Pause.class, doing(this::onEarlyPause))
                .onCommand(SupervisorMessage.Edit.class, doing(operators::onEdit))
                .onCommand(SupervisorMessage.StopStudy.class, doing(operators::onStop))
                .onCommand(SupervisorMessage.RetryFailed.class, doing(operators::onRetryFailed))
                .onCommand(SupervisorMessage.ReadEvents.class, doing(this::onReadEvents))
                .onCommand(SupervisorMessage.Subscribe.class, doing(this::onSubscribe))
                .onCommand(SupervisorMessage.Confirm.class, doing(this::onConfirm))
                .onCommand(SupervisorMessage.Persist.class, (state, message) -> onPersist())
                .onCommand(SupervisorMessage.Publish.class, doing((state, message) -> onPublish(state)))
                .onAnyCommand(message -> Effect().none()); // Whoever needs an answer sends it again.
        builder.forAnyState()
                .onCommand(SupervisorMessage.Begin.class, doing(this::onBegin))
                .onCommand(SupervisorMessage.Resume.class, doing(this::onResume))
                .onCommand(SupervisorMessage.RequestWork.class, doing(this::onRequestWork))
                .onCommand(SupervisorMessage.Fitting.class, doing(this::onFitting))
                .onCommand(SupervisorMessage.Release.class, doing(this::onRelease))
                .onCommand(SupervisorMessage.Leaving.class, doing(this::onLeaving))
                .onCommand(SupervisorMessage.Dispatch.class, doing(this::onDispatch))
                .onCommand(SupervisorMessage.Report.class, doing(attempts::onReport))
                .onCommand(SupervisorMessage.Ended.class, doing(attempts::onEnded))
                .onCommand(SupervisorMessage.Failed.class, doing(attempts::onFailed))
                .onCommand(SupervisorMessage.Progress.class, doing(this::onProgress))
                .onCommand(SupervisorMessage.WorkerGone.class, doing(this::onWorkerGone))
                .onCommand(SupervisorMessage.WorkerExited.class, doing(this::onWorkerExited))
                .onCommand(SupervisorMessage.Pause.class, doing(this::onPause))
                .onCommand(SupervisorMessage.Edit.class, doing(operators::onEdit))
                .onCommand(SupervisorMessage.PauseStudy.class, doing(operators::onPause))
                .onCommand(SupervisorMessage.StopStudy.class, doing(operators::onStop))
                .onCommand(SupervisorMessage.RetryFailed.class, doing(operators::onRetryFailed))
                .onCommand(SupervisorMessage.ReadEvents.class, doing(this::onReadEvents))
                .onCommand(SupervisorMessage.Promoted.class, doing(this::onPromoted))
                .onCommand(SupervisorMessage.Subscribe.class, doing(this::onSubscribe))
                .onCommand(SupervisorMessage.Confirm.class, doing(this::onConfirm))
                .onCommand(SupervisorMessage.Persist.class, (state, message) -> onPersist())
                .onCommand(SupervisorMessage.Publish.class, doing((state, message) -> onPublish(state)));
        return builder.build();
    }

    /** For messages that lead to decisions, which {@link #onPersist} writes. */
    private <M extends SupervisorMessage> BiFunction<StudyState, M, Effect<StudyEvent, StudyState>> doing(
            BiConsumer<StudyState, M> handler) {
        return (state, message) -> {
            handler.accept(state, message);
            return Effect().none();
        };
    }

    private void onBegin(StudyState state, SupervisorMessage.Begin message) {
        long nowMs = rules.nowMs();
        if (!state.exists()) {
            context.getSelf().tell(new SupervisorMessage.Resume());
        }
        decisions.decide(
                state,
                new StudyCommand.Create(
                        message.spec(), message.objective(), message.dataFingerprint(), message.version(), nowMs),
                written -> {});
    }

    private void onResume(StudyState state, SupervisorMessage.Resume message) {
        if (!state.exists()) {
            return;
        }
        decisions.decide(state, new StudyCommand.Open(rules.nowMs()), written -> {
            opened = true;
            dispatchSoon();
            publish(written, List.of());
            if (pauseWhenOpened != null) {
                context.getSelf().tell(new SupervisorMessage.Pause(pauseWhenOpened));
                pauseWhenOpened = null;
            }
        });
    }

    private void onEarlyWorker(StudyState state, SupervisorMessage.RequestWork message) {
        if (isRefused(state, message)) {
            return;
        }
        if (!isKnown(message)) {
            register(message);
            publish(state, List.of());
        }
        workers.free(message.worker().name());
    }

    private void onEarlyPause(StudyState state, SupervisorMessage.Pause message) {
        pauseWhenOpened = message.reason();
    }

    private void onRequestWork(StudyState state, SupervisorMessage.RequestWork message) {
        if (isRefused(state, message)) {
            return;
        }
        String name = message.worker().name();
        boolean known = isKnown(message);
        boolean wasHeld = workers.isHeld(name);
        workers.free(name);
        if (known) {
            dispatcher.dispatch(state, name);
            if (workers.isHeld(name) != wasHeld) {
                publish(state, List.of());
            }
            if ((workToDo.isNothing() || workers.isHeld(name))
                    && workers.isIdle(name)
                    && state.runningOn(name).isEmpty()) {
                workToDo.tellNothing(name, message.lender());
            }
            return;
        }
        register(message);
        dispatchSoon();
        // Another process of that name may have had a trial; this one must get it as another attempt.
        decisions.decide(
                state,
                new StudyCommand.LoseWorker(name, name + " started again", rules.nowMs()),
                written -> publish(written, List.of()));
    }

    /** Gives a worker back that lacks what the study asks for, but for one that has a trial here since before it was asked for. */
    private boolean isRefused(StudyState state, SupervisorMessage.RequestWork message) {
        workers.lentBy(message.lender());
        String name = message.worker().name();
        if (!state.exists()
                || message.worker().fits(state.spec().needs())
                || state.runningOn(name).isPresent()) {
            return false;
        }
        if (isKnown(message)) {
            context.unwatch(message.ref());
            workers.remove(name);
            publish(state, List.of());
        }
        message.lender()
                .tell(new BrokerMessage.DoesNotFit(name, door, state.spec().needs()));
        return true;
    }

    private void onFitting(StudyState state, SupervisorMessage.Fitting message) {
        workers.fitting(message.there(), message.fitting());
        publish(state, List.of());
    }

    /** Nobody else is given a worker that has a trial here, or is about to be told of one. */
    private void onRelease(StudyState state, SupervisorMessage.Release message) {
        String name = message.worker();
        boolean known = workers.find(name).equals(Optional.of(message.ref()));
        if (!known || !dispatcher.isBusy(state, name)) {
            if (known) {
                workers.giveBack(name);
            }
            message.lender().tell(new BrokerMessage.Returned(name, door));
        }
    }

    private void onLeaving(StudyState state, SupervisorMessage.Leaving message) {
        workers.leaves(message.worker());
    }

    private boolean isKnown(SupervisorMessage.RequestWork message) {
        return workers.find(message.worker().name()).equals(Optional.of(message.ref()));
    }

    private void register(SupervisorMessage.RequestWork message) {
        String name = message.worker().name();
        workers.find(name).ifPresent(context::unwatch);
        workers.put(message.worker(), message.ref());
        context.watchWith(message.ref(), new SupervisorMessage.WorkerGone(name, message.ref()));
    }

    private void onProgress(StudyState state, SupervisorMessage.Progress message) {
        boolean current = state.trial(message.trial())
                .filter(trial -> trial.attempt() == message.attempt() && trial.state() == TrialState.RUNNING)
                .isPresent();
        if (current) {
            progress.put(message.trial(), message.epoch() - 1 + message.fraction());
            publish(state, List.of());
        }
    }

    /** To a node that leaves the cluster, or is given up by it, everybody is gone; what they train is the next supervisor's to say. */
    private void onWorkerGone(StudyState state, SupervisorMessage.WorkerGone message) {
        boolean isCurrent = workers.find(message.worker()).equals(Optional.of(message.ref()));
        if (isCurrent && !Node.isLeaving(context.getSystem())) {
            lose(state, message.worker(), message.worker() + " is gone");
        }
    }

    private void onWorkerExited(StudyState state, SupervisorMessage.WorkerExited message) {
        lose(state, message.worker(), message.reason());
    }

    private void lose(StudyState state, String worker, String reason) {
        context.getLog().warn("lost {}: {}", worker, reason);
        workers.find(worker).ifPresent(context::unwatch);
        workers.remove(worker);
        decisions.decide(
                state,
                new StudyCommand.LoseWorker(worker, reason, rules.nowMs()),
                written -> publish(written, List.of()));
    }

    private void onPause(StudyState state, SupervisorMessage.Pause message) {
        decisions.decide(state, new StudyCommand.Pause(message.reason(), rules.nowMs()), written -> {});
    }

    /** Reads on another thread, as the journal may be slow and nobody's decision needs it. */
    private void onReadEvents(StudyState state, SupervisorMessage.ReadEvents message) {
        if (!state.exists()) {
            return; // Who asks asks again.
        }
        List<WorkerInfo> there = List.copyOf(workers.refs().keySet());
        EventsChunk.send(
                context.getSystem(), () -> journal, message, opened, Map.copyOf(progress), there, waits(state));
    }

    private void onPromoted(StudyState state, SupervisorMessage.Promoted message) {
        decisions.decide(state, new StudyCommand.Promote(message.champion(), rules.nowMs()), written -> {});
    }

    private void onSubscribe(StudyState state, SupervisorMessage.Subscribe message) {
        decisions.after(state, written -> {
            updates.subscribe(message.subscriber());
            if (written.exists()) {
                message.subscriber().tell(update(written, List.of()));
            }
        });
    }

    /** Persists what was decided, and then acts: on the events first, as the caller asks next. */
    private Effect<StudyEvent, StudyState> onPersist() {
        List<StudyEvent> events = decisions.group();
        return Effect().persist(events).thenRun(newState -> {
            if (!hasWritten) {
                hasWritten = true;
                journalListener.onFirstWrite();
            }
            events.forEach(event -> act(newState, event));
            publish(newState, events);
            dispatchSoon(); // Whoever hears of a decision finds that it led to what it leads to.
            decisions.written(newState);
        });
    }

    private void dispatchSoon() {
        if (opened && !willDispatch) {
            willDispatch = true;
            context.getSelf().tell(new SupervisorMessage.Dispatch());
        }
    }

    private void onDispatch(StudyState state, SupervisorMessage.Dispatch message) {
        willDispatch = false;
        if (dispatcher.dispatch(state)) {
            dispatchSoon();
        }
    }

    private void onPublish(StudyState state) {
        decisions.after(state, written -> updates.flush(events -> update(written, events)));
    }

    private void onConfirm(StudyState state, SupervisorMessage.Confirm message) {
        message.confirmed().run();
    }

    private void act(StudyState state, StudyEvent event) {
        if (event instanceof StudyEvent.TrialAssigned assigned) {
            Trial trial = state.trial(assigned.trial()).orElseThrow();
            progress.put(trial.id(), (double) trial.lastEpoch());
            dispatcher.assign(assigned.worker(), trial, state);
        } else if (event instanceof StudyEvent.EpochMeasured measured) {
            memory.measured(measured.measurement());
            progress.put(measured.trial(), (double) measured.measurement().epoch());
        } else if (event instanceof StudyEvent.StudyEdited edited) {
            workers.lender()
                    .ifPresent(lender -> lender.tell(
                            new BrokerMessage.NeedsChanged(door, edited.spec().needs())));
        } else if (event instanceof StudyEvent.TrialLost lost && !lost.worker()) {
            dispatcher.recall(state.trial(lost.trial()).orElseThrow());
        }
    }

    private List<String> waits(StudyState state) {
        return WaitLines.of(state, workers, workToDo.isNothing());
    }

    private void publish(StudyState state, List<StudyEvent> events) {
        if (state.exists()) {
            updates.publish(events, all -> update(state, all));
        }
    }

    private SupervisorMessage.Update update(StudyState state, List<StudyEvent> events) {
        progress.keySet()
                .removeIf(id -> state.trial(id)
                        .filter(trial -> trial.state() == TrialState.RUNNING)
                        .isEmpty());
        return new SupervisorMessage.Update(state.view(), events, Map.copyOf(progress), workers.refs(), waits(state));
    }
}
