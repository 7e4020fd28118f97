package dev.tryout.training.data;

import java.util.List;

/**
 * Labelled text, split.
 *
 * @param labels class names, ascending
 * @param fingerprint SHA-256 of content and split, in hex
 */
public record LabelledData(
        List<String> labels, List<Example> train, List<Example> validation, List<Example> test, String fingerprint) {
    public LabelledData {
        labels = List.copyOf(labels);
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }
}
