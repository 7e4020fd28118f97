package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Holds the studies of a standing cluster: begins those that are submitted, and goes on with those that a former host left. One in a
 * cluster; each study has a node of its own beside it, so that one study's failure is not another's.
 */
final class StudyHost extends AbstractBehavior<Object> {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(64);
    private static final int MAX_ANSWERS = 1_000;

    private final TimerScheduler<Object> timers;
    private final StudyOpener opener;
    private final Executor blocking;
    private final Map<String, StudyOpener.Hosted> open = new LinkedHashMap<>();
    private final Set<String> opening = new HashSet<>();
    private final Map<String, ActorRef<SupervisorMessage>> resting = new HashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Duration pause = AGAIN;
    private final Map<String, HostMessage.Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HostMessage.Answer> eldest) {
            return size() > MAX_ANSWERS;
        }
    };

    private record Found(List<String> names, List<String> unfinished) {}

    private record LookAgain() {}

    private record Opened(
            String id,
            String name,
            StudyOpener.@Nullable Hosted hosted,
            String failure,
            @Nullable ActorRef<HostMessage.Answer> replyTo) {}

    private record Over(String name, boolean failed) {}

    private StudyHost(ActorContext<Object> context, TimerScheduler<Object> timers, StudyOpener opener) {
        super(context);
        this.timers = timers;
        this.opener = opener;
        this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        context.getSystem()
                .receptionist()
                .tell(Receptionist.register(Services.HOST, context.getSelf().narrow()));
        look();
    }

    /** A host, which is found through the receptionist. */
    static Behavior<HostMessage> create(StudyOpener opener) {
        return Behaviors.<Object>setup(
                        context -> Behaviors.withTimers(timers -> new StudyHost(context, timers, opener)))
                .narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(HostMessage.Submit.class, this::onSubmit)
                .onMessage(HostMessage.GoOn.class, this::onGoOn)
                .onMessage(HostMessage.ListStudies.class, this::onList)
                .onMessage(HostMessage.ListBegun.class, this::onListBegun)
                .onMessage(Found.class, this::onFound)
                .onMessage(LookAgain.class, again -> look())
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Over.class, this::onOver)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private Behavior<Object> look() {
        getContext().pipeToSelf(later(() -> new Found(opener.names(), opener.unfinished())), (found, failure) -> {
            if (failure != null) {
                getContext().getSystem().log().warn("cannot look for studies", failure);
            }
            return failure == null ? found : new Found(List.of(), List.of());
        });
        return this;
    }

    private <T> CompletableFuture<T> later(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                blocking);
    }

    private Behavior<Object> onFound(Found message) {
        message.unfinished().stream().filter(name -> !open.containsKey(name)).forEach(name -> goOn("", name, null));
        message.names().stream()
                .filter(name -> !open.containsKey(name) && !opening.contains(name))
                .forEach(this::rest);
        return this;
    }

    /** Nobody works on it; whoever asks about it is answered all the same. */
    private void rest(String name) {
        resting.computeIfAbsent(name, key -> {
            ActorRef<SupervisorMessage> study =
                    getContext().spawnAnonymous(RestingStudy.create(name, () -> opener.journal(name)));
            getContext().getSystem().receptionist().tell(Receptionist.register(Services.supervisor(name), study));
            return study;
        });
    }

    private void wake(String name) {
        ActorRef<SupervisorMessage> study = resting.remove(name);
        if (study != null) {
            getContext().stop(study);
        }
    }

    private Behavior<Object> onSubmit(HostMessage.Submit message) {
        return answered(message.id(), message.replyTo())
                ? this
                : begin(
                        message.id(),
                        message.name(),
                        message.replyTo(),
                        () -> opener.begin(message.name(), message.study(), message.fresh(), listener(message.name())));
    }

    private Behavior<Object> onGoOn(HostMessage.GoOn message) {
        if (answered(message.id(), message.replyTo())) {
            return this;
        }
        return open.containsKey(message.name())
                ? answer(message.id(), message.replyTo(), "")
                : goOn(message.id(), message.name(), message.replyTo());
    }

    private boolean answered(String id, ActorRef<HostMessage.Answer> replyTo) {
        HostMessage.Answer answer = answers.get(id);
        if (answer != null) {
            replyTo.tell(answer);
        }
        return answer != null;
    }

    private Behavior<Object> goOn(String id, String name, @Nullable ActorRef<HostMessage.Answer> replyTo) {
        return begin(id, name, replyTo, () -> opener.goOn(name, listener(name)));
    }

    private StudyOpener.Listener listener(String name) {
        ActorRef<Object> self = getContext().getSelf();
        return new StudyOpener.Listener() {
            @Override
            public void onOver() {
                self.tell(new Over(name, false));
            }

            @Override
            public void onFailure() {
                self.tell(new Over(name, true));
            }
        };
    }

    private Behavior<Object> begin(
            String id, String name, @Nullable ActorRef<HostMessage.Answer> replyTo, Callable<StudyOpener.Hosted> work) {
        if (open.containsKey(name)) {
            return answer(id, replyTo, "study '" + name + "' is worked on in this cluster already");
        }
        if (opening.add(name)) {
            wake(name);
            BiFunction<StudyOpener.@Nullable Hosted, @Nullable Throwable, Object> opened = (hosted, failure) ->
                    new Opened(id, name, hosted, failure == null ? "" : reason(name, failure), replyTo);
            getContext().pipeToSelf(later(() -> unlessStopped(work.call())), opened::apply);
        }
        return this; // Who asks meanwhile asks again.
    }

    /** A study that was opened while this host ended is the next host's. */
    private StudyOpener.Hosted unlessStopped(StudyOpener.Hosted hosted) {
        if (stopped.get()) {
            hosted.close();
        }
        return hosted;
    }

    private String reason(String name, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        getContext().getSystem().log().warn("cannot work on study {}", name, cause);
        return Blame.message(cause);
    }

    private Behavior<Object> answer(String id, @Nullable ActorRef<HostMessage.Answer> replyTo, String refusal) {
        if (replyTo != null) {
            HostMessage.Answer answer = new HostMessage.Answer(refusal);
            answers.put(id, answer);
            replyTo.tell(answer);
        }
        return this;
    }

    private Behavior<Object> onOpened(Opened message) {
        opening.remove(message.name());
        if (message.hosted() != null) {
            open.put(message.name(), message.hosted());
        } else {
            timers.startSingleTimer(new LookAgain(), AGAIN); // Its former host may not have let go of it yet.
        }
        return answer(message.id(), message.replyTo(), message.failure());
    }

    private Behavior<Object> onOver(Over message) {
        StudyOpener.Hosted hosted = open.remove(message.name());
        if (hosted != null) {
            blocking.execute(hosted::close);
            timers.startSingleTimer(new LookAgain(), message.failed() ? pause : AGAIN);
            if (message.failed()) {
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            }
        } else if (opening.contains(message.name())) {
            timers.startSingleTimer(message, Duration.ofMillis(100)); // It was over before it was known to be open.
        }
        return this;
    }

    private Behavior<Object> onList(HostMessage.ListStudies message) {
        message.replyTo().tell(new HostMessage.Studies(List.copyOf(open.keySet())));
        return this;
    }

    private Behavior<Object> onListBegun(HostMessage.ListBegun message) {
        TreeSet<String> names = new TreeSet<>(open.keySet());
        names.addAll(opening);
        Logger log = getContext().getSystem().log();
        blocking.execute(() -> {
            try {
                names.addAll(opener.names());
                message.replyTo().tell(new HostMessage.Studies(List.copyOf(names)));
            } catch (Exception e) {
                log.warn("cannot look for studies", e); // Who asks asks again.
            }
        });
        return this;
    }

    /** All at once, as each may take its time. */
    private Behavior<Object> onStop() {
        stopped.set(true);
        CompletableFuture.allOf(open.values().stream()
                        .map(hosted -> CompletableFuture.runAsync(hosted::close, blocking))
                        .toArray(CompletableFuture[]::new))
                .join();
        return this;
    }
}
