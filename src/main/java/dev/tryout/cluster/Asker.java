package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a service of the cluster a request, again and again until it is answered.
 *
 * @param <M> what the service is told
 */
final class Asker<M> extends AbstractBehavior<Asker.Message> {
    /** What it is told. */
    sealed interface Message {}

    private record Found(Receptionist.Listing listing) implements Message {}

    private record Tick() implements Message {}

    private record Answered() implements Message {}

    private final ServiceKey<M> key;
    private final M request;
    private @Nullable ActorRef<M> service;

    private Asker(
            ActorContext<Message> context,
            ServiceKey<M> key,
            Optional<ActorRef<M>> known,
            M request,
            TimerScheduler<Message> timers,
            Duration interval) {
        super(context);
        this.key = key;
        this.request = request;
        this.service = known.orElse(null);
        if (known.isEmpty()) {
            ActorRef<Receptionist.Listing> found = context.messageAdapter(Receptionist.Listing.class, Found::new);
            context.getSystem().receptionist().tell(Receptionist.subscribe(key, found));
        }
        timers.startTimerWithFixedDelay(new Tick(), interval);
        send();
    }

    /**
     * Asks until there is an answer, and then ends.
     *
     * @param key by which the cluster knows the service
     * @param known whom to ask, or empty where the cluster has to be searched for the service
     * @param request made for whoever takes the answer
     * @param interval after which the request is sent again
     * @param answered called once, from an actor's thread
     */
    static <M, A> Behavior<Message> create(
            ServiceKey<M> key,
            Optional<ActorRef<M>> known,
            Function<ActorRef<A>, M> request,
            Duration interval,
            Consumer<A> answered) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ActorRef<A> answers = context.spawn(
                    Behaviors.receiveMessage(answer -> {
                        answered.accept(answer);
                        return Behaviors.stopped();
                    }),
                    "answers");
            context.watchWith(answers, new Answered());
            return new Asker<>(context, key, known, request.apply(answers), timers, interval);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Found.class, this::onFound)
                .onMessage(Tick.class, tick -> send())
                .onMessage(Answered.class, answered -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> onFound(Found message) {
        service =
                message.listing().getServiceInstances(key).stream().findFirst().orElse(null);
        return send();
    }

    private Behavior<Message> send() {
        if (service != null) {
            service.tell(request);
        }
        return this;
    }
}
