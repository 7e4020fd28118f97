package dev.tryout.training.data;

/**
 * A text and its class.
 *
 * @param label an index into the data's labels
 */
public record Example(String text, int label) {}
