package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The shell around {@link Study}: turns messages into commands, persists what the study decides, and only then tells workers
 * and subscribers. Knows which workers are there; what they run is the study's to know.
 */
public final class Supervisor extends EventSourcedBehavior<SupervisorMessage, StudyEvent, StudyState> {
    private final ActorContext<SupervisorMessage> context;
    private final Function<StudySpec, Study> studies;
    private final LongSupplier clockMs;
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Set<String> idle = new LinkedHashSet<>();
    private final Set<ActorRef<SupervisorMessage.Update>> subscribers = new LinkedHashSet<>();
    private final Map<Integer, Double> progress = new HashMap<>();
    private @Nullable Study study;

    private record Worker(WorkerInfo info, ActorRef<WorkerMessage> ref) {}

    private Supervisor(
            ActorContext<SupervisorMessage> context,
            String studyName,
            Function<StudySpec, Study> studies,
            LongSupplier clockMs) {
        super(PersistenceId.ofUniqueId(studyName));
        this.context = context;
        this.studies = studies;
        this.clockMs = clockMs;
    }

    /**
     * A supervisor of the study of that name, with whatever the journal holds of it.
     *
     * @param studies makes the rules for a specification
     * @param clockMs milliseconds since 1970
     */
    public static Behavior<SupervisorMessage> create(
            String studyName, Function<StudySpec, Study> studies, LongSupplier clockMs) {
        return Behaviors.setup(context -> new Supervisor(context, studyName, studies, clockMs));
    }

    @Override
    public StudyState emptyState() {
        return new StudyState();
    }

