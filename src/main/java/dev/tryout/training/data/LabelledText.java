package dev.tryout.training.data;

/**
 * A text and the name of its class as a source has them.
 *
 * @param line where it begins in its source, counted from 1
 */
record LabelledText(String text, String label, long line) {}
