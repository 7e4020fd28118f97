package dev.tryout.training.champion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model says of a text.
 *
 * @param label the likeliest class
 * @param probability its share
 * @param probabilities of every class, in the model's order; they sum to 1
 */
public record Prediction(String label, double probability, Map<String, Double> probabilities) {
    public Prediction {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }
}
