package dev.tryout.cluster.wire;

/** A node's configuration, or a file that it names, would not do; nothing was started. The message is for people. */
public final class NodeConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message with the file or the node, what is wrong, and the remedy */
    public NodeConfigurationException(String message) {
        super(message);
    }

    NodeConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
