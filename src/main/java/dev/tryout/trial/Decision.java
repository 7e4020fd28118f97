package dev.tryout.trial;

/**
 * What becomes of a trial after an epoch.
 *
 * @param reason for people, as in "stopped at epoch 2: 14th of 19 on rung 2"; empty for a plain continue
 */
public record Decision(Action action, String reason) {
    /** What a trial is told to do. */
    public enum Action {
        CONTINUE,
        PAUSE,
        STOP
    }

    public static final Decision CONTINUE = new Decision(Action.CONTINUE, "");

    public static Decision stop(String reason) {
        return new Decision(Action.STOP, reason);
    }

    public static Decision pause(String reason) {
        return new Decision(Action.PAUSE, reason);
    }
}
