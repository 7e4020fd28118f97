package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A standing cluster of real processes with one folder of studies, whose nodes a test kills, ends, cuts off and starts again. */
final class StandingCluster implements AutoCloseable {
    /** A deadline against hanging, far beyond what a slow machine needs. */
    private static final int LIMIT_SECONDS = 300;

    /** Trains nothing, slowly enough to be disturbed, and keeps count of every epoch that it trains. */
    private static final String TRAINING = ShellStudy.script(
            List.of(
                    "epoch=1",
                    "saved=\"$TRYOUT_CHECKPOINT_DIR/saved\"",
                    "[ ! -f \"$saved\" ] || epoch=$((TRYOUT_RESUME_EPOCH + 1))"),
            List.of(
                    "until [ -f \"$(dirname \"$0\")/go\" ]; do [ -e \"$0\" ] || exit 1; sleep 0.1; done",
                    "sleep 0.5",
                    "echo \"$epoch\" > \"$saved\"",
                    "echo \"$TRYOUT_PARAM_X $epoch\" >> \"$(dirname \"$0\")/trained\""));

    private final Path folder;
    private final List<String> addresses;
    private final Map<String, TryoutProcess> nodes = new TreeMap<>();

    /** Where a node runs: what stands before its command, by its name. */
    interface Place {
        List<String> prefix(String node);
    }

    private final Place place;

    /** Of coordinators, or null for the defaults. */
    private final @Nullable Path configuration;

    /** Of so many coordinators, on loopback. */
    StandingCluster(Path folder, int coordinators) throws IOException {
        this(folder, freeAddresses(coordinators), node -> List.of(), null);
    }

    /** @param home whose {@code cluster-conf/coordinator.conf} the coordinators have */
    StandingCluster(Path folder, int coordinators, Path home) throws IOException {
        this(
                folder,
                freeAddresses(coordinators),
                node -> List.of("env", "TRYOUT_HOME=" + home),
                home.resolve("cluster-conf").resolve("coordinator.conf"));
    }

    /** @param addresses of the coordinators, {@code host:port} */
    StandingCluster(Path folder, List<String> addresses, Place place) throws IOException {
        this(folder, addresses, place, null);
    }

    private StandingCluster(Path folder, List<String> addresses, Place place, @Nullable Path configuration)
            throws IOException {
        this.folder = folder;
        this.addresses = List.copyOf(addresses);
        this.place = place;
        this.configuration = configuration;
        Files.writeString(folder.resolve("train.sh"), TRAINING);
    }

