package dev.tryout.training.command;

import java.util.Map;

/**
 * What a program says of an epoch.
 *
 * @param epoch counted from 1
 * @param metrics every numeric key but the epoch; the judged metric among them
 */
record Report(int epoch, Map<String, Double> metrics) {}
