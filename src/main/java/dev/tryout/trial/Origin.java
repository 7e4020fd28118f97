package dev.tryout.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose run a trial's epochs are of. Trials that differ in their number of epochs alone share one run, where what an epoch does
 * does not depend on how many there are to be: the same seed, the same checkpoints, and no epoch is trained twice.
 *
 * @param run the trial that began the run: its own number unless it shares another's
 * @param shareable whether other trials may share the run
 * @param shared the epochs that it took over from other trials of the run, ascending; they cost nothing
 * @param repeats the finalist whose configuration it trains again with another seed; 0 where it is a trial of the search
 */
public record Origin(int run, boolean shareable, List<Integer> shared, int repeats) {
    public Origin {
        shared = List.copyOf(shared);
    }

    /** A run that no other trial shares. */
    public static Origin own(int trial) {
        return new Origin(trial, false, List.of(), 0);
    }

    /** A run that trials share; whoever has its number began it. */
    public static Origin shared(int run) {
        return new Origin(run, true, List.of(), 0);
    }

    /** A run of its own, of a finalist's configuration. */
    public static Origin repeat(int trial, int finalist) {
        return new Origin(trial, false, List.of(), finalist);
    }

    /** The same with more epochs taken over. */
    Origin with(List<Measurement> taken) {
        List<Integer> all = new ArrayList<>(shared);
        taken.forEach(measurement -> all.add(measurement.epoch()));
        return new Origin(run, shareable, all, repeats);
    }
}
