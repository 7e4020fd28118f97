package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a run's newest checkpoint from the worker that trains it, file by file. Ends with exactly one {@link Result}, at the latest
 * when the worker is gone or has been silent for a while; the former checkpoint stays until the new one is whole. Writes to disk: give
 * it a dispatcher that may block.
 */
final class CheckpointFetch extends AbstractBehavior<CheckpointFetch.Message> {
    /** What a fetch is told. */
    sealed interface Message {}

    /** What the worker has. */
    record Listed(RunFiles files) implements Message, WireMessage {}

    /** What the worker writes is in the coordinator's folder already. */
    record SharesFolder() implements Message, WireMessage {}

    /** There is nothing to fetch. */
    record NotListed(String reason) implements Message, WireMessage {}

    private record Arrived(Download.Result result) implements Message {}

    private record Silence() implements Message {}

    private record WorkerGone() implements Message {}

    /**
     * How a fetch ended.
     *
     * @param failure empty where there is none
     * @param shared whether there is nothing to fetch from this worker, ever
     */
    record Result(String failure, boolean shared) {}

    /** What to fetch, and from whom. */
    record Order(String study, int run, String coordinator, ActorRef<WorkerMessage> worker) {}

    private final Order order;
    private final KeptCheckpoints kept;
    private final Duration silenceLimit;
    private final Consumer<Result> whenDone;
    private final Deque<RunFile> missing = new ArrayDeque<>();
    private @Nullable RunFiles files;

    private CheckpointFetch(
            ActorContext<Message> context,
            Order order,
            KeptCheckpoints kept,
            Duration silenceLimit,
            Consumer<Result> whenDone) {
        super(context);
        this.order = order;
        this.kept = kept;
        this.silenceLimit = silenceLimit;
        this.whenDone = whenDone;
        context.setReceiveTimeout(silenceLimit, new Silence());
        context.watchWith(order.worker(), new WorkerGone());
        order.worker()
                .tell(new WorkerMessage.ListRun(order.study(), order.run(), order.coordinator(), context.getSelf()));
    }

    /** The consumer is called in this actor: let it send a message. */
    static Behavior<Message> create(
            Order order, KeptCheckpoints kept, Duration silenceLimit, Consumer<Result> whenDone) {
        return Behaviors.setup(context -> new CheckpointFetch(context, order, kept, silenceLimit, whenDone));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Listed.class, this::onListed)
                .onMessage(SharesFolder.class, message -> over("", true))
                .onMessage(NotListed.class, message -> over(message.reason(), false))
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Silence.class, message -> over("no answer for " + silenceLimit.toSeconds() + " s", false))
                .onMessage(WorkerGone.class, message -> over("the worker is gone", false))
                .build();
    }

    private Behavior<Message> onListed(Listed message) {
        if (files != null) {
            return this;
        }
        RunFiles listed = message.files();
        int epoch = kept.epoch(order.run());
        if (listed.epoch() <= epoch) {
            return over("the worker has epoch " + listed.epoch() + ", and epoch " + epoch + " is here", false);
        }
        files = listed;
        getContext().cancelReceiveTimeout(); // Each download has its own.
        try {
            kept.begin(order.run(), listed);
            missing.addAll(listed.files());
            return next();
        } catch (IOException e) {
            return over(Blame.message(e), false);
        }
    }

    private Behavior<Message> onArrived(Arrived message) {
        if (message.result().file() == null) {
            return over(message.result().failure(), false);
        }
        try {
            return next();
        } catch (IOException e) {
            return over(Blame.message(e), false);
        }
    }

    private Behavior<Message> next() throws IOException {
        while (!missing.isEmpty()) {
            RunFile file = missing.remove();
            if (!kept.reuse(order.run(), file)) {
                fetch(file);
                return this;
            }
        }
        if (files != null) {
            kept.keep(order.run(), files);
        }
        return over("", false);
    }

    private void fetch(RunFile file) {
        ActorRef<Message> self = getContext().getSelf();
        ActorRef<Download.Message> download = getContext()
                .spawnAnonymous(
                        Download.create(
                                kept.target(order.run(), file),
                                file.entry(),
                                silenceLimit,
                                result -> self.tell(new Arrived(result))),
                        DispatcherSelector.blocking());
        order.worker().tell(new WorkerMessage.OpenRunFile(order.study(), order.run(), file, download));
    }

    private Behavior<Message> over(String failure, boolean shared) {
        if (!failure.isEmpty() && files != null) {
            kept.abandon(order.run());
        }
        whenDone.accept(new Result(failure, shared));
        return Behaviors.stopped();
    }
}
