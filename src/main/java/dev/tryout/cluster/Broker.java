package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.study.WorkerNeeds;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lends the workers of a cluster to its studies, as many to each as to any other that has work for them. A worker is lent to one
 * study at a time, and changes between trials: when it asks for work, its study may be asked to let go of it. A study that a
 * worker does not fit says what it asks for, and is lent none like it again.
 *
 * <p>It remembers nothing that it is not told again: workers ask until they have a trial, so another broker may take its place at any
 * time.
 */
final class Broker extends AbstractBehavior<Object> {
    /** A worker's process, and the study that has it. */
    private record Lent(
            WorkerInfo info,
            ActorRef<WorkerMessage> ref,
            @Nullable ActorRef<SupervisorMessage> study) {
        Lent to(@Nullable ActorRef<SupervisorMessage> other) {
            return new Lent(info, ref, other);
        }
    }

    private record Gone(String worker, ActorRef<WorkerMessage> ref) {}

    private final ActorRef<BrokerMessage> self;
    private final Map<String, Lent> workers = new LinkedHashMap<>();
    private Set<ActorRef<SupervisorMessage>> studies = Set.of();
    private final Set<ActorRef<SupervisorMessage>> sated = new HashSet<>();
    private final Map<ActorRef<SupervisorMessage>, WorkerNeeds> needs = new HashMap<>();
    private final Map<ActorRef<SupervisorMessage>, SupervisorMessage.Fitting> told = new HashMap<>();

