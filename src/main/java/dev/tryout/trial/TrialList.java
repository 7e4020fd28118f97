package dev.tryout.trial;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A history that grows. Owned by whoever adds to it; others get it as {@link History}. */
public final class TrialList implements History {
    private final List<Trial> trials = new ArrayList<>();
    private final Set<Configuration> configurations = new HashSet<>();

    /** One more trial. */
    public void add(Trial trial) {
        trials.add(trial);
        configurations.add(trial.configuration());
    }

    /** Replaces the trial at an index with a later state of itself. */
    public void set(int index, Trial trial) {
        trials.set(index, trial);
    }

    @Override
    public List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }

    @Override
    public boolean contains(Configuration configuration) {
        return configurations.contains(configuration);
    }
}
