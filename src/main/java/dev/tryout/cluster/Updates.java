package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.tryout.study.StudyEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Tells subscribers what changed: at once, but not more often than they can look, as each update copies the study. */
final class Updates {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TimerScheduler<SupervisorMessage> timers;
    private final Set<ActorRef<SupervisorMessage.Update>> subscribers = new LinkedHashSet<>();
    private List<StudyEvent> untold = new ArrayList<>();
    private boolean pausing;
    private boolean changed;

    Updates(TimerScheduler<SupervisorMessage> timers) {
        this.timers = timers;
    }

    void subscribe(ActorRef<SupervisorMessage.Update> subscriber) {
        subscribers.add(subscriber);
    }

    /**
     * Tells of events, or of a change that is none.
     *
     * @param update made of all the events not told of yet
     */
    void publish(List<StudyEvent> events, Function<List<StudyEvent>, SupervisorMessage.Update> update) {
        if (subscribers.isEmpty()) {
            return;
        }
        untold.addAll(events);
        if (pausing) {
            changed = true;
        } else {
            tell(update);
        }
    }

    /** The same subscribers, told by another actor. */
    Updates over(TimerScheduler<SupervisorMessage> others) {
        Updates copy = new Updates(others);
        copy.subscribers.addAll(subscribers);
        copy.untold = untold;
        return copy;
    }

    /** The pause is over. */
    void flush(Function<List<StudyEvent>, SupervisorMessage.Update> update) {
        pausing = false;
        if (changed) {
            tell(update);
        }
    }

    private void tell(Function<List<StudyEvent>, SupervisorMessage.Update> update) {
        SupervisorMessage.Update all = update.apply(List.copyOf(untold));
        untold = new ArrayList<>();
        changed = false;
        pausing = true;
        timers.startSingleTimer(new SupervisorMessage.Publish(), PAUSE);
        subscribers.forEach(subscriber -> subscriber.tell(all));
    }
}
