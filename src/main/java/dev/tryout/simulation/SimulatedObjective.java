package dev.tryout.simulation;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;

/** What a trial would have measured. A pure function. */
public interface SimulatedObjective {
    /**
     * The measurement of an epoch, with the seconds it takes.
     *
     * @param seed of the noise, if there is any: another one for each trial
     * @param epoch counted from 1
     */
    Measurement measure(Configuration configuration, int epoch, long seed);
}
