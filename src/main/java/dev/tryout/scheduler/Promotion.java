package dev.tryout.scheduler;

/**
 * A paused trial goes on.
 *
 * @param to the epoch after which it pauses again; beyond its last where it does not
 * @param reason for people, as in "promoted to rung 2: 2nd of 9 on rung 1"
 */
public record Promotion(int trial, int to, String reason) {}
