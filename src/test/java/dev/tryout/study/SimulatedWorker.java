package dev.tryout.study;

import dev.tryout.audit.Acknowledged;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import org.jspecify.annotations.Nullable;

/** A worker, one process after the other. Its clock is an hour wrong, and says how long epochs take. */
final class SimulatedWorker {
    private static final long RETRY_MS = 2_000;
    private static final int EPOCH_MS = 1_500;
    private static final double WRONG_SECONDS = 3_600;

    /** A process of a worker. */
    record Sender(String worker, int process) {}

    private final FaultyCluster cluster;
    private final String name;
    private int process;
    private boolean alive;
    private int session;
    private int assignedIn;
    private @Nullable Trial running;
    private @Nullable Trial lastRun;
    private @Nullable Measurement unanswered;
    private boolean ended;

    SimulatedWorker(FaultyCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isAlive(int ofProcess) {
        return alive && process == ofProcess;
    }

    void start() {
        process++;
        alive = true;
        running = null;
        lastRun = null;
        unanswered = null;
        session = cluster.coordinator().session();
        tick(process);
    }

    private void tick(int ofProcess) {
        if (!isAlive(ofProcess)) {
            return;
        }
        if (running == null) {
            cluster.toCoordinator(session, c -> c.onRequest(name, ofProcess));
        } else {
            send();
        }
        cluster.network.after(RETRY_MS, () -> tick(ofProcess));
    }

    /** Sends what was not answered yet, if anything. */
    private void send() {
        Trial trial = running;
        Measurement measurement = unanswered;
        Sender me = new Sender(name, process);
        if (trial != null && measurement != null) {
            cluster.toCoordinator(session, c -> c.onReport(me, trial, measurement));
        } else if (trial != null && ended) {
            cluster.toCoordinator(session, c -> c.onEnd(me, trial));
        }
    }

    void onSession(int newSession) {
        if (newSession <= session) {
            return;
        }
        session = newSession;
        if (running != null && assignedIn != session) {
            over();
        }
    }

    void onAssign(Trial trial) {
        boolean again = lastRun != null && lastRun.id() == trial.id() && lastRun.attempt() == trial.attempt();
        if (running == null && !again) {
            running = trial;
            lastRun = trial;
            assignedIn = session;
            ended = false;
            unanswered = null;
            begin(trial, trial.lastEpoch() + 1);
        }
    }

    private void begin(Trial trial, int epoch) {
        int run = trial.origin().run();
        if (epoch > trial.epochs() || endsBefore(trial, epoch)) {
            ended = true;
            send();
        } else if (cluster.checkpoints.getOrDefault(run, 0) >= epoch) {
            report(trial, epoch);
        } else {
            int now = process;
            cluster.network.after(EPOCH_MS / 2 + cluster.random.nextInt(EPOCH_MS), () -> trained(now, trial, epoch));
        }
    }

    /** Some programs come to their end by themselves. */
    private static boolean endsBefore(Trial trial, int epoch) {
        return epoch > 1 && trial.configuration().hashCode() % 7 == 0;
    }

    private void trained(int ofProcess, Trial trial, int epoch) {
        if (!isAlive(ofProcess) || !runs(trial.id(), trial.attempt())) {
            return;
        }
        if (cluster.random.nextDouble() < cluster.faults.workerDeaths()) {
            die();
            return;
        }
        cluster.checkpoints.merge(trial.origin().run(), epoch, Math::max);
        if (cluster.random.nextDouble() < cluster.faults.workerDeaths()) {
            die();
            return;
        }
        if (cluster.random.nextDouble() < cluster.faults.workerDeaths()) {
            cluster.coordinator().onWorkerGone(name, process); // It lives, but nobody could reach it for a while.
        }
        report(trial, epoch);
    }

    private void report(Trial trial, int epoch) {
        unanswered = FaultyCluster.measure(trial.configuration(), epoch, epoch % 2 == 0 ? WRONG_SECONDS : 1);
        send();
    }

    private void die() {
        alive = false;
        cluster.workerDeaths++;
        int gone = process;
        cluster.network.after(
                cluster.random.nextInt(10_000), () -> cluster.coordinator().onWorkerGone(name, gone));
        cluster.network.after(1_000 + cluster.random.nextInt(3_000), this::start);
    }

    void onDecided(Trial trial, Measurement measurement, Decision decision, boolean isRecorded) {
        if (isRecorded) {
            cluster.acknowledged.add(new Acknowledged(trial.id(), measurement));
        }
        if (!runs(trial.id(), trial.attempt()) || !measurement.equals(unanswered)) {
            return;
        }
        unanswered = null;
        if (decision.action() == Decision.Action.CONTINUE) {
            begin(trial, measurement.epoch() + 1);
        } else {
            over();
        }
    }

    void onAcknowledged(Trial trial) {
        if (runs(trial.id(), trial.attempt())) {
            over();
        }
    }

    void onRecall(int trial, int attempt) {
        if (runs(trial, attempt)) {
            over();
        }
    }

    private boolean runs(int trial, int attempt) {
        return running != null && running.id() == trial && running.attempt() == attempt;
    }

    private void over() {
        running = null;
        unanswered = null;
        int now = process;
        cluster.toCoordinator(session, c -> c.onRequest(name, now));
    }
}
