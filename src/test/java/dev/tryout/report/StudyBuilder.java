package dev.tryout.report;

import dev.tryout.space.Configuration;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Map;

/** Feeds events to a study's state, the clock going on by itself or as told. */
final class StudyBuilder {
    static final long START_MS = 1_795_428_900_000L;
    static final double EPOCH_SECONDS = 8;

    private final StudyState state = new StudyState();
    private long nowMs = START_MS;

    StudyBuilder(StudySpec spec) {
        state.apply(new StudyEvent.StudyCreated(spec, "{}", "sha256:9f2c", "0.1.0", nowMs));
        state.apply(new StudyEvent.SessionOpened(nowMs));
    }

    StudyView view() {
        return state.view();
    }

    StudyState state() {
        return state;
    }

    StudyBuilder at(long ms) {
        nowMs = ms;
        return this;
    }

    /** Suggests the next trial, assigns it, and reports these values of accuracy. */
    StudyBuilder run(Configuration configuration, String worker, double... values) {
        suggest(configuration);
        int id = state.trials().size();
        return assign(id, worker).measure(id, values);
    }

    StudyBuilder suggest(Configuration configuration) {
        return suggest(configuration, "random");
    }

    StudyBuilder suggest(Configuration configuration, String note) {
        int id = state.trials().size() + 1;
        return apply(new StudyEvent.TrialSuggested(id, configuration, configuration.integer("epochs", 1), note, nowMs));
    }

    /** Suggests a trial of a run that others share. */
    StudyBuilder suggestInRun(Configuration configuration, int run) {
        int id = state.trials().size() + 1;
        return apply(new StudyEvent.TrialSuggested(
                id, configuration, configuration.integer("epochs", 1), "grid", run, null, nowMs));
    }

    /** The trial takes its epochs over from another, all that it is to train. */
    StudyBuilder share(int id, int from) {
        List<Measurement> measurements =
                trial(from).measurements().subList(0, trial(id).epochs());
        return apply(new StudyEvent.EpochsShared(id, from, trial(id).epochs(), measurements, null, nowMs));
    }

    StudyBuilder beginFinals(String reason, int seeds, Integer... finalists) {
        return apply(new StudyEvent.FinalsBegun(reason, List.of(finalists), seeds, nowMs));
    }

    /** Trains a finalist again, reporting these values. */
    StudyBuilder repeat(int finalist, int seed, double... values) {
        int id = state.trials().size() + 1;
        String note = "finals: trial " + finalist + " with seed " + seed + " of 3";
        apply(new StudyEvent.TrialSuggested(
                id, trial(finalist).configuration(), trial(finalist).epochs(), note, null, finalist, nowMs));
        return assign(id, "worker-1").measure(id, values).complete(id, "");
    }

    StudyBuilder assign(int id, String worker) {
        return apply(new StudyEvent.TrialAssigned(id, trial(id).attempt() + 1, worker, null, null, nowMs));
    }

    StudyBuilder measure(int id, double... values) {
        for (double value : values) {
            nowMs += (long) (EPOCH_SECONDS * 1000);
            int epoch = trial(id).lastEpoch() + 1;
            measure(id, epoch, EPOCH_SECONDS, Map.of(state.spec().metric().name(), value, "loss", 1.5 - value));
        }
        return this;
    }

    StudyBuilder measure(int id, int epoch, double seconds, Map<String, Double> metrics) {
        return measure(id, new Measurement(epoch, metrics, seconds));
    }

    StudyBuilder measure(int id, Measurement measurement) {
        return apply(new StudyEvent.EpochMeasured(id, trial(id).attempt(), measurement, nowMs));
    }

    StudyBuilder complete(int id, String reason) {
        return apply(new StudyEvent.TrialCompleted(id, reason, nowMs));
    }

    StudyBuilder prune(int id, String reason) {
        return apply(new StudyEvent.TrialPruned(id, reason, nowMs));
    }

    StudyBuilder fail(int id, String reason) {
        return apply(new StudyEvent.TrialFailed(id, reason, nowMs));
    }

    StudyBuilder lose(int id, String reason) {
        return apply(new StudyEvent.TrialLost(id, true, reason, nowMs));
    }

    StudyBuilder pauseTrial(int id, String reason) {
        return apply(new StudyEvent.TrialPaused(id, reason, nowMs));
    }

    StudyBuilder edit(StudySpec spec, String... changes) {
        return apply(new StudyEvent.StudyEdited(spec, List.of(changes), nowMs));
    }

    StudyBuilder pause(String reason) {
        return apply(new StudyEvent.StudyPaused(reason, nowMs));
    }

    StudyBuilder reopen() {
        return apply(new StudyEvent.SessionOpened(nowMs));
    }

    StudyBuilder finish(String reason) {
        return apply(new StudyEvent.StudyFinished(reason, nowMs));
    }

    StudyBuilder promote(Champion champion) {
        return apply(new StudyEvent.ChampionPromoted(champion, nowMs));
    }

    private StudyBuilder apply(StudyEvent event) {
        state.apply(event);
        return this;
    }

    private Trial trial(int id) {
        return state.trial(id).orElseThrow();
    }
}
