package dev.tryout.trial;

import org.jspecify.annotations.Nullable;

/**
 * One attempt's time on a worker.
 *
 * @param attempt counted from 1
 * @param startMs milliseconds since 1970
 * @param endMs likewise, or null while it runs
 */
public record Span(
        String worker, int attempt, long startMs, @Nullable Long endMs) {}
