package dev.tryout.trial;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history that grows. Owned by whoever adds to it; others get it as {@link History}. */
public final class TrialList implements History {
    private final List<Trial> trials = new ArrayList<>();
    private final Set<Configuration> configurations = new HashSet<>();
    private final Map<Figure, Standings> standings = new HashMap<>();
    private int mostEpochs;

    /** One more trial. */
    public void add(Trial trial) {
        trials.add(trial);
        configurations.add(trial.configuration());
        mostEpochs = Math.max(mostEpochs, trial.epochs());
        update(trials.size() - 1);
    }

    /** Replaces the trial at an index with a later state of itself. */
    public void set(int index, Trial trial) {
        trials.set(index, trial);
        update(index);
    }

    private void update(int index) {
        for (Standings each : standings.values()) {
            each.update(index);
        }
    }

    @Override
    public List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }

    @Override
    public int mostEpochs() {
        return mostEpochs;
    }

    @Override
    public Standings standings(Figure figure) {
        return standings.computeIfAbsent(figure, key -> new Standings(key, trials));
    }

    @Override
    public boolean contains(Configuration configuration) {
        return configurations.contains(configuration);
    }
}
