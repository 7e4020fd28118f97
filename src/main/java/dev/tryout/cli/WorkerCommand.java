package dev.tryout.cli;

import dev.tryout.cluster.LocalWorkers;
import dev.tryout.cluster.Node;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.studyfile.ByteSizes;
import dev.tryout.training.device.Device;
import dev.tryout.training.device.Devices;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout worker}. */
@Command(
        name = "worker",
        description = {
            "Adds this machine's devices to a cluster, one worker process for each, until it is told to end.",
            "On a termination signal or Ctrl-C the workers leave: what they train goes on elsewhere from its last epoch."
        })
final class WorkerCommand implements Callable<Integer> {
    @Mixin
    private JoinOption cluster = new JoinOption();

    @Option(names = "--name", paramLabel = "NAME", description = "Of the workers; by default the host's name.")
    private @Nullable String name;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu:N",
            split = ",",
            description = "What to train on; by default every GPU, or else the CPU.")
    private @Nullable List<String> devices;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of a worker on the CPU; by default its cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--studies",
            paramLabel = "DIR",
            defaultValue = "studies",
            description = "Folder of studies, shared with the other machines (default: ${DEFAULT-VALUE}).")
    private Path studies = Path.of("studies");

    @Option(
            names = "--drain-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "How long to wait for the epochs that are trained when told to end (default: ${DEFAULT-VALUE}).")
    private int drainLimitSeconds = 600;

    @Option(
            names = "--file-cache",
            paramLabel = "SIZE",
            defaultValue = "20GB",
            description = {
                "Disk for data and model files that are not at their places here and are fetched from the",
                "coordinator, for all workers of this machine together (default: ${DEFAULT-VALUE})."
            })
    private String fileCache = "20GB";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        String coordinators = String.join(",", cluster.required());
        long fileCacheBytes = ByteSizes.find(fileCache)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        "--file-cache must be a whole number of MB or GB, such as 20GB, got '" + fileCache + "'"));
        Node.check(Home.configuration("worker"));
        List<Device> chosen = DeviceNames.parse(devices, threads, Devices.forWorkers(0));
        String host = name != null ? name : hostName();
        Path folder = studies.toAbsolutePath().normalize();
        Path logs = folder.resolve("logs");
        Files.createDirectories(logs);
        Logs.to(logs.resolve(host + "-workers.log"));
        PrintWriter out = command.commandLine().getOut();
        CompletableFuture<String> nobodyLeft = new CompletableFuture<>();
        LocalWorkers workers = new LocalWorkers(
                message -> {
                    if (message instanceof SupervisorMessage.Pause pause) {
                        nobodyLeft.complete(pause.reason());
                    }
                },
                out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(workers, nobodyLeft), "leave"));
        for (Device device : chosen) {
            String worker = chosen.size() == 1 && name != null
                    ? host
                    : host + "-" + device.spelling().replace(":", "");
            workers.start(
                    worker, WorkerProcess.builder(worker, device, folder, logs, coordinators, null, fileCacheBytes));
            out.println(worker + ": " + device.describe() + ", joins " + coordinators + "; log in "
                    + logs.resolve(worker + ".log"));
        }
        throw new UserError(ExitCode.INPUT, nobodyLeft.get());
    }

    private void leave(LocalWorkers workers, CompletableFuture<String> nobodyLeft) {
        if (nobodyLeft.isDone()) {
            return;
        }
        command.commandLine()
                .getOut()
                .println("leaving once the running epochs are recorded, for up to " + drainLimitSeconds + " s");
        workers.drain(Duration.ofSeconds(drainLimitSeconds));
        workers.close();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private static String hostName() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            return host.replaceAll("[^A-Za-z0-9.-]", "-").toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            throw new UserError(
                    ExitCode.USAGE, "this machine has no name of its own; give the workers one: --name NAME");
        }
    }
}
