package dev.tryout.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The worker processes of this machine: starts them, starts them again when they die, and gives one up that dies again and
 * again without an epoch in between. Each holds the other end of a pipe, and ends when this process does, however that ends.
 */
public final class LocalWorkers implements AutoCloseable {
    /** What a worker exits with that found its own device or disk wanting. */
    public static final int EXIT_UNFIT = 3;

    /** What a worker exits with that found no coordinator, or lost it. */
    public static final int EXIT_ORPHAN = 4;

    /** The line that tells a worker to leave once the epoch that it trains is recorded. */
    public static final String DRAIN = "drain";

    /** What a worker exits with that wants a fresh process, and has nothing wrong with it. */
    public static final int EXIT_AFRESH = 5;

    private static final String AFRESH = "starts afresh after it ran out of device memory";
    private static final int MAX_UNFIT = 2;
    private static final int MAX_DEATHS = 10;
    private static final int SIGNAL_BASE = 128;
    private static final int ORPHAN_PAUSE_SECONDS = 2;
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Map<String, Process> processes = new HashMap<>();
    private final Map<String, Integer> deaths = new HashMap<>();
    private final Map<String, Integer> unfit = new HashMap<>();
    private final Map<String, Long> startedNanos = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();
    private final Map<String, ProcessBuilder> builders = new HashMap<>();
    private final Consumer<SupervisorMessage> supervisor;
    private final Consumer<String> notices;
    private final Duration stopLimit;
    private boolean stopping;

    /**
     * No process yet.
     *
     * @param supervisor told of every death
     * @param notices lines for people
     */
    public LocalWorkers(Consumer<SupervisorMessage> supervisor, Consumer<String> notices) {
        this(supervisor, notices, STOP_LIMIT);
    }

    /** @param stopLimit how long a worker may take to end by itself */
    LocalWorkers(Consumer<SupervisorMessage> supervisor, Consumer<String> notices, Duration stopLimit) {
        this.supervisor = supervisor;
        this.notices = notices;
        this.stopLimit = stopLimit;
    }

    /** Starts a worker under a name that no other has. */
    public synchronized void start(String name, ProcessBuilder builder) {
        builders.put(name, builder);
        try {
            launch(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** What a worker exits with that ended by itself. */
    public static int exitStatus(WorkerNode.Ending ending) {
        return switch (ending) {
            case LEFT -> 0;
            case ORPHANED -> EXIT_ORPHAN;
            case AFRESH -> EXIT_AFRESH;
            case UNFIT -> EXIT_UNFIT;
        };
    }

    /** Says that a worker finished an epoch: its earlier deaths are forgiven. */
    public synchronized void madeProgress(String name) {
        deaths.remove(name);
        unfit.remove(name);
    }

    /** The process ids of the workers that run, by name. */
    public synchronized Map<String, Long> pids() {
        Map<String, Long> pids = new HashMap<>();
        processes.forEach((name, process) -> pids.put(name, process.pid()));
        return pids;
    }

    private void launch(String name) throws IOException {
        Process process = builderOf(name).start();
        processes.put(name, process);
        startedNanos.put(name, System.nanoTime());
        var unused = process.onExit().thenAccept(ended -> exited(name, ended.exitValue()));
    }

    private synchronized void launchAgain(String name) {
        if (stopping) {
            return;
        }
        try {
            launch(name);
        } catch (IOException e) {
            died(name, "cannot be started: " + e.getMessage(), false);
        }
    }

    private ProcessBuilder builderOf(String name) {
        ProcessBuilder builder = builders.get(name);
        if (builder == null) {
            throw new IllegalArgumentException("no worker " + name);
        }
        return builder;
    }

    private synchronized void exited(String name, int status) {
        processes.remove(name);
        if (stopping) {
            return;
        }
        if (status == EXIT_AFRESH) {
            supervisor.accept(new SupervisorMessage.WorkerExited(name, name + " " + AFRESH));
            notices.accept(name + " " + AFRESH);
            launchAgain(name);
            return;
        }
        String how =
                status > SIGNAL_BASE ? "was killed by signal " + (status - SIGNAL_BASE) : "ended with status " + status;
        supervisor.accept(new SupervisorMessage.WorkerExited(name, name + " " + how));
        if (status == EXIT_ORPHAN) {
            startAgain(name, "has no coordinator", ORPHAN_PAUSE_SECONDS);
        } else {
            died(name, how, status == EXIT_UNFIT);
        }
    }

    private void died(String name, String how, boolean isUnfit) {
        long livedNanos = System.nanoTime() - startedNanos.getOrDefault(name, System.nanoTime());
        if (livedNanos > FORGIVEN_AFTER.toNanos()) {
            madeProgress(name);
        }
        int count = deaths.merge(name, 1, Integer::sum);
        int unfitCount = isUnfit ? unfit.merge(name, 1, Integer::sum) : 0;
        if (count >= MAX_DEATHS || unfitCount >= MAX_UNFIT) {
            giveUp(name, how);
            return;
        }
        startAgain(name, how, Math.min(count - 1, 5));
    }

    private void startAgain(String name, String why, int seconds) {
        notices.accept(name + " " + why + "; starting it again");
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> launchAgain(name));
    }

    private void giveUp(String name, String how) {
        givenUp.add(name);
        notices.accept(name + " " + how + " too often without finishing an epoch, and is given up; its log says more");
        if (givenUp.containsAll(builders.keySet())) {
            supervisor.accept(new SupervisorMessage.Pause("no worker is left: " + name + " " + how));
        }
    }

    /** Has every worker leave once the epoch that it trains is recorded, and waits for so long. Those that are late then lose it. */
    public void drain(Duration limit) {
        List<Process> leaving = stopAll();
        for (Process process : leaving) {
            try {
                process.getOutputStream().write((DRAIN + "\n").getBytes(UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                process.destroy(); // The pipe is gone, so the worker is ending already.
            }
        }
        awaitEnd(leaving, limit);
    }

    private synchronized List<Process> stopAll() {
        stopping = true;
        return List.copyOf(processes.values());
    }

    private static void awaitEnd(List<Process> ending, Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        try {
            for (Process process : ending) {
                process.waitFor(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every worker: asks by closing the pipe, and insists after a while. */
    @Override
    public void close() {
        List<Process> ending = stopAll();
        for (Process process : ending) {
            try (OutputStream pipe = process.getOutputStream()) {
                pipe.flush();
            } catch (IOException e) {
                process.destroy(); // The pipe is gone, so the worker is ending already.
            }
        }
        awaitEnd(ending, stopLimit);
        ending.forEach(Process::destroyForcibly);
        awaitEnd(ending, stopLimit);
    }
}
