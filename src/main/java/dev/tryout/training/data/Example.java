package dev.tryout.training.data;

/**
 * A text and its class.
 *
 * @param label an index into {@link LabelledData#labels()}
 */
public record Example(String text, int label) {}
