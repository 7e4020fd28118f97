package dev.tryout.cli;

import dev.tryout.cluster.ClusterClient;
import dev.tryout.cluster.WorkerInfo;
import dev.tryout.study.MemorySize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout members}. */
@Command(name = "members", description = "Lists the workers of a standing cluster, and the studies that it works on.")
final class MembersCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Mixin
    private JoinOption cluster = new JoinOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        List<String> coordinators = cluster.required();
        List<WorkerInfo> workers;
        List<String> studies;
        try (ClusterClient client = new ClusterClient(Home.configuration("worker"), coordinators, LIMIT)) {
            workers = client.workers();
            studies = client.studies();
        } catch (TimeoutException e) {
            throw JoinOption.silent(coordinators, LIMIT);
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("workers", workers.stream().map(MembersCommand::json).toList());
            members.put("studies", studies);
            out.println(ObjectiveJson.JSON.writeValueAsString(members));
        } else {
            workers.forEach(worker -> out.printf(
                    "worker  %-24s %-24s %10s  %s%n", worker.name(), worker.host(), memory(worker), worker.device()));
            studies.forEach(study -> out.printf("study   %s%n", study));
            out.println(workers.size()
                    + (workers.size() == 1 ? " worker, " : " workers, ")
                    + studies.size()
                    + (studies.size() == 1 ? " study" : " studies"));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(WorkerInfo worker) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", worker.name());
        json.put("host", worker.host());
        json.put("device", worker.device());
        json.put("kind", worker.kind().name().toLowerCase(Locale.ROOT));
        json.put("memory_bytes", worker.memoryBytes());
        return json;
    }

    private static String memory(WorkerInfo worker) {
        return worker.memoryBytes() == 0 ? "-" : MemorySize.rounded(worker.memoryBytes());
    }
}
