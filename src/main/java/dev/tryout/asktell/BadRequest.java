package dev.tryout.asktell;

/** A request that cannot be met and changed nothing; the message is for whoever writes the client. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
