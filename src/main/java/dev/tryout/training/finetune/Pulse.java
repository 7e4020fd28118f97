package dev.tryout.training.finetune;

import dev.tryout.training.TrialRun;

/** Says that a trial is alive, now and then, and heeds the interruption that takes it back. */
final class Pulse {
    private static final long EVERY_NANOS = 500_000_000L;

    private final TrialRun run;
    private long last = System.nanoTime() - EVERY_NANOS;

    Pulse(TrialRun run) {
        this.run = run;
    }

    /**
     * Between two steps.
     *
     * @throws InterruptedException where the thread was interrupted
     */
    void beat(int epoch, double fraction) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the attempt was taken back");
        }
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            run.progress(epoch, fraction);
        }
    }
}
