package dev.tryout.training.finetune;

/** Called between two batches of long work. */
@FunctionalInterface
interface Heartbeat {
    /**
     * @param fraction of the work that is done
     * @throws InterruptedException where the work is to end at once
     */
    void beat(double fraction) throws InterruptedException;
}
