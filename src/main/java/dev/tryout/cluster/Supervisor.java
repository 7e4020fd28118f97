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
import dev.tryout.study.Edits;
import dev.tryout.study.Phase;
import dev.tryout.study.Retries;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private final String name;
    private final Function<StudySpec, Study> studies;
    private final LongSupplier clockMs;
    private final JournalListener journalListener;
    private final ActorRef<SupervisorMessage> door;
    private final Roster workers;
    private final Map<Integer, Double> progress;
    private final MemoryLimit memory = new MemoryLimit();
    private final Updates updates;
    private final @Nullable Past past;
    private final EventSource journal;
    private List<Decided> inherited;
    private List<Decided> beingWritten = List.of();
    private List<Decided> undone = new ArrayList<>();
    private int eventsAhead;
    private boolean nothingToDo;
    private @Nullable ActorRef<BrokerMessage> toldNothingToDo;
    private @Nullable Study study;
    private boolean opened;
    private boolean hasWritten;
    private @Nullable String pauseWhenOpened;

    /** Decided but not on disk: why, what happened, and what to do then. */
    private record Decided(@Nullable StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {}

    /** What a journal held when it was read at once: the study, after so many events. */
    private record Past(StudyState state, int events) {
        static Past of(List<StudyEvent> events) {
            StudyState state = new StudyState();
            events.forEach(state::apply);
            return new Past(state, events.size());
        }
    }

    private Supervisor(
            ActorContext<SupervisorMessage> context,
            TimerScheduler<SupervisorMessage> timers,
            String name,
            String persistenceId,
            Function<StudySpec, Study> studies,
            LongSupplier clockMs,
            JournalListener journalListener,
            ActorRef<SupervisorMessage> door,
            @Nullable Supervisor former,
            @Nullable Past past,
            EventSource journal) {
        super(PersistenceId.ofUniqueId(persistenceId));
        this.context = context;
        this.name = name;
        this.door = door;
        this.studies = studies;
        this.clockMs = clockMs;
        this.journalListener = journalListener;
        this.workers = former == null ? new Roster() : former.workers;
        this.progress = former == null ? new HashMap<>() : former.progress;
        this.updates = former == null ? new Updates(timers) : former.updates.over(timers);
        this.opened = former != null && former.opened;
        this.pauseWhenOpened = former == null ? null : former.pauseWhenOpened;
        this.past = past;
        this.journal = journal;
        this.inherited = former == null ? List.of() : former.unwritten();
    }

    private List<Decided> unwritten() {
        List<Decided> unwritten = new ArrayList<>(inherited);
        unwritten.addAll(beingWritten);
        unwritten.addAll(undone);
        return unwritten;
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
                studies,
                clockMs,
                new JournalListener() {},
                context.getSelf(),
                null,
                null,
                List::of)));
    }

    /** Makes supervisors of one study, one after the other. */
    interface Maker {
        /**
         * Makes one.
         *
         * @param latest the former one, whose place the new one takes; replaced by the new one when that starts
         * @param door by which everybody knows the study's supervisor, whichever it is
         */
        Behavior<SupervisorMessage> make(
                AtomicReference<@Nullable Supervisor> latest,
                JournalListener listener,
                ActorRef<SupervisorMessage> door);
    }

    /** Told how it goes with the journal, from the supervisor's thread. */
    interface JournalListener {
        /** Everything that the journal has is read. */
        default void onRecovered(ActorRef<SupervisorMessage> supervisor) {}

        /** The first decision of this supervisor is written. */
        default void onFirstWrite() {}
    }

    /**
     * @param name of the study's folder
     * @param journal is read at once, which takes a fraction of the time of Akka's replay of one event after the other
     */
    static Maker maker(
            String name,
            String persistenceId,
            EventSource journal,
            Function<StudySpec, Study> studies,
            LongSupplier clockMs) {
        return (latest, listener, door) -> Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Past past = Past.of(journal.read());
            return latest.updateAndGet(former -> new Supervisor(
                    context, timers, name, persistenceId, studies, clockMs, listener, door, former, past, journal));
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
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> {
            if (eventsAhead > 0) {
                eventsAhead--;
                return state;
            }
            return state.apply(event);
        });
    }

    @Override
    public SignalHandler<StudyState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    /**
     * Takes a former supervisor's place. What it decided and the journal lacks is decided again, but for new assignments: workers ask
     * again. Where the journal has it after all, and only its answer was lost, deciding again changes nothing.
     */
    private void onRecovered(StudyState state) {
        if (past != null && lastSequenceNumber(context) != past.events()) {
            throw new IllegalStateException("another process wrote to the study's journal while it was read");
        }
        workers.refs()
                .forEach((worker, ref) -> context.watchWith(ref, new SupervisorMessage.WorkerGone(worker.name(), ref)));
        List<Decided> again = inherited;
        inherited = List.of();
        for (Decided decided : again) {
            StudyCommand command = decided.command();
            if (command == null) {
                after(state, null, List.of(), decided.then());
            } else if (!(command instanceof StudyCommand.RequestWork)) {
                decide(state, command, decided.then());
            }
        }
        journalListener.onRecovered(context.getSelf());
    }

    @Override
    public CommandHandler<SupervisorMessage, StudyEvent, StudyState> commandHandler() {
        var builder = newCommandHandlerBuilder();
        builder.forState(state -> !opened)
                .onCommand(SupervisorMessage.Begin.class, this::onBegin)
                .onCommand(SupervisorMessage.Resume.class, this::onResume)
                .onCommand(SupervisorMessage.RequestWork.class, this::onEarlyWorker)
                .onCommand(SupervisorMessage.Release.class, this::onRelease)
                .onCommand(SupervisorMessage.Pause.class, this::onEarlyPause)
                .onCommand(SupervisorMessage.Edit.class, this::onEdit)
                .onCommand(SupervisorMessage.StopStudy.class, this::onStopStudy)
                .onCommand(SupervisorMessage.RetryFailed.class, this::onRetryFailed)
                .onCommand(SupervisorMessage.ReadEvents.class, this::onReadEvents)
                .onCommand(SupervisorMessage.Subscribe.class, this::onSubscribe)
                .onCommand(SupervisorMessage.Confirm.class, this::onConfirm)
                .onCommand(SupervisorMessage.Persist.class, (state, message) -> onPersist())
                .onCommand(SupervisorMessage.Publish.class, (state, message) -> onPublish(state))
                .onAnyCommand(message -> Effect().none()); // Whoever needs an answer sends it again.
        builder.forAnyState()
                .onCommand(SupervisorMessage.Begin.class, this::onBegin)
                .onCommand(SupervisorMessage.Resume.class, this::onResume)
                .onCommand(SupervisorMessage.RequestWork.class, this::onRequestWork)
                .onCommand(SupervisorMessage.Release.class, this::onRelease)
                .onCommand(SupervisorMessage.Leaving.class, this::onLeaving)
                .onCommand(SupervisorMessage.Dispatch.class, this::onDispatch)
                .onCommand(SupervisorMessage.Report.class, this::onReport)
                .onCommand(SupervisorMessage.Ended.class, this::onEnded)
                .onCommand(SupervisorMessage.Failed.class, this::onFailed)
                .onCommand(SupervisorMessage.Progress.class, this::onProgress)
                .onCommand(SupervisorMessage.WorkerGone.class, this::onWorkerGone)
                .onCommand(SupervisorMessage.WorkerExited.class, this::onWorkerExited)
                .onCommand(SupervisorMessage.Pause.class, this::onPause)
                .onCommand(SupervisorMessage.Edit.class, this::onEdit)
                .onCommand(SupervisorMessage.PauseStudy.class, this::onPauseStudy)
                .onCommand(SupervisorMessage.StopStudy.class, this::onStopStudy)
                .onCommand(SupervisorMessage.RetryFailed.class, this::onRetryFailed)
                .onCommand(SupervisorMessage.ReadEvents.class, this::onReadEvents)
                .onCommand(SupervisorMessage.Promoted.class, this::onPromoted)
                .onCommand(SupervisorMessage.Subscribe.class, this::onSubscribe)
                .onCommand(SupervisorMessage.Confirm.class, this::onConfirm)
                .onCommand(SupervisorMessage.Persist.class, (state, message) -> onPersist())
                .onCommand(SupervisorMessage.Publish.class, (state, message) -> onPublish(state));
        return builder.build();
    }

    private Effect<StudyEvent, StudyState> onBegin(StudyState state, SupervisorMessage.Begin message) {
        long nowMs = clockMs.getAsLong();
        if (!state.exists()) {
            context.getSelf().tell(new SupervisorMessage.Resume());
        }
        return decide(
                state,
                new StudyCommand.Create(
                        message.spec(), message.objective(), message.dataFingerprint(), message.version(), nowMs),
                written -> {});
    }

    private Effect<StudyEvent, StudyState> onResume(StudyState state, SupervisorMessage.Resume message) {
        if (!state.exists()) {
            return Effect().none();
        }
        return decide(state, new StudyCommand.Open(clockMs.getAsLong()), written -> {
            opened = true;
            publish(written, List.of());
            if (pauseWhenOpened != null) {
                context.getSelf().tell(new SupervisorMessage.Pause(pauseWhenOpened));
                pauseWhenOpened = null;
            }
        });
    }

    private Effect<StudyEvent, StudyState> onEarlyWorker(StudyState state, SupervisorMessage.RequestWork message) {
        if (!isKnown(message)) {
            register(message);
            publish(state, List.of());
        }
        workers.free(message.worker().name());
        return Effect().none();
    }

    private Effect<StudyEvent, StudyState> onEarlyPause(StudyState state, SupervisorMessage.Pause message) {
        pauseWhenOpened = message.reason();
        return Effect().none();
    }

    private Effect<StudyEvent, StudyState> onRequestWork(StudyState state, SupervisorMessage.RequestWork message) {
        String name = message.worker().name();
        boolean known = isKnown(message);
        workers.free(name);
        if (known) {
            Effect<StudyEvent, StudyState> effect = onDispatch(state, new SupervisorMessage.Dispatch(name));
            if (nothingToDo && workers.isIdle(name) && !isRunning(state, name)) {
                toldNothingToDo = message.lender();
                message.lender().tell(new BrokerMessage.NothingToDo(name, door));
            }
            return effect;
        }
        register(message);
        context.getSelf().tell(new SupervisorMessage.Dispatch(name));
        // Another process of that name may have had a trial; this one must get it as another attempt.
        return decide(
                state,
                new StudyCommand.LoseWorker(name, name + " started again", clockMs.getAsLong()),
                written -> publish(written, List.of()));
    }

    /** Nobody else is given a worker that has a trial here, or is about to be told of one. */
    private Effect<StudyEvent, StudyState> onRelease(StudyState state, SupervisorMessage.Release message) {
        String name = message.worker();
        boolean known = workers.find(name).equals(Optional.of(message.ref()));
        boolean busy = known && (!workers.isIdle(name) || isRunning(state, name));
        if (!busy) {
            if (known) {
                workers.giveBack(name);
            }
            message.lender().tell(new BrokerMessage.Returned(name, door));
        }
        return Effect().none();
    }

    private static boolean isRunning(StudyState state, String worker) {
        return state.runningTrials().stream()
                .anyMatch(trial -> trial.worker().orElse("").equals(worker));
    }

    private Effect<StudyEvent, StudyState> onLeaving(StudyState state, SupervisorMessage.Leaving message) {
        workers.leaves(message.worker());
        return Effect().none();
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

    private Effect<StudyEvent, StudyState> onDispatch(StudyState state, SupervisorMessage.Dispatch message) {
        String name = message.worker();
        if (!workers.isIdle(name)) {
            return Effect().none();
        }
        for (Trial trial : state.runningTrials()) {
            if (trial.worker().orElse("").equals(name)) {
                return after(state, null, List.of(), written -> assign(name, trial, written));
            }
        }
        if (nothingToDo) {
            return Effect().none();
        }
        StudyCommand request = new StudyCommand.RequestWork(name, clockMs.getAsLong());
        List<StudyEvent> events = rules(state, request).decide(state, request);
        String preferred = PrefixHolders.preferred(state, events, name, workers.idle());
        if (!preferred.equals(name)) {
            request = new StudyCommand.RequestWork(preferred, clockMs.getAsLong());
            events = rules(state, request).decide(state, request);
        }
        return isHeld(state, events, preferred) ? Effect().none() : take(state, request, events, written -> {});
    }

    /**
     * Whether a trial is about to go on here while another worker has not let go of its folder: a program that was asked to end may
     * still write there. It goes on as soon as that worker asks for work, or is gone.
     */
    private boolean isHeld(StudyState state, List<StudyEvent> events, String newWorker) {
        return events.stream()
                .flatMap(event -> run(state, event).stream())
                .flatMap(run -> state.members(run).stream())
                .filter(trial -> trial.state() != TrialState.LOST)
                .flatMap(trial -> trial.worker().stream())
                .anyMatch(worker -> !worker.equals(newWorker) && isEndingAnAttempt(state, worker));
    }

    /** The run that an event is about to give to a worker, or to a new trial. */
    private static Optional<Integer> run(StudyState state, StudyEvent event) {
        if (event instanceof StudyEvent.TrialSuggested suggested) {
            return Optional.ofNullable(suggested.run());
        }
        return event instanceof StudyEvent.TrialAssigned assigned
                ? state.trial(assigned.trial()).map(trial -> trial.origin().run())
                : Optional.empty();
    }

    private boolean isEndingAnAttempt(StudyState state, String worker) {
        return workers.find(worker).isPresent()
                && !workers.isIdle(worker)
                && !workers.isAway(worker)
                && !isRunning(state, worker);
    }

    private void assign(String worker, Trial trial, StudyState state) {
        boolean current = state.trial(trial.id())
                .filter(now -> now.state() == TrialState.RUNNING && now.attempt() == trial.attempt())
                .isPresent();
        if (!current) {
            return;
        }
        workers.busy(worker);
        workers.find(worker)
                .ifPresent(ref -> ref.tell(new WorkerMessage.Assign(
                        door, trial, RunSettings.of(name, state.created()), memory.known(state))));
    }

    private Effect<StudyEvent, StudyState> onReport(StudyState state, SupervisorMessage.Report message) {
        int trial = message.trial();
        int attempt = message.attempt();
        StudyCommand report = new StudyCommand.Report(trial, attempt, message.measurement(), clockMs.getAsLong());
        List<StudyEvent> events = rules(state, report).decide(state, report);
        Effect<StudyEvent, StudyState> effect = take(
                state,
                report,
                events,
                written -> message.replyTo()
                        .tell(new TrialMessage.Decided(
                                message.measurement().epoch(), Study.answer(written, trial, attempt))));
        state.trial(trial)
                .filter(now -> !events.isEmpty() && now.state() == TrialState.RUNNING)
                .flatMap(Trial::worker)
                .filter(workers::isLeaving)
                .ifPresent(worker -> decide(
                        state,
                        new StudyCommand.LoseWorker(worker, worker + " leaves", clockMs.getAsLong()),
                        written -> {}));
        return effect;
    }

    private Effect<StudyEvent, StudyState> onEnded(StudyState state, SupervisorMessage.Ended message) {
        return decide(
                state,
                new StudyCommand.End(message.trial(), message.attempt(), clockMs.getAsLong()),
                written -> message.replyTo().tell(new TrialMessage.Acknowledged()));
    }

    private Effect<StudyEvent, StudyState> onFailed(StudyState state, SupervisorMessage.Failed message) {
        context.getLog()
                .warn(
                        "trial {} attempt {} failed ({}): {}",
                        message.trial(),
                        message.attempt(),
                        message.owner(),
                        message.message());
        return decide(
                state,
                new StudyCommand.Fail(
                        message.trial(), message.attempt(), message.owner(), message.message(), clockMs.getAsLong()),
                written -> message.replyTo().tell(new TrialMessage.Acknowledged()));
    }

    private Effect<StudyEvent, StudyState> onProgress(StudyState state, SupervisorMessage.Progress message) {
        boolean current = state.trial(message.trial())
                .filter(trial -> trial.attempt() == message.attempt() && trial.state() == TrialState.RUNNING)
                .isPresent();
        if (current) {
            progress.put(message.trial(), message.epoch() - 1 + message.fraction());
            publish(state, List.of());
        }
        return Effect().none();
    }

    /** To a node that leaves the cluster, or is given up by it, everybody is gone; what they train is the next supervisor's to say. */
    private Effect<StudyEvent, StudyState> onWorkerGone(StudyState state, SupervisorMessage.WorkerGone message) {
        boolean isCurrent = workers.find(message.worker()).equals(Optional.of(message.ref()));
        return isCurrent && !Node.isLeaving(context.getSystem())
                ? lose(state, message.worker(), message.worker() + " is gone")
                : Effect().none();
    }

    private Effect<StudyEvent, StudyState> onWorkerExited(StudyState state, SupervisorMessage.WorkerExited message) {
        return lose(state, message.worker(), message.reason());
    }

    private Effect<StudyEvent, StudyState> lose(StudyState state, String worker, String reason) {
        context.getLog().warn("lost {}: {}", worker, reason);
        workers.find(worker).ifPresent(context::unwatch);
        workers.remove(worker);
        return decide(
                state,
                new StudyCommand.LoseWorker(worker, reason, clockMs.getAsLong()),
                written -> publish(written, List.of()));
    }

    private Effect<StudyEvent, StudyState> onPause(StudyState state, SupervisorMessage.Pause message) {
        return decide(state, new StudyCommand.Pause(message.reason(), clockMs.getAsLong()), written -> {});
    }

    /** Also of a study that is not open here: an edit needs nobody to work on it. */
    private Effect<StudyEvent, StudyState> onEdit(StudyState state, SupervisorMessage.Edit message) {
        if (!state.exists()) {
            return Effect().none();
        }
        EditAnswer answer = EditAnswer.of(Edits.of(state, message.spec()));
        return decide(
                state,
                new StudyCommand.Edit(message.spec(), clockMs.getAsLong()),
                written -> message.replyTo().tell(answer));
    }

    private Effect<StudyEvent, StudyState> onPauseStudy(StudyState state, SupervisorMessage.PauseStudy message) {
        return decide(
                state,
                new StudyCommand.Pause(message.by() + " asked for it", message.by(), clockMs.getAsLong()),
                written -> message.replyTo().tell(CommandAnswer.paused(written)));
    }

    private Effect<StudyEvent, StudyState> onStopStudy(StudyState state, SupervisorMessage.StopStudy message) {
        if (!state.exists()) {
            return Effect().none();
        }
        return decide(
                state,
                new StudyCommand.Stop("stopped by " + message.by(), clockMs.getAsLong()),
                written -> message.replyTo().tell(CommandAnswer.stopped(written, opened)));
    }

    private Effect<StudyEvent, StudyState> onRetryFailed(StudyState state, SupervisorMessage.RetryFailed message) {
        if (!state.exists()) {
            return Effect().none();
        }
        if (opened
                && state.phase() == Phase.FINISHED
                && state.champion().isEmpty()
                && state.view().leader().isPresent()) {
            message.replyTo()
                    .tell(new CommandAnswer(false, "study '" + state.spec().name() + "' promotes its champion"));
            return Effect().none();
        }
        long nowMs = clockMs.getAsLong();
        Retries retries = Retries.of(state, nowMs);
        return decide(
                state,
                new StudyCommand.Retry(nowMs),
                written -> message.replyTo().tell(CommandAnswer.retried(retries, written, opened)));
    }

    /** Reads on another thread, as the journal may be slow and nobody's decision needs it. */
    private Effect<StudyEvent, StudyState> onReadEvents(StudyState state, SupervisorMessage.ReadEvents message) {
        List<WorkerInfo> there = List.copyOf(workers.refs().keySet());
        EventsChunk.send(context.getSystem(), () -> journal, message, opened, Map.copyOf(progress), there, List.of());
        return Effect().none();
    }

    private Effect<StudyEvent, StudyState> onPromoted(StudyState state, SupervisorMessage.Promoted message) {
        return decide(state, new StudyCommand.Promote(message.champion(), clockMs.getAsLong()), written -> {});
    }

    private Effect<StudyEvent, StudyState> onSubscribe(StudyState state, SupervisorMessage.Subscribe message) {
        return after(state, null, List.of(), written -> {
            updates.subscribe(message.subscriber());
            if (written.exists()) {
                message.subscriber().tell(update(written, List.of()));
            }
        });
    }

    private Effect<StudyEvent, StudyState> decide(StudyState state, StudyCommand command, Consumer<StudyState> then) {
        return take(state, command, rules(state, command).decide(state, command), then);
    }

    private Effect<StudyEvent, StudyState> take(
            StudyState state, StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {
        events.forEach(state::apply);
        nothingToDo = events.isEmpty() && (nothingToDo || command instanceof StudyCommand.RequestWork);
        if (!nothingToDo && toldNothingToDo != null) {
            toldNothingToDo.tell(new BrokerMessage.MayHaveWork(door));
            toldNothingToDo = null;
        }
        return after(state, command, events, then);
    }

    /** Keeps the order of what is told: even what needs no journal waits for the decisions before it. */
    private Effect<StudyEvent, StudyState> after(
            StudyState state, @Nullable StudyCommand command, List<StudyEvent> events, Consumer<StudyState> then) {
        if (undone.isEmpty()) {
            if (events.isEmpty()) {
                then.accept(state);
                return Effect().none();
            }
            context.getSelf().tell(new SupervisorMessage.Persist());
        }
        undone.add(new Decided(command, events, then));
        return Effect().none();
    }

    /** Persists what was decided, and then acts: on the events first, as the caller asks next. */
    private Effect<StudyEvent, StudyState> onPersist() {
        List<Decided> batch = undone;
        undone = new ArrayList<>();
        beingWritten = batch;
        List<StudyEvent> events =
                batch.stream().flatMap(decided -> decided.events().stream()).toList();
        eventsAhead = events.size();
        return Effect().persist(events).thenRun(newState -> {
            beingWritten = List.of();
            if (!hasWritten) {
                hasWritten = true;
                journalListener.onFirstWrite();
            }
            events.forEach(event -> act(newState, event));
            publish(newState, events);
            batch.forEach(decided -> decided.then().accept(newState));
            workers.idle().forEach(worker -> context.getSelf().tell(new SupervisorMessage.Dispatch(worker)));
        });
    }

    private Effect<StudyEvent, StudyState> onPublish(StudyState state) {
        return after(state, null, List.of(), written -> updates.flush(events -> update(written, events)));
    }

    private Effect<StudyEvent, StudyState> onConfirm(StudyState state, SupervisorMessage.Confirm message) {
        message.confirmed().run();
        return Effect().none();
    }

    private Study rules(StudyState state, StudyCommand command) {
        if (study == null) {
            study = studies.apply(command instanceof StudyCommand.Create create ? create.spec() : state.spec());
        }
        return study;
    }

    private void act(StudyState state, StudyEvent event) {
        if (event instanceof StudyEvent.TrialAssigned assigned) {
            Trial trial = state.trial(assigned.trial()).orElseThrow();
            progress.put(trial.id(), (double) trial.lastEpoch());
            assign(assigned.worker(), trial, state);
        } else if (event instanceof StudyEvent.EpochMeasured measured) {
            memory.measured(measured.measurement());
            progress.put(measured.trial(), (double) measured.measurement().epoch());
        } else if (event instanceof StudyEvent.TrialLost lost && !lost.worker()) {
            recall(state.trial(lost.trial()).orElseThrow());
        }
    }

    /** The worker is still there and works on what it must not any more. */
    private void recall(Trial trial) {
        workers.find(trial.worker().orElse(""))
                .ifPresent(ref -> ref.tell(new WorkerMessage.Recall(name, trial.id(), trial.attempt())));
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
        return new SupervisorMessage.Update(state.view(), events, Map.copyOf(progress), workers.refs(), List.of());
    }
}
