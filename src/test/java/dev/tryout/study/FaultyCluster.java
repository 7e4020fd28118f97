package dev.tryout.study;

import dev.tryout.audit.Acknowledged;
import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A coordinator and workers in virtual time, as the actors play them: workers ask until they are given a trial, write a checkpoint
 * before they report, and report until they are answered; a coordinator persists what the study decides, and then acts on it. What
 * dies comes back under the same name.
 */
final class FaultyCluster {
    private static final int MOST_STEPS = 200_000;

    final VirtualNetwork network;
    final Random random;
    final Faults faults;
    final Study study;
    final List<StudyEvent> journal = new ArrayList<>();
    final List<Acknowledged> acknowledged = new ArrayList<>();
    /** The last epoch of each run whose checkpoint is on the disk that all share. */
    final Map<Integer, Integer> checkpoints = new HashMap<>();

    private final List<SimulatedWorker> workers = new ArrayList<>();
    private SimulatedCoordinator coordinator;
    int coordinatorDeaths;
    int workerDeaths;
    int voidReports;

    private FaultyCluster(StudySpec spec, EpochSharing sharing, int workers, Faults faults, long seed) {
        this.random = new Random(seed);
        this.faults = faults;
        this.network = new VirtualNetwork(random, faults);
        this.study = Study.of(spec, sharing);
        journal.addAll(study.decide(new StudyState(), new StudyCommand.Create(spec, "{}", "", "test", 0)));
        coordinator = new SimulatedCoordinator(this, 1);
        for (int i = 1; i <= workers; i++) {
            this.workers.add(new SimulatedWorker(this, "worker-" + i));
        }
    }

    /** Runs a study until its champion is promoted. */
    static FaultyCluster run(StudySpec spec, EpochSharing sharing, int workers, Faults faults, long seed) {
        FaultyCluster cluster = new FaultyCluster(spec, sharing, workers, faults, seed);
        cluster.coordinator.start();
        cluster.workers.forEach(SimulatedWorker::start);
        for (int step = 0; !cluster.coordinator.isDone(); step++) {
            if (step > MOST_STEPS) {
                throw new AssertionError("no end after " + step + " steps");
            }
            cluster.network.step();
        }
        return cluster;
    }

    SimulatedCoordinator coordinator() {
        return coordinator;
    }

    /** The coordinator's process is gone; another takes over after a while, from the journal. */
    void replaceCoordinator() {
        coordinatorDeaths++;
        int session = coordinator.session() + 1;
        network.after(1_000 + random.nextInt(5_000), () -> {
            coordinator = new SimulatedCoordinator(this, session);
            coordinator.start();
        });
    }

    /** A session's supervisor is known on every node after a while. */
    void announce(int session) {
        workers.forEach(worker -> network.after(random.nextInt(3_000), () -> worker.onSession(session)));
    }

    /** Tells a process of a worker something. */
    void toWorker(String name, int process, Consumer<SimulatedWorker> message) {
        SimulatedWorker worker = workers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        network.send(() -> {
            if (worker.isAlive(process)) {
                message.accept(worker);
            }
        });
    }

    /** Tells a session's coordinator something. */
    void toCoordinator(int session, Consumer<SimulatedCoordinator> message) {
        network.send(() -> {
            if (coordinator.session() == session && coordinator.isAlive()) {
                message.accept(coordinator);
            }
        });
    }

    StudyView view() {
        StudyState state = new StudyState();
        journal.forEach(state::apply);
        return state.view();
    }

    /** What an epoch of a run gives; some end early, some diverge, and all depend on their configuration alone. */
    static Measurement measure(Configuration configuration, int epoch, double seconds) {
        double kind = new Random(configuration.without(StudySpec.EPOCHS).hashCode() * 31L).nextDouble();
        double accuracy = kind < 0.1 && epoch > 1 ? Double.NaN : kind - 0.3 / epoch;
        return new Measurement(epoch, Map.of("accuracy", accuracy), seconds);
    }
}
