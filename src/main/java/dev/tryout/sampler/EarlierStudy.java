package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import java.util.List;

/**
 * What an earlier study found, for a later one to begin with.
 *
 * @param study its name
 * @param ranked how many of its trials have a rank
 * @param best the configurations of the first ranks, best first; empty as long as only the name is known
 */
public record EarlierStudy(String study, int ranked, List<Configuration> best) {
    /** Configurations kept of a study at most. */
    public static final int MAX_BEST = 50;

    public EarlierStudy {
        best = List.copyOf(best);
        if (best.size() > ranked) {
            throw new IllegalArgumentException(
                    "study '" + study + "' ranks " + ranked + " trials, and lists " + best.size());
        }
    }

    /** A study of which only the name is known. */
    public static EarlierStudy named(String study) {
        return new EarlierStudy(study, 0, List.of());
    }
}
