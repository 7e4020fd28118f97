package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workers that the study was ever lent and that are still there. A name has one process at a time, the latest. */
final class Roster {
    private record Worker(WorkerInfo info, ActorRef<WorkerMessage> ref) {}

    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Set<String> idle = new LinkedHashSet<>();
    private final Set<String> away = new HashSet<>();
    private final Set<String> leaving = new HashSet<>();

    Optional<ActorRef<WorkerMessage>> find(String name) {
        return Optional.ofNullable(workers.get(name)).map(Worker::ref);
    }

    void put(WorkerInfo info, ActorRef<WorkerMessage> ref) {
        workers.put(info.name(), new Worker(info, ref));
        leaving.remove(info.name());
    }

    void remove(String name) {
        workers.remove(name);
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
    }

    boolean isIdle(String name) {
        return idle.contains(name);
    }

    /** A copy. */
    List<String> idle() {
        return List.copyOf(idle);
    }

    Map<WorkerInfo, ActorRef<WorkerMessage>> refs() {
        Map<WorkerInfo, ActorRef<WorkerMessage>> refs = new LinkedHashMap<>();
        workers.values().forEach(worker -> refs.put(worker.info(), worker.ref()));
        return refs;
    }
}
