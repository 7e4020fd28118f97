package dev.tryout.study;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which trials are of one run. Grows with the study. */
final class Runs {
    private final Map<Configuration, Integer> byConfiguration = new HashMap<>();
    private final Map<Integer, List<Integer>> members = new HashMap<>();

    void add(Trial trial) {
        if (trial.origin().shareable()) {
            int run = trial.origin().run();
            byConfiguration.putIfAbsent(withoutEpochs(trial.configuration()), run);
            members.computeIfAbsent(run, key -> new ArrayList<>()).add(trial.id());
        }
    }

    /** The run whose epochs a trial of that configuration shares. */
    Optional<Integer> of(Configuration configuration) {
        return Optional.ofNullable(byConfiguration.get(withoutEpochs(configuration)));
    }

    /** The trials of a run, in order; none where nothing shares it. */
    List<Integer> members(int run) {
        return members.getOrDefault(run, List.of());
    }

    static Configuration withoutEpochs(Configuration configuration) {
        return configuration.without(StudySpec.EPOCHS);
    }
}
