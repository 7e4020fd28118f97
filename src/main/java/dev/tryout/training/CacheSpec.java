package dev.tryout.training;

/**
 * What a worker keeps of what is computed once: token ids, and the activations behind frozen stages.
 *
 * @param precision of activations
 * @param memoryBytes at hand in each worker; 0 for none
 * @param diskBytes in the files that a machine's workers share; 0 for none
 */
public record CacheSpec(Precision precision, long memoryBytes, long diskBytes) {
    /** What most studies want. */
    public static final CacheSpec STANDARD = new CacheSpec(Precision.FLOAT32, 512L << 20, 10L << 30);

    /** How numbers are kept. */
    public enum Precision {
        /** As they are computed. */
        FLOAT32,
        /** In half the room, rounded to 11 binary digits. */
        FLOAT16
    }

    public CacheSpec {
        if (memoryBytes < 0 || diskBytes < 0) {
            throw new IllegalArgumentException(
                    "a cache has 0 bytes or more, got " + memoryBytes + " in memory and " + diskBytes + " on disk");
        }
    }
}
