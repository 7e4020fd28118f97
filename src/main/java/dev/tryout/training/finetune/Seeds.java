package dev.tryout.training.finetune;

/** Seeds from seeds. */
final class Seeds {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** One seed from several numbers; near numbers give far seeds (Steele et al. 2014, SplitMix, figure 16). */
    static long mix(long... parts) {
        long seed = GOLDEN;
        for (long part : parts) {
            long mixed = seed + part * GOLDEN + GOLDEN;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            seed = mixed ^ (mixed >>> 31);
        }
        return seed;
    }
}