    private Broker(ActorContext<Object> context) {
        super(context);
        self = context.getSelf().narrow();
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        Services.SUPERVISORS, // One actor cannot both subscribe and be registered.
                        context.messageAdapter(Receptionist.Listing.class, listing -> listing)));
        context.getSystem().receptionist().tell(Receptionist.register(Services.BROKER, self));
    }

    /** A broker, which workers and studies find through the receptionist. */
    static Behavior<BrokerMessage> create() {
        return Behaviors.<Object>setup(Broker::new).narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(BrokerMessage.AskForWork.class, this::onAsk)
                .onMessage(BrokerMessage.NothingToDo.class, this::onNothingToDo)
                .onMessage(BrokerMessage.DoesNotFit.class, this::onDoesNotFit)
                .onMessage(BrokerMessage.NeedsChanged.class, this::onNeedsChanged)
                .onMessage(BrokerMessage.MayHaveWork.class, this::onMayHaveWork)
                .onMessage(BrokerMessage.Returned.class, this::onReturned)
                .onMessage(BrokerMessage.ListWorkers.class, this::onList)
                .onMessage(Receptionist.Listing.class, this::onStudies)
                .onMessage(Gone.class, this::onGone)
                .build();
    }

    private Behavior<Object> onStudies(Receptionist.Listing listing) {
        Set<ActorRef<SupervisorMessage>> before = studies;
        studies = new LinkedHashSet<>(before);
        Set<ActorRef<SupervisorMessage>> there = listing.getServiceInstances(Services.SUPERVISORS);
        studies.retainAll(there);
        there.stream()
                .sorted(Comparator.comparing(study -> study.path().toString()))
                .forEach(studies::add);
        sated.retainAll(studies);
        needs.keySet().retainAll(studies);
        told.keySet().retainAll(studies);
        workers.replaceAll(
                (name, lent) -> lent.study() == null || studies.contains(lent.study()) ? lent : lent.to(null));
        return this; // Idle workers ask again.
    }

    private Behavior<Object> onAsk(BrokerMessage.AskForWork ask) {
        String name = ask.worker().name();
        Lent known = workers.get(name);
        if (known == null || !known.ref().equals(ask.ref())) {
            if (known != null && known.study() != null) {
                known.study().tell(new SupervisorMessage.WorkerGone(name, known.ref()));
            }
            getContext().watchWith(ask.ref(), new Gone(name, ask.ref()));
            workers.put(name, new Lent(ask.worker(), ask.ref(), null));
            needs.keySet().forEach(this::tellHowManyFit);
        }
        lend(name);
        return this;
    }

    /** The worker is idle: its study may have a trial for it, or another study needs it more. */
    private void lend(String name) {
        Lent lent = workers.get(name);
        if (lent == null) {
            return;
        }
        ActorRef<SupervisorMessage> now = lent.study();
        ActorRef<SupervisorMessage> best = neediest(lent.info());
        if (now == null) {
            if (best != null) {
                workers.put(name, lent.to(best));
                best.tell(new SupervisorMessage.RequestWork(lent.info(), lent.ref(), self));
            }
        } else if (best != null && !best.equals(now) && isNeedier(best, now)) {
            now.tell(new SupervisorMessage.Release(name, lent.ref(), self));
        } else {
            now.tell(new SupervisorMessage.RequestWork(lent.info(), lent.ref(), self));
        }
    }

    private boolean isNeedier(ActorRef<SupervisorMessage> study, ActorRef<SupervisorMessage> other) {
        return !sated.contains(study) && (sated.contains(other) || count(other) > count(study) + 1);
    }

    /** Of the studies that have work for a worker, the one with the fewest workers; any that it fits where none has. */
    private @Nullable ActorRef<SupervisorMessage> neediest(WorkerInfo worker) {
        return studies.stream()
                .filter(study -> worker.fits(needs.getOrDefault(study, WorkerNeeds.NONE)))
                .min(Comparator.<ActorRef<SupervisorMessage>, Boolean>comparing(sated::contains)
                        .thenComparing(this::count))
                .orElse(null);
    }

    private long count(ActorRef<SupervisorMessage> study) {
        return workers.values().stream()
                .filter(lent -> study.equals(lent.study()))
                .count();
    }

    private Behavior<Object> onNothingToDo(BrokerMessage.NothingToDo message) {
        if (studies.contains(message.study())) {
            sated.add(message.study());
            Lent lent = workers.get(message.worker());
            if (lent != null && message.study().equals(lent.study())) {
                ActorRef<SupervisorMessage> best = neediest(lent.info());
                if (best != null && !sated.contains(best)) {
                    lend(message.worker());
                }
            }
        }
        return this;
    }

    private Behavior<Object> onDoesNotFit(BrokerMessage.DoesNotFit message) {
        if (studies.contains(message.study())) {
            needs.put(message.study(), message.needs());
            tellHowManyFit(message.study());
        }
        Lent lent = workers.get(message.worker());
        if (lent != null && message.study().equals(lent.study())) {
            workers.put(message.worker(), lent.to(null));
            lend(message.worker());
        }
        return this;
    }

    private Behavior<Object> onNeedsChanged(BrokerMessage.NeedsChanged message) {
        WorkerNeeds before = needs.getOrDefault(message.study(), WorkerNeeds.NONE);
        if (studies.contains(message.study()) && !message.needs().equals(before)) {
            needs.put(message.study(), message.needs());
            tellHowManyFit(message.study());
        }
        return this; // Workers that do not fit any more are found out when they ask for work.
    }

    /** A study that no worker fits is to say that it waits, and for what. */
    private void tellHowManyFit(ActorRef<SupervisorMessage> study) {
        WorkerNeeds asked = needs.getOrDefault(study, WorkerNeeds.NONE);
        int fitting = (int) workers.values().stream()
                .filter(lent -> lent.info().fits(asked))
                .count();
        SupervisorMessage.Fitting now = new SupervisorMessage.Fitting(workers.size(), fitting);
        if (!now.equals(told.put(study, now))) {
            study.tell(now);
        }
    }

    private Behavior<Object> onMayHaveWork(BrokerMessage.MayHaveWork message) {
        sated.remove(message.study());
        return this;
    }

    private Behavior<Object> onReturned(BrokerMessage.Returned message) {
        Lent lent = workers.get(message.worker());
        if (lent != null && message.study().equals(lent.study())) {
            workers.put(message.worker(), lent.to(null));
            lend(message.worker());
        }
        return this;
    }

    private Behavior<Object> onList(BrokerMessage.ListWorkers message) {
        message.replyTo()
                .tell(new BrokerMessage.Workers(
                        workers.values().stream().map(Lent::info).toList()));
        return this;
    }

    private Behavior<Object> onGone(Gone message) {
        Lent lent = workers.get(message.worker());
        if (lent != null && lent.ref().equals(message.ref())) {
            workers.remove(message.worker());
            needs.keySet().forEach(this::tellHowManyFit);
        }
        return this;
    }
}
