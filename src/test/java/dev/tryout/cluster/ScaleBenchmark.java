package dev.tryout.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudySpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A coordinator with its SQLite journal, and workers on another node of its cluster that train by waiting; every message crosses TCP.
 *
 * <p>{@code ScaleBenchmark overhead TRIALS WORKERS}: trials of one second each; how much longer the study takes than they do.
 * {@code ScaleBenchmark latency WORKERS SECONDS}: each worker reports once a second; how long decisions take.
 */
final class ScaleBenchmark {
    private static final Duration EPOCH = Duration.ofSeconds(1);
    private static final int QUARTERS = 4;
    private static final long MIB = 1 << 20;

    private final int workers;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger over = new AtomicInteger();

    private ScaleBenchmark(int workers) {
        this.workers = workers;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("overhead")) {
            int trials = Integer.parseInt(args[1]);
            new ScaleBenchmark(Integer.parseInt(args[2])).overhead(trials);
        } else {
            new ScaleBenchmark(Integer.parseInt(args[1])).latency(Integer.parseInt(args[2]));
        }
        System.exit(0);
    }

    private void overhead(int trials) throws Exception {
        try (Coordinator coordinator = start(Files.createTempDirectory("scale-benchmark"))) {
            ActorSystem<Void> nodes = startWorkers(coordinator);
            long begin = System.nanoTime();
            coordinator.tell(begin(Samples.spec(trials, 1)));
            for (int quarter = 1; quarter <= QUARTERS; quarter++) {
                while (over.get() < (long) trials * quarter / QUARTERS && finished.getCount() > 0) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                System.out.printf(Locale.ROOT, "%,d trials: heap %d MiB%n", over.get(), heapMiB());
            }
            finished.await();
            double seconds = (System.nanoTime() - begin) / 1e9;
            double training = Math.ceil((double) trials / workers) * EPOCH.toSeconds();
            System.out.printf(
                    Locale.ROOT,
                    "%,d trials of 1 s on %d workers: %.1f s, of which training takes %.0f: overhead %.1f %%%n",
                    trials,
                    workers,
                    seconds,
                    training,
                    100 * (seconds / training - 1));
            nodes.terminate();
        }
    }

    private void latency(int seconds) throws Exception {
        try (Coordinator coordinator = start(Files.createTempDirectory("scale-benchmark"))) {
            ActorSystem<Void> nodes = startWorkers(coordinator);
            coordinator.tell(begin(Samples.spec(workers, seconds)));
            if (!finished.await(seconds * 4L + 120, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the study did not end");
            }
            List<Long> sorted = new ArrayList<>(latencies);
            sorted.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%d workers, %,d reports: decisions after %.1f ms (median), %.1f (99th percentile), %.1f (worst)%n",
                    workers,
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get((int) (sorted.size() * 0.99)) / 1e6,
                    sorted.get(sorted.size() - 1) / 1e6);
            nodes.terminate();
        }
    }

    private static SupervisorMessage begin(StudySpec spec) {
        return new SupervisorMessage.Begin(spec, "{}", "", "benchmark");
    }

    private static long heapMiB() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    private Coordinator start(Path folder) throws IOException {
        return Coordinator.start(
                new StudyFolder(folder.resolve("scale")),
                "sample",
                null,
                Optional.empty(),
                Study::of,
                (study, trial, checkpoint, test) -> {
                    throw new IOException("nothing is promoted here");
                },
                new Coordinator.Listener() {
                    @Override
                    public void onUpdate(SupervisorMessage.Update update) {
                        if (update.study().phase() == Phase.FINISHED) {
                            finished.countDown();
                        }
                    }

                    @Override
                    public void onPromotionFailed(String reason) {}

                    @Override
                    public void onNotice(String text) {}

                    @Override
                    public void onFailure(String reason) {
                        throw new IllegalStateException(reason);
                    }
                });
    }

    private ActorSystem<Void> startWorkers(Coordinator coordinator) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(workers);
        Behavior<Void> guardian = Behaviors.setup(context -> {
            for (int i = 1; i <= workers; i++) {
                WorkerInfo info = Samples.worker("worker-" + i);
                context.spawn(WaitingWorker.create(info, EPOCH, asked::countDown, this::answered), info.name());
            }
            return Behaviors.empty();
        });
        ActorSystem<Void> nodes = ActorSystem.create(
                guardian, Node.SYSTEM, Node.config(null, List.of("worker"), List.of(Node.seed(coordinator.address()))));
        asked.await();
        return nodes;
    }

    private void answered(long latencyNanos, boolean last) {
        latencies.add(latencyNanos);
        if (last) {
            over.incrementAndGet();
        }
    }
}
