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

/** Sends a supervisor a request, again and again until it is answered. */
final class Asker extends AbstractBehavior<Asker.Message> {
    /** What it is told. */
    sealed interface Message {}

    private record Supervisors(Receptionist.Listing listing) implements Message {}

    private record Tick() implements Message {}

    private record Answered() implements Message {}

    private final ServiceKey<SupervisorMessage> key;
    private final SupervisorMessage request;
    private @Nullable ActorRef<SupervisorMessage> supervisor;

    private Asker(
            ActorContext<Message> context,
            ServiceKey<SupervisorMessage> key,
            Optional<ActorRef<SupervisorMessage>> known,
            SupervisorMessage request,
            TimerScheduler<Message> timers,
            Duration interval) {
        super(context);
        this.key = key;
        this.request = request;
        this.supervisor = known.orElse(null);
        if (known.isEmpty()) {
            ActorRef<Receptionist.Listing> found = context.messageAdapter(Receptionist.Listing.class, Supervisors::new);
            context.getSystem().receptionist().tell(Receptionist.subscribe(key, found));
        }
        timers.startTimerWithFixedDelay(new Tick(), interval);
        send();
    }

    /**
     * Asks until there is an answer, and then ends.
     *
     * @param study whose supervisor is asked
     * @param known whom to ask, or empty where the cluster has to be searched for the supervisor
     * @param request made for whoever takes the answer
     * @param interval after which the request is sent again
     * @param answered called once, from an actor's thread
     */
    static <A> Behavior<Message> create(
            String study,
            Optional<ActorRef<SupervisorMessage>> known,
            Function<ActorRef<A>, SupervisorMessage> request,
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
            return new Asker(context, Services.supervisor(study), known, request.apply(answers), timers, interval);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Supervisors.class, this::onSupervisors)
                .onMessage(Tick.class, tick -> send())
                .onMessage(Answered.class, answered -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> onSupervisors(Supervisors message) {
        supervisor =
                message.listing().getServiceInstances(key).stream().findFirst().orElse(null);
        return send();
    }

    private Behavior<Message> send() {
        if (supervisor != null) {
            supervisor.tell(request);
        }
        return this;
    }
}
