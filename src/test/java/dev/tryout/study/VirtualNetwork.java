package dev.tryout.study;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Time that passes from one thing that is due to the next, and messages that are lost, doubled and late on the way. */
final class VirtualNetwork {
    private static final int USUAL_MS = 20;
    private static final int LATE_MS = 6_000;

    private record Due(long atMs, long order, Runnable action) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
    private final Random random;
    private final Faults faults;
    private long nowMs;
    private long order;

    VirtualNetwork(Random random, Faults faults) {
        this.random = random;
        this.faults = faults;
    }

    long nowMs() {
        return nowMs;
    }

    /** Does something after a time, for certain. */
    void after(long delayMs, Runnable action) {
        due.add(new Due(nowMs + delayMs, order++, action));
    }

    /** Delivers a message, as the faults allow. */
    void send(Runnable delivery) {
        if (random.nextDouble() < faults.lost()) {
            return;
        }
        after(travelMs(), delivery);
        if (random.nextDouble() < faults.doubled()) {
            after(travelMs(), delivery);
        }
    }

    private int travelMs() {
        return 1 + random.nextInt(random.nextDouble() < faults.late() ? LATE_MS : USUAL_MS);
    }

    /** Lets the next thing happen. */
    void step() {
        Due next = due.remove();
        nowMs = next.atMs();
        next.action().run();
    }
}
