package dev.tryout.cluster.wire;

/**
 * A connection that this node wanted was refused, by either side. Published on the actor system's event stream.
 *
 * @param address {@code host:port} of the other node
 * @param reason in words
 */
public record Refusal(String address, String reason) {
    @Override
    public String toString() {
        return "no connection to " + address + ": " + reason;
    }
}