    @Override
    public EventHandler<StudyState, StudyEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(StudyState::apply);
    }

    @Override
    public CommandHandler<SupervisorMessage, StudyEvent, StudyState> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(SupervisorMessage.Begin.class, this::onBegin)
                .onCommand(SupervisorMessage.Resume.class, this::onResume)
                .onCommand(SupervisorMessage.RequestWork.class, this::onRequestWork)
                .onCommand(SupervisorMessage.Dispatch.class, this::onDispatch)
                .onCommand(SupervisorMessage.Report.class, this::onReport)
                .onCommand(SupervisorMessage.Ended.class, this::onEnded)
                .onCommand(SupervisorMessage.Failed.class, this::onFailed)
                .onCommand(SupervisorMessage.Progress.class, this::onProgress)
                .onCommand(SupervisorMessage.WorkerGone.class, this::onWorkerGone)
                .onCommand(SupervisorMessage.WorkerExited.class, this::onWorkerExited)
                .onCommand(SupervisorMessage.Pause.class, this::onPause)
                .onCommand(SupervisorMessage.Promoted.class, this::onPromoted)
                .onCommand(SupervisorMessage.Subscribe.class, this::onSubscribe)
                .build();
    }

    private Effect<StudyEvent, StudyState> onBegin(StudyState state, SupervisorMessage.Begin message) {
        long nowMs = clockMs.getAsLong();
        if (!state.exists()) {
            context.getSelf().tell(new SupervisorMessage.Resume());
        }
        return persist(
                state,
                new StudyCommand.Create(
                        message.spec(), message.objective(), message.dataFingerprint(), message.version(), nowMs),
                () -> {});
    }

    private Effect<StudyEvent, StudyState> onResume(StudyState state, SupervisorMessage.Resume message) {
        return persist(state, new StudyCommand.Open(clockMs.getAsLong()), () -> publish(state, List.of()));
    }

    private Effect<StudyEvent, StudyState> onRequestWork(StudyState state, SupervisorMessage.RequestWork message) {
        String name = message.worker().name();
        Worker known = workers.get(name);
        if (known == null || !known.ref().equals(message.ref())) {
            workers.put(name, new Worker(message.worker(), message.ref()));
            context.watchWith(message.ref(), new SupervisorMessage.WorkerGone(name, message.ref()));
            publish(state, List.of());
        }
        idle.add(name);
        return onDispatch(state, new SupervisorMessage.Dispatch(name));
    }

    private Effect<StudyEvent, StudyState> onDispatch(StudyState state, SupervisorMessage.Dispatch message) {
        String name = message.worker();
        Worker worker = workers.get(name);
        if (worker == null || !idle.contains(name)) {
            return Effect().none();
        }
        for (Trial trial : state.openTrials()) {
            if (trial.state() == TrialState.RUNNING && trial.worker().orElse("").equals(name)) {
                worker.ref().tell(new WorkerMessage.Assign(trial, RunSettings.of(state.created())));
                idle.remove(name);
                return Effect().none();
            }
        }
        return persist(state, new StudyCommand.RequestWork(name, clockMs.getAsLong()), () -> {});
    }

    private Effect<StudyEvent, StudyState> onReport(StudyState state, SupervisorMessage.Report message) {
        int trial = message.trial();
        int attempt = message.attempt();
        return persist(
                state,
                new StudyCommand.Report(trial, attempt, message.measurement(), clockMs.getAsLong()),
                () -> message.replyTo()
                        .tell(new TrialMessage.Decided(
                                message.measurement().epoch(), Study.answer(state, trial, attempt))));
    }

    private Effect<StudyEvent, StudyState> onEnded(StudyState state, SupervisorMessage.Ended message) {
        return persist(
                state,
                new StudyCommand.End(message.trial(), message.attempt(), clockMs.getAsLong()),
                () -> message.replyTo().tell(new TrialMessage.Acknowledged()));
    }

    private Effect<StudyEvent, StudyState> onFailed(StudyState state, SupervisorMessage.Failed message) {
        context.getLog()
                .warn(
                        "trial {} attempt {} failed ({}): {}",
                        message.trial(),
                        message.attempt(),
                        message.owner(),
                        message.message());
        return persist(
                state,
                new StudyCommand.Fail(
                        message.trial(), message.attempt(), message.owner(), message.message(), clockMs.getAsLong()),
                () -> message.replyTo().tell(new TrialMessage.Acknowledged()));
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

    private Effect<StudyEvent, StudyState> onWorkerGone(StudyState state, SupervisorMessage.WorkerGone message) {
        Worker worker = workers.get(message.worker());
        return worker != null && worker.ref().equals(message.ref())
                ? lose(state, message.worker(), message.worker() + " is gone")
                : Effect().none();
    }

    private Effect<StudyEvent, StudyState> onWorkerExited(StudyState state, SupervisorMessage.WorkerExited message) {
        return lose(state, message.worker(), message.reason());
    }

    private Effect<StudyEvent, StudyState> lose(StudyState state, String worker, String reason) {
        context.getLog().warn("lost {}: {}", worker, reason);
        Worker lost = workers.remove(worker);
        if (lost != null) {
            context.unwatch(lost.ref());
        }
        idle.remove(worker);
        return persist(
                state,
                new StudyCommand.LoseWorker(worker, reason, clockMs.getAsLong()),
                () -> publish(state, List.of()));
    }

    private Effect<StudyEvent, StudyState> onPause(StudyState state, SupervisorMessage.Pause message) {
        List<Trial> running = state.openTrials().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .toList();
        return persist(state, new StudyCommand.Pause(message.reason(), clockMs.getAsLong()), () -> recall(running));
    }

    private Effect<StudyEvent, StudyState> onPromoted(StudyState state, SupervisorMessage.Promoted message) {
        return persist(state, new StudyCommand.Promote(message.champion(), clockMs.getAsLong()), () -> {});
    }

    private Effect<StudyEvent, StudyState> onSubscribe(StudyState state, SupervisorMessage.Subscribe message) {
        subscribers.add(message.subscriber());
        if (state.exists()) {
            message.subscriber().tell(update(state, List.of()));
        }
        return Effect().none();
    }

    /** Decides, persists, and then acts: on the events first, as the caller asks next. */
    private Effect<StudyEvent, StudyState> persist(StudyState state, StudyCommand command, Runnable then) {
        List<StudyEvent> events = rules(state, command).decide(state, command);
        if (events.isEmpty()) {
            then.run();
            return Effect().none();
        }
        return Effect().persist(events).thenRun(newState -> {
            events.forEach(event -> act(newState, event));
            publish(newState, events);
            then.run();
            List.copyOf(idle).forEach(worker -> context.getSelf().tell(new SupervisorMessage.Dispatch(worker)));
        });
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
            Worker worker = workers.get(assigned.worker());
            idle.remove(assigned.worker());
            if (worker != null) {
                worker.ref().tell(new WorkerMessage.Assign(trial, RunSettings.of(state.created())));
            }
        } else if (event instanceof StudyEvent.EpochMeasured measured) {
            progress.put(measured.trial(), (double) measured.measurement().epoch());
        } else if (event instanceof StudyEvent.StudyPaused) {
            progress.clear();
        }
    }

    private void recall(List<Trial> running) {
        for (Trial trial : running) {
            Worker worker = workers.get(trial.worker().orElse(""));
            if (worker != null) {
                worker.ref().tell(new WorkerMessage.Recall(trial.id(), trial.attempt()));
            }
        }
    }

    private void publish(StudyState state, List<StudyEvent> events) {
        if (state.exists() && !subscribers.isEmpty()) {
            SupervisorMessage.Update update = update(state, events);
            subscribers.forEach(subscriber -> subscriber.tell(update));
        }
    }

    private SupervisorMessage.Update update(StudyState state, List<StudyEvent> events) {
        Map<WorkerInfo, ActorRef<WorkerMessage>> there = new LinkedHashMap<>();
        workers.values().forEach(worker -> there.put(worker.info(), worker.ref()));
        return new SupervisorMessage.Update(state.view(), events, Map.copyOf(progress), there);
    }
}
