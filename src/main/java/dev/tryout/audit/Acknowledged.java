package dev.tryout.audit;

import dev.tryout.trial.Measurement;

/** An epoch whose report was answered, with anything but that its attempt is void. */
public record Acknowledged(int trial, Measurement measurement) {}
