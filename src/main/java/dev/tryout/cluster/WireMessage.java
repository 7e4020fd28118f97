package dev.tryout.cluster;

/** A message that crosses nodes, as Jackson CBOR; only types that carry this mark are read from the wire. */
public interface WireMessage {}
