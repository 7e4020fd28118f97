package dev.tryout.training.cache;

/** Called now and then while rows are computed or waited for. */
@FunctionalInterface
public interface Beat {
    /** @throws InterruptedException where the work is to end at once */
    void beat() throws InterruptedException;
}
