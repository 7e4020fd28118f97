package dev.tryout.training.champion;

import java.util.Map;

/**
 * Where a model comes from, beyond what its checkpoint says.
 *
 * @param study its name
 * @param data what it was trained on, in a few words
 * @param train examples of the training part
 * @param validation examples of the validation part
 * @param versions of what made it, by name
 */
public record ModelOrigin(String study, String data, int train, int validation, Map<String, String> versions) {
    public ModelOrigin {
        versions = Map.copyOf(versions);
    }
}
