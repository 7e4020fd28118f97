package dev.tryout.study;

import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One session's coordinator, with the supervisor's rules for workers. */
final class SimulatedCoordinator {
    private static final long HOUR_MS = 3_600_000;
    private static final long AWAKE_MS = 1_000;

    private final FaultyCluster cluster;
    private final int session;
    private final StudyState state = new StudyState();
    private final Map<String, Integer> processes = new HashMap<>();
    private boolean alive = true;
    private long clockErrorMs;

    SimulatedCoordinator(FaultyCluster cluster, int session) {
        this.cluster = cluster;
        this.session = session;
    }

    void start() {
        cluster.journal.forEach(state::apply);
        if (decide(new StudyCommand.Open(nowMs()))) {
            cluster.announce(session);
            wake();
        }
    }

    int session() {
        return session;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isDone() {
        return alive && state.champion().isPresent();
    }

    /** Somebody goes on with a study that halted; a finished one has its champion promoted. */
    private void wake() {
        if (!alive) {
            return;
        }
        if (state.phase() == Phase.PAUSED) {
            decide(new StudyCommand.Open(nowMs()));
        } else if (state.phase() == Phase.FINISHED) {
            promote();
        }
        cluster.network.after(AWAKE_MS, this::wake);
    }

    private void promote() {
        StudyView view = state.view();
        Trial leader = view.leader().orElseThrow();
        int epoch = leader.best(view.spec().metric()).orElseThrow().epoch();
        Champion champion = new Champion(leader.id(), epoch, "", Map.of(), 0, List.of(), List.of());
        decide(new StudyCommand.Promote(champion, nowMs()));
    }

    private long nowMs() {
        if (cluster.random.nextDouble() < cluster.faults.clockJumps()) {
            clockErrorMs = (cluster.random.nextInt(3) - 1) * HOUR_MS;
        }
        return 2 * HOUR_MS + cluster.network.nowMs() + clockErrorMs;
    }

    /** Whether it lives to act on what was decided. */
    private boolean decide(StudyCommand command) {
        List<StudyEvent> events = cluster.study.decide(state, command);
        if (!events.isEmpty() && diesNow()) {
            return false;
        }
        cluster.journal.addAll(events);
        if (!events.isEmpty() && diesNow()) {
            return false;
        }
        events.forEach(state::apply);
        events.forEach(this::act);
        return true;
    }

    private boolean diesNow() {
        if (cluster.random.nextDouble() < cluster.faults.coordinatorDeaths()) {
            alive = false;
            cluster.replaceCoordinator();
        }
        return !alive;
    }

    private void act(StudyEvent event) {
        if (event instanceof StudyEvent.TrialAssigned assigned) {
            assign(state.trial(assigned.trial()).orElseThrow());
        } else if (event instanceof StudyEvent.TrialLost lost && !lost.worker()) {
            Trial trial = state.trial(lost.trial()).orElseThrow();
            String worker = trial.worker().orElseThrow();
            cluster.toWorker(worker, processOf(worker), w -> w.onRecall(trial.id(), trial.attempt()));
        }
    }

    private void assign(Trial trial) {
        String worker = trial.worker().orElseThrow();
        cluster.toWorker(worker, processOf(worker), w -> w.onAssign(trial));
    }

    /** 0 where it is not known. */
    private int processOf(String worker) {
        return processes.getOrDefault(worker, 0);
    }

    void onRequest(String worker, int process) {
        if (processOf(worker) != process) {
            processes.put(worker, process);
            if (!decide(new StudyCommand.LoseWorker(worker, worker + " started again", nowMs()))) {
                return;
            }
        }
        for (Trial trial : state.runningTrials()) {
            if (trial.worker().orElseThrow().equals(worker)) {
                assign(trial);
                return;
            }
        }
        decide(new StudyCommand.RequestWork(worker, nowMs()));
    }

    void onWorkerGone(String worker, int process) {
        if (alive && processes.remove(worker, process)) {
            decide(new StudyCommand.LoseWorker(worker, worker + " is gone", nowMs()));
        }
    }

    void onReport(SimulatedWorker.Sender sender, Trial trial, Measurement measurement) {
        Trial before = state.trial(trial.id()).orElseThrow();
        boolean isRecorded = before.attempt() == trial.attempt()
                && (before.state() == TrialState.RUNNING || before.lastEpoch() >= measurement.epoch());
        if (decide(new StudyCommand.Report(trial.id(), trial.attempt(), measurement, nowMs()))) {
            cluster.voidReports += isRecorded ? 0 : 1;
            Decision decision = Study.answer(state, trial.id(), trial.attempt());
            cluster.toWorker(
                    sender.worker(), sender.process(), w -> w.onDecided(trial, measurement, decision, isRecorded));
        }
    }

    void onEnd(SimulatedWorker.Sender sender, Trial trial) {
        if (decide(new StudyCommand.End(trial.id(), trial.attempt(), nowMs()))) {
            cluster.toWorker(sender.worker(), sender.process(), w -> w.onAcknowledged(trial));
        }
    }
}
