package dev.tryout.sampler;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tryout.space.Configuration;
import java.util.List;

/**
 * What is known before a study begins, besides the priors of its parameters.
 *
 * @param initial configurations to try first, in order
 * @param earlier studies whose best configurations are worth a try
 */
public record Knowledge(List<Configuration> initial, List<EarlierStudy> earlier) {
    public static final Knowledge NONE = new Knowledge(List.of(), List.of());

    public Knowledge {
        initial = List.copyOf(initial);
        earlier = List.copyOf(earlier);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return initial.isEmpty() && earlier.isEmpty();
    }
}
