package dev.tryout.training;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.util.List;

/** One attempt at a trial, as its objective sees it. */
public interface TrialRun {
    /** The trial's number, counted from 1. */
    int trial();

    /** The trial that began the run: its own number, unless it shares the epochs of another. The run's seed comes from it. */
    default int run() {
        return trial();
    }

    /** Whether longer and shorter trials may share the run's epochs, so that what they need must stay in the folder. */
    default boolean isShared() {
        return false;
    }

    /** Whether it trains the configuration of an earlier trial again, to see what another seed makes of it. */
    default boolean isRepeat() {
        return false;
    }

    /** The attempt's number, counted from 1. */
    int attempt();

    Configuration configuration();

    /** How many epochs to train in all. */
    int epochs();

    /** The study's seed. */
    long seed();

    /** How many examples are known to fit the device's memory at once, as trials before found out; no limit by default. */
    default MemoryLimits memory() {
        return MemoryLimits.NONE;
    }

    /** What the study has recorded of this trial, epochs ascending. */
    List<Measurement> recorded();

    /** Behind which epoch to go on with what the folder holds; the last one that is recorded, unless an earlier one is at hand. */
    default int resumeEpoch() {
        return recorded().isEmpty() ? 0 : recorded().get(recorded().size() - 1).epoch();
    }

    /** The run's folder for checkpoints, nobody else's as long as the attempt lasts; there when it begins. */
    Path folder();

    /**
     * Reports an epoch and waits until it is recorded and decided upon. The checkpoint of the epoch is on disk before.
     *
     * @throws InterruptedException where the attempt was taken back; end at once
     */
    Decision report(Measurement measurement) throws InterruptedException;

    /** Says that the run is alive and how far its current epoch is. */
    void progress(int epoch, double fraction);
}
