package dev.tryout.training.data;

import java.util.List;

/**
 * Examples in three parts, each in an order that mixes the classes and depends on the texts and the seed alone.
 *
 * @param labels class names; numbers ascending where all are whole numbers, else in the order of their characters; empty for
 *     a regression
 * @param test for the champion, once
 * @param scale of a regression's targets; leaves the indices of classes as they are
 * @param fingerprint SHA-256 in hex over the content, the labels and all that the split depends on
 * @param description one line for people: source and counts
 */
public record LabelledData(
        List<String> labels,
        List<Example> train,
        List<Example> validation,
        List<Example> test,
        TargetScale scale,
        String fingerprint,
        String description) {
    public LabelledData {
        labels = List.copyOf(labels);
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** Examples that have classes. */
    public LabelledData(
            List<String> labels,
            List<Example> train,
            List<Example> validation,
            List<Example> test,
            String fingerprint,
            String description) {
        this(labels, train, validation, test, TargetScale.NONE, fingerprint, description);
    }
}
