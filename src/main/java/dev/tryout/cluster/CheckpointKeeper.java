package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, as epochs are recorded, the checkpoints of runs that are not over from workers that do not share the coordinator's folder
 * of studies, so that another worker can go on from them. Nobody waits for it: where a checkpoint cannot be had, the log says so and the
 * next epoch's is tried. From one worker it fetches one at a time. Deletes files: give it a dispatcher that may block.
 */
final class CheckpointKeeper extends AbstractBehavior<CheckpointKeeper.Message> {
    private static final int MAX_TRIES = 3;

    /**
     * How patient it is.
     *
     * @param retryInterval between tries
     * @param silenceLimit of a worker
     */
    record Patience(Duration retryInterval, Duration silenceLimit) {
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), Download.SILENCE_LIMIT);
    }

    /** What it is told. */
    sealed interface Message {}

    private record Changed(SupervisorMessage.Update update) implements Message {}

    private record Retry() implements Message {}

    private record Fetched(int run, ActorRef<WorkerMessage> worker, CheckpointFetch.Result result) implements Message {}

    private record Newest(int epoch, @Nullable Span trained) {}

    private record Tries(int epoch, int count) {}

    private final String study;
    private final String address;
    private final KeptCheckpoints kept;
    private final Patience patience;
    private final Set<ActorRef<WorkerMessage>> sharing = new HashSet<>();
    private final Map<Integer, ActorRef<WorkerMessage>> fetching = new HashMap<>();
    private final Map<Integer, Tries> failures = new HashMap<>();
    private SupervisorMessage.@Nullable Update latest;

    private CheckpointKeeper(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            ActorRef<SupervisorMessage> supervisor,
            String study,
            KeptCheckpoints kept,
            String address,
            Patience patience) {
        super(context);
        this.study = study;
        this.address = address;
        this.kept = kept;
        this.patience = patience;
        timers.startTimerWithFixedDelay(new Retry(), patience.retryInterval());
        supervisor.tell(
                new SupervisorMessage.Subscribe(context.messageAdapter(SupervisorMessage.Update.class, Changed::new)));
    }

    /**
     * A keeper.
     *
     * @param study the name of its folder
     * @param address what {@link StudyFolder#address} says where the coordinator's folder is
     */
    static Behavior<Message> create(
            ActorRef<SupervisorMessage> supervisor,
            String study,
            KeptCheckpoints kept,
            String address,
            Patience patience) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new CheckpointKeeper(context, timers, supervisor, study, kept, address, patience)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, this::onChanged)
                .onMessage(Retry.class, retry -> advance())
                .onMessage(Fetched.class, this::onFetched)
                .build();
    }

    private Behavior<Message> onChanged(Changed message) {
        latest = message.update();
        sharing.retainAll(latest.workers().values());
        return advance();
    }

    private Behavior<Message> advance() {
        if (latest == null
                || (sharing.containsAll(latest.workers().values())
                        && kept.runs().isEmpty())) {
            return this;
        }
        Map<Integer, Newest> unfinished = unfinished(latest.study());
        failures.keySet().retainAll(unfinished.keySet());
        for (int run : kept.runs()) {
            if (!unfinished.containsKey(run) && !fetching.containsKey(run)) {
                kept.drop(run);
            }
        }
        Map<String, ActorRef<WorkerMessage>> workers = new HashMap<>();
        latest.workers().forEach((info, ref) -> workers.put(info.name(), ref));
        unfinished.forEach((run, newest) -> {
            ActorRef<WorkerMessage> worker = newest.trained() == null
                    ? null
                    : workers.get(newest.trained().worker());
            if (worker != null && newest.epoch() > kept.epoch(run)) {
                fetch(run, newest.epoch(), worker);
            }
        });
        return this;
    }

    /** The runs of trials that may go on, with the last epoch that is recorded of each and who trained it last. */
    private static Map<Integer, Newest> unfinished(StudyView study) {
        Map<Integer, Newest> runs = new TreeMap<>();
        for (Trial trial : study.trials()) {
            if (!trial.state().isFinal() && trial.lastEpoch() > 0) {
                Span last =
                        trial.spans().stream().reduce((earlier, later) -> later).orElse(null);
                Newest newest = new Newest(trial.lastEpoch(), last);
                runs.merge(trial.origin().run(), newest, (one, other) -> one.epoch() >= other.epoch() ? one : other);
            }
        }
        return runs;
    }

    private void fetch(int run, int epoch, ActorRef<WorkerMessage> worker) {
        Tries tries = failures.getOrDefault(run, new Tries(epoch, 0));
        boolean isGivenUp = tries.epoch() == epoch && tries.count() >= MAX_TRIES;
        if (isGivenUp || sharing.contains(worker) || fetching.containsKey(run) || fetching.containsValue(worker)) {
            return;
        }
        fetching.put(run, worker);
        ActorRef<Message> self = getContext().getSelf();
        getContext()
                .spawnAnonymous(
                        CheckpointFetch.create(
                                new CheckpointFetch.Order(study, run, address, worker),
                                kept,
                                patience.silenceLimit(),
                                result -> self.tell(new Fetched(run, worker, result))),
                        DispatcherSelector.blocking());
    }

    private Behavior<Message> onFetched(Fetched message) {
        int run = message.run();
        fetching.remove(run);
        if (message.result().shared()) {
            sharing.add(message.worker());
        }
        if (message.result().failure().isEmpty()) {
            failures.remove(run);
            return advance();
        }
        Newest newest = latest == null ? null : unfinished(latest.study()).get(run);
        if (newest != null) {
            Tries former = failures.get(run);
            int count = former != null && former.epoch() == newest.epoch() ? former.count() + 1 : 1;
            failures.put(run, new Tries(newest.epoch(), count));
            getContext()
                    .getLog()
                    .warn(
                            "the checkpoint of run {} cannot be fetched from {}: {} (try {} of {})",
                            run,
                            message.worker().path(),
                            message.result().failure(),
                            count,
                            MAX_TRIES);
        }
        return this;
    }
}
