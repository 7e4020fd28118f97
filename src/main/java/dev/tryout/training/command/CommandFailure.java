package dev.tryout.training.command;

/** A trial's own failure: its program ended badly, fell silent or reported what cannot be used. The message is for people. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
