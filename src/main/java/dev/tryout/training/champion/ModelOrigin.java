package dev.tryout.training.champion;

import dev.tryout.training.data.TargetScale;
import java.util.Map;

/**
 * Where a model comes from, beyond what its checkpoint says.
 *
 * @param study its name
 * @param data what it was trained on, and how many examples of it
 * @param scale of a regression's targets, in which the head was trained
 * @param versions of what made it, by name
 */
public record ModelOrigin(String study, String data, TargetScale scale, Map<String, String> versions) {
    public ModelOrigin {
        versions = Map.copyOf(versions);
    }
}
