package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.study.WorkerNeeds;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The workers that the study was ever lent and that are still there. A name has one process at a time, the latest. */
final class Roster {
    private record Worker(WorkerInfo info, ActorRef<WorkerMessage> ref) {}

    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Set<String> idle = new LinkedHashSet<>();
    private final Set<String> away = new HashSet<>();
    private final Set<String> leaving = new HashSet<>();
    private final Map<String, Double> held = new TreeMap<>();
    private OptionalInt unfit = OptionalInt.empty();
    private @Nullable ActorRef<BrokerMessage> lender;

    Optional<ActorRef<WorkerMessage>> find(String name) {
        return Optional.ofNullable(workers.get(name)).map(Worker::ref);
    }

    void put(WorkerInfo info, ActorRef<WorkerMessage> ref) {
        workers.put(info.name(), new Worker(info, ref));
        leaving.remove(info.name());
        unfit = OptionalInt.empty();
    }

    void remove(String name) {
        workers.remove(name);
        held.remove(name);
        idle.remove(name);
        away.remove(name);
        leaving.remove(name);
    }

    void free(String name) {
        away.remove(name);
        idle.add(name);
    }

    /** It serves another study. */
    void giveBack(String name) {
        idle.remove(name);
        held.remove(name);
        away.add(name);
    }

    boolean isAway(String name) {
        return away.contains(name);
    }

    /** It is about to end. */
    void leaves(String name) {
        leaving.add(name);
    }

    boolean isLeaving(String name) {
        return leaving.contains(name);
    }

    void busy(String name) {
        idle.remove(name);
        held.remove(name);
    }

    boolean isIdle(String name) {
        return idle.contains(name);
    }

    /** A copy. */
    List<String> idle() {
        return List.copyOf(idle);
    }

    boolean fits(String name, WorkerNeeds needs) {
        Worker worker = workers.get(name);
        return worker != null && worker.info().fits(needs);
    }

    /** Those that train for this study or are free to, and do not leave. */
    Set<String> staying() {
        Set<String> staying = new HashSet<>(workers.keySet());
        staying.removeAll(away);
        staying.removeAll(leaving);
        return staying;
    }

    /** It stays idle, as it is so many times slower than others that can have what is left. */
    void hold(String name, double pace) {
        held.put(name, pace);
    }

    boolean isHeld(String name) {
        return held.containsKey(name);
    }

    Map<String, Double> held() {
        return held;
    }

    /** How many workers the lender has, and how many of them have what the study asks for. */
    void fitting(int there, int fitting) {
        unfit = fitting == 0 ? OptionalInt.of(there) : OptionalInt.empty();
    }

    /** How many workers the lender has, where none of them has what the study asks for; empty where one has, or all do. */
    OptionalInt unfit() {
        return unfit;
    }

    void lentBy(ActorRef<BrokerMessage> latest) {
        lender = latest;
    }

    /** Who lent the last worker. */
    Optional<ActorRef<BrokerMessage>> lender() {
        return Optional.ofNullable(lender);
    }

    Map<WorkerInfo, ActorRef<WorkerMessage>> refs() {
        Map<WorkerInfo, ActorRef<WorkerMessage>> refs = new LinkedHashMap<>();
        workers.values().forEach(worker -> refs.put(worker.info(), worker.ref()));
        return refs;
    }
}
