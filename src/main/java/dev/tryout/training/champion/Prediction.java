package dev.tryout.training.champion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model says of a text, or of a pair of texts. */
public sealed interface Prediction {
    /**
     * Which class it is of.
     *
     * @param label the likeliest class
     * @param probability its share
     * @param probabilities of every class, in the model's order; they sum to 1
     */
    record OfClass(String label, double probability, Map<String, Double> probabilities) implements Prediction {
        public OfClass {
            probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        }
    }

    /**
     * Which number it has.
     *
     * @param value in the unit of the training data
     */
    record OfNumber(double value) implements Prediction {}
}
