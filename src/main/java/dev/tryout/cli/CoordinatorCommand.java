package dev.tryout.cli;

import dev.tryout.cluster.CoordinatorNode;
import dev.tryout.cluster.Node;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout coordinator}. */
@Command(
        name = "coordinator",
        description = {
            "Holds the studies of a standing cluster until it is told to end: workers join it (tryout worker --join),",
            "and studies are submitted to it (tryout run --join). Of several, one works and the others stand by."
        })
final class CoordinatorCommand implements Callable<Integer> {
    private static final long PAUSE_SECONDS = 2;

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description = "Where this coordinator is reached; by default as cluster-conf/coordinator.conf says.")
    private @Nullable String address;

    @Option(
            names = "--coordinators",
            paramLabel = "HOST:PORT",
            split = ",",
            description =
                    "All coordinators, this one among them, in the same order for each; for a cluster of several.")
    private List<String> coordinators = List.of();

    @Mixin
    private Home home = new Home();

    @Spec
    private CommandSpec command = CommandSpec.create();

    private volatile @Nullable CoordinatorNode working;
    private volatile boolean leaving;

    @Override
    public Integer call() throws Exception {
        JoinOption.require("--coordinators", coordinators);
        Node.check(Home.configuration("coordinator"));
        Path logs = home.studies().resolve("logs");
        Files.createDirectories(logs);
        Logs.to(logs.resolve("coordinator" + (address == null ? "" : "-" + address.replace(':', '-')) + ".log"));
        PrintWriter out = command.commandLine().getOut();
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave, "leave"));
        while (true) {
            try {
                CoordinatorNode node = CoordinatorNode.start(
                        Home.configuration("coordinator"),
                        settings(),
                        coordinators,
                        joined -> new HostedStudies(home, joined, out::println));
                out.println("coordinator at " + node.address() + "; log in " + logs);
                if (!work(node)) {
                    Runtime.getRuntime().halt(stuck(out)); // What hangs would keep this process from ending.
                }
                out.println("the other coordinators have given this one up, as the log says; it joins them again");
            } catch (TimeoutException e) {
                out.println(e.getMessage() + "; it goes on trying");
            }
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        }
    }

    /** Until the node is over; returns whether another can take its place. */
    private boolean work(CoordinatorNode node) throws InterruptedException {
        working = node;
        boolean ended = node.awaitEnd();
        if (leaving) {
            Thread.currentThread().join(); // The hook has the last word.
        }
        working = null;
        return ended;
    }

    private static int stuck(PrintWriter out) {
        out.println(
                "the other coordinators have given this one up, as the log says, and it does not end cleanly: start it again");
        out.flush();
        return ExitCode.PAUSED;
    }

    private void leave() {
        leaving = true;
        CoordinatorNode node = working;
        if (node != null) {
            node.close();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        if (address != null) {
            JoinOption.require("--address", List.of(address));
            int colon = address.indexOf(':');
            settings.put("akka.remote.artery.canonical.hostname", address.substring(0, colon));
            settings.put("akka.remote.artery.canonical.port", Integer.parseInt(address.substring(colon + 1)));
        }
        return settings;
    }
}
