package dev.tryout.training.finetune;

/** A trial's loss or gradient is no longer a finite number. The message says where, and what to try. */
public final class TrainingDiverged extends Exception {
    private static final long serialVersionUID = 1L;

    TrainingDiverged(String what, double value, int epoch, long step, double learningRate) {
        super(what + " became " + value + " in epoch " + epoch + ", at step " + step + ", with learning rate "
                + learningRate + ": try a lower learning rate, or a longer warm-up");
    }
}
