package dev.tryout.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * Any program as the objective.
 *
 * @param command the program and its arguments; run without a shell
 * @param directory where it runs: the study file's folder, absolute
 * @param graceSeconds between the signal that asks it to stop and the one that makes it
 * @param silenceSeconds after which a program that reports nothing is stopped and its trial failed
 * @param shareEpochs whether an epoch is the same however many there are to be, so that trials that differ in epochs alone may
 *     share one run
 */
public record CommandSpec(
        List<String> command, String directory, int graceSeconds, int silenceSeconds, boolean shareEpochs)
        implements ObjectiveSpec {
    public static final int DEFAULT_GRACE_SECONDS = 10;
    public static final int DEFAULT_SILENCE_SECONDS = 3_600;

    @JsonCreator
    public CommandSpec {
        command = List.copyOf(command);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("command needs a program");
        }
        if (graceSeconds < 0 || silenceSeconds < 1) {
            throw new IllegalArgumentException("grace_seconds must be 0 or more and silence_seconds 1 or more");
        }
    }

    /** A program whose trials share no epochs. */
    public CommandSpec(List<String> command, String directory, int graceSeconds, int silenceSeconds) {
        this(command, directory, graceSeconds, silenceSeconds, false);
    }
}
