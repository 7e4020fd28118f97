package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a finite space, by looking at every configuration in turn. Parents come before their children, so that an
 * inactive parameter makes no second copy of a configuration.
 */
final class Remainder {
    /** Configurations looked at; a space with more of them counts as endless. */
    static final int MAX_CONFIGURATIONS = 100_000;

    private final List<Parameter> parameters;
    private final Tried tried;
    private final Randomness randomness;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int seen;
    private int allowed;
    private @Nullable Configuration chosen;

    private Remainder(SearchSpace space, Tried tried, Randomness randomness) {
        this.parameters = space.parameters();
        this.tried = tried;
        this.randomness = randomness;
    }

    /** Whether no parameter has endlessly many values. */
    static boolean isFinite(SearchSpace space) {
        return space.gridSize().isPresent();
    }

    /** One of the allowed configurations among the first {@value #MAX_CONFIGURATIONS}, each as likely as the others. */
    static Optional<Configuration> choose(SearchSpace space, Tried tried, Randomness randomness) {
        Remainder remainder = new Remainder(space, tried, randomness);
        remainder.visit(0);
        return Optional.ofNullable(remainder.chosen);
    }

    private void visit(int depth) {
        if (depth == parameters.size()) {
            consider(new Configuration(values));
            return;
        }
        Parameter parameter = parameters.get(depth);
        if (!parameter.isActive(values)) {
            visit(depth + 1);
            return;
        }
        long cardinality = parameter.domain().cardinality().orElseThrow();
        for (long i = 0; i < cardinality && seen < MAX_CONFIGURATIONS; i++) {
            values.put(parameter.name(), parameter.domain().valueAt(i));
            visit(depth + 1);
        }
        values.remove(parameter.name());
    }

    /** Reservoir sampling: the n-th allowed configuration takes the place with probability 1/n. */
    private void consider(Configuration configuration) {
        seen++;
        if (tried.allows(configuration)) {
            allowed++;
            if (randomness.uniform() * allowed < 1) {
                chosen = configuration;
            }
        }
    }
}
