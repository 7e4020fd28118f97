package dev.tryout.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tryout.cluster.LocalWorkers;
import dev.tryout.cluster.WorkerInfo;
import dev.tryout.cluster.WorkerNode;
import dev.tryout.training.device.Device;
import dev.tryout.training.files.FileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A worker in a process of its own, which ends with the process that started it. */
@Command(
        name = WorkerProcessCommand.NAME,
        hidden = true,
        description = "Joins a cluster and runs trials on one device; started by run and worker.")
final class WorkerProcessCommand implements Callable<Integer> {
    static final String NAME = "worker-process";

    private static final long LEAVE_LIMIT_SECONDS = 3;

    @Option(names = "--join", paramLabel = "HOST:PORT", split = ",", required = true, description = "Coordinators.")
    private List<String> coordinators = List.of();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Unique among the workers.")
    private String name = "";

    @Option(names = "--device", paramLabel = "cpu|gpu:N", defaultValue = "cpu", description = "What to train on.")
    private String device = "cpu";

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads for computing.")
    private int threads = 1;

    @Option(names = "--studies", paramLabel = "DIR", required = true, description = "Folder of studies.")
    private Path studies = Path.of("");

    @Option(names = "--logs", paramLabel = "DIR", required = true, description = "For its log.")
    private Path logs = Path.of("");

    @Option(names = "--file-cache-bytes", paramLabel = "N", required = true, description = "For fetched files.")
    private long fileCacheBytes;

    @Option(
            names = "--prepare",
            paramLabel = "JSON",
            description = "Load what this study's trials share while joining.")
    private @Nullable String prepare;

    private volatile boolean leaving;

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(logs);
        Logs.to(logs.resolve(name + ".log"));
        Device taken = DeviceNames.parse(device, threads);
        String loopback = InetAddress.getLoopbackAddress().getHostName();
        WorkerInfo info = WorkerInfo.of(name, System.getenv().getOrDefault("TRYOUT_HOST", loopback), taken);
        Objectives objectives = new Objectives(taken, FileStore.ofMachine(fileCacheBytes));
        if (prepare != null) {
            HeadStart.begin(objectives, ObjectiveJson.readSettings(prepare));
        }
        WorkerNode node = WorkerNode.start(info, studies, objectives, coordinators, Home.configuration("worker"));
        endWithParent(node);
        WorkerNode.Ended ended = node.ended().get();
        if (ended.ending() == WorkerNode.Ending.LEFT) {
            leave(node);
        }
        if (leaving) {
            Runtime.getRuntime().halt(0);
        }
        LoggerFactory.getLogger(WorkerProcessCommand.class).error("{} ends: {}", name, ended.reason());
        int status = LocalWorkers.exitStatus(ended.ending());
        Runtime.getRuntime().halt(status); // The engine's own hooks may wait for a trial that hangs.
        return status;
    }

    /**
     * Ends this process when the parent's end of the pipe closes, at the latest with the parent. A signal from the terminal reaches
     * parent and workers alike; the parent decides what it means, so this process holds on until the parent is done.
     */
    private void endWithParent(WorkerNode node) {
        CountDownLatch parentGone = new CountDownLatch(1);
        Thread watcher = new Thread(
                () -> {
                    listen(node);
                    parentGone.countDown();
                    leave(node);
                },
                "parent-watcher");
        watcher.setDaemon(true);
        watcher.start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                parentGone.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "hold-on-for-parent"));
    }

    private static void listen(WorkerNode node) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(LocalWorkers.DRAIN)) {
                    node.drain();
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(WorkerProcessCommand.class).info("the pipe to the parent broke", e);
        }
    }

    private void leave(WorkerNode node) {
        LoggerFactory.getLogger(WorkerProcessCommand.class).info("{} leaves", name);
        leaving = true;
        node.stop();
        try {
            node.left().toCompletableFuture().get(LEAVE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            LoggerFactory.getLogger(WorkerProcessCommand.class).info("left without a good-bye", e);
        }
        Runtime.getRuntime().halt(0);
    }
}