    private static List<String> freeAddresses(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            addresses.add("127.0.0.1:" + socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return addresses;
    }

    /** The names of the coordinators, the first first. */
    List<String> coordinators() {
        return IntStream.rangeClosed(1, addresses.size()).mapToObj(i -> "c" + i).toList();
    }

    private String all() {
        return String.join(",", addresses);
    }

    /** Starts every coordinator and these workers. */
    void startAll(String... workers) throws Exception {
        for (String coordinator : coordinators()) {
            start(coordinator);
        }
        for (String worker : workers) {
            start(worker);
        }
    }

    /** Starts a coordinator ({@code c1}), or a worker of any other name. */
    void start(String node) throws IOException {
        int coordinator = coordinators().indexOf(node);
        if (coordinator < 0) {
            startWorker(node, folder.resolve("studies"));
        } else {
            String address = addresses.get(coordinator);
            nodes.put(
                    node,
                    TryoutProcess.startUnder(
                            place.prefix(node), folder, "coordinator", "--address", address, "--coordinators", all()));
        }
    }

    /** Starts a worker whose folder of studies need not be the others'. */
    void startWorker(String node, Path studies) throws IOException {
        List<String> options = List.of(
                "--join", all(), "--name", node, "--device", "cpu", "--threads", "1", "--studies", studies.toString());
        List<String> command = new ArrayList<>(List.of("worker"));
        command.addAll(options);
        nodes.put(node, TryoutProcess.startUnder(place.prefix(node), folder, command.toArray(String[]::new)));
    }

    /** Starts a node again, and waits until it is a member, as a person would before the next one. */
    void startAgain(String node) throws Exception {
        start(node);
        if (coordinators().contains(node)) {
            node(node).awaitOutput(text -> text.contains("coordinator at "));
        }
    }

    TryoutProcess node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** Submits a study and waits until the cluster has it; it trains from then on, however long the submission takes to end. */
    void submit(String name, int trials, int epochs, String place) throws Exception {
        String study =
                ShellStudy.yaml(name, trials, epochs, folder.resolve("train.sh").toString());
        Path file = Files.writeString(folder.resolve(name + ".yaml"), study);
        List<String> prefix = this.place.prefix(place);
        try (TryoutProcess run =
                TryoutProcess.startUnder(prefix, folder, "run", file.toString(), "--join", all(), "--detach")) {
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        Files.createFile(folder.resolve("go"));
    }

    /** Runs a command about the cluster. */
    TryoutProcess joining(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--join", all()));
        return TryoutProcess.startUnder(List.of(), folder, command.toArray(String[]::new));
    }

    StudyFolder study(String name) {
        return new StudyFolder(folder.resolve("studies").resolve(name));
    }

    Journal journal(String name) throws IOException {
        return study(name).journal(configuration);
    }

    /** What is recorded so far; nothing while its journal is being made. */
    List<StudyEvent> events(String name) {
        try {
            return study(name).isStudy() ? journal(name).read() : List.of();
        } catch (JournalException e) {
            return List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static int epochs(List<StudyEvent> events) {
        return (int) events.stream()
                .filter(StudyEvent.EpochMeasured.class::isInstance)
                .count();
    }

    /** Waits until so many epochs are recorded, and returns what is. */
    List<StudyEvent> awaitEpochs(String name, int count) throws Exception {
        return await(name, events -> epochs(events) >= count, count + " epochs");
    }

    /** Waits until the champion is there, and returns all that is recorded. */
    List<StudyEvent> awaitChampion(String name) throws Exception {
        return await(
                name, events -> events.stream().anyMatch(StudyEvent.ChampionPromoted.class::isInstance), "a champion");
    }

    List<StudyEvent> await(String name, Predicate<List<StudyEvent>> condition, String what) throws Exception {
        for (int i = 0; i < 10 * LIMIT_SECONDS; i++) {
            List<StudyEvent> events = events(name);
            if (condition.test(events)) {
                return events;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("study " + name + " has not " + what + " after " + LIMIT_SECONDS + " s, but "
                + events(name) + "\n" + outputs());
    }

    /** What every node that was started last under its name has printed. */
    String outputs() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, TryoutProcess> node : nodes.entrySet()) {
            text.append(node.getKey()).append(":\n").append(node.getValue().output());
        }
        return text.toString();
    }

    /** The coordinator that works on a study: of those that live, the last one that said so. */
    String working(String name) throws IOException {
        for (String coordinator : coordinators()) {
            TryoutProcess node = nodes.get(coordinator);
            if (node != null && node.process().isAlive() && node.output().contains(name + ": work begins")) {
                return coordinator;
            }
        }
        throw new AssertionError("no coordinator works on study " + name + ":\n" + outputs());
    }

    /** Ends a node without a word, and its workers with it. */
    void kill(String node) throws InterruptedException {
        Process process = node(node).process();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Asks a node to end, and waits until it has. */
    void terminate(String node) throws Exception {
        node(node).process().destroy();
        node(node).exitCode();
    }

    /** How often the programs of the trials trained an epoch, one that was not recorded included. */
    int trained() throws IOException {
        return Files.readAllLines(folder.resolve("trained")).size();
    }

    @Override
    public void close() {
        nodes.values().forEach(TryoutProcess::close);
    }
}
