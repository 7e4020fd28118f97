package dev.tryout.cli;

import dev.tryout.cluster.LocalWorkers;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.WorkerInfo;
import dev.tryout.cluster.WorkerNode;
import dev.tryout.training.device.Device;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A worker in a process of its own; {@code tryout run} starts them. */
@Command(
        name = "worker",
        hidden = true,
        description = "Joins a coordinator and runs its trials on one device. tryout run starts its own workers.")
final class WorkerCommand implements Callable<Integer> {
    private static final long LEAVE_LIMIT_SECONDS = 3;
    private static final long PARENT_LIMIT_SECONDS = 30;

    @Option(names = "--join", paramLabel = "HOST:PORT", required = true, description = "The coordinator.")
    private String coordinator = "";

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Unique among the workers.")
    private String name = "";

    @Option(names = "--device", paramLabel = "cpu|gpu:N", defaultValue = "cpu", description = "What to train on.")
    private String device = "cpu";

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads for computing.")
    private int threads = 1;

    @Option(names = "--study-folder", paramLabel = "DIR", required = true, description = "For checkpoints and logs.")
    private Path folder = Path.of("");

    @Option(names = "--start-engine", description = "Load the native engine while joining.")
    private boolean startEngine;

    @Option(names = "--with-parent", description = "End when standard input does.")
    private boolean withParent;

    private volatile boolean leaving;

    @Override
    public Integer call() throws Exception {
        StudyFolder study = new StudyFolder(folder);
        Files.createDirectories(study.logs());
        Logs.to(study.log(name));
        Device taken = parse(device);
        WorkerInfo info = new WorkerInfo(
                name, taken.describe(), InetAddress.getLoopbackAddress().getHostName());
        if (startEngine) {
            EngineStart.begin(taken);
        }
        WorkerNode node = WorkerNode.start(
                info, study.trials(), new Objectives(taken), coordinator, Home.configuration("worker"));
        if (withParent) {
            endWithParent(node);
        }
        String reason = node.ended().get();
        if (leaving) {
            Runtime.getRuntime().halt(0);
        }
        LoggerFactory.getLogger(WorkerCommand.class).error("{} ends: {}", name, reason);
        int status = LocalWorkers.exitStatus(reason);
        Runtime.getRuntime().halt(status); // The engine's own hooks may wait for a trial that hangs.
        return status;
    }

    private Device parse(String text) {
        if (text.equals("cpu")) {
            return Device.cpu(threads);
        }
        if (text.matches("gpu:\\d{1,3}")) {
            return new Device(Device.Kind.GPU, Integer.parseInt(text.substring(4)), "gpu", 0, threads);
        }
        throw new UserError(ExitCode.USAGE, "no device '" + text + "': use cpu, or gpu:0 and so on");
    }

    /**
     * Ends this process when the parent's end of the pipe closes. A signal from the terminal reaches parent and workers alike;
     * the parent decides what it means, so this process holds on until the parent is done.
     */
    private void endWithParent(WorkerNode node) {
        CountDownLatch parentGone = new CountDownLatch(1);
        Thread watcher = new Thread(
                () -> {
                    waitForEnd();
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
                                parentGone.await(PARENT_LIMIT_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "hold-on-for-parent"));
    }

    private static void waitForEnd() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            LoggerFactory.getLogger(WorkerCommand.class).info("the pipe to the parent broke", e);
        }
    }

    private void leave(WorkerNode node) {
        LoggerFactory.getLogger(WorkerCommand.class).info("the coordinator ended, so this worker does");
        leaving = true;
        node.stop();
        try {
            node.ended().get(LEAVE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            LoggerFactory.getLogger(WorkerCommand.class).info("left without a good-bye", e);
        }
        Runtime.getRuntime().halt(0);
    }
}
