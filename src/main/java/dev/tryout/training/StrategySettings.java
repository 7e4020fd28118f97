package dev.tryout.training;

/**
 * Which stages are trained when, above those that stay frozen.
 *
 * @param probeEpochs how many epochs train the head alone, under {@link Kind#LINEAR_PROBE}
 * @param probeLearningRate of these epochs
 */
public record StrategySettings(Kind kind, int probeEpochs, double probeLearningRate) {
    /** The order of training. */
    public enum Kind {
        /** All from the start. */
        PLAIN,
        /**
         * The head alone, then all (Kumar et al. 2022, Fine-Tuning can Distort Pretrained Features and Underperform
         * Out-of-Distribution, section 3.4: LP-FT).
         */
        LINEAR_PROBE,
        /**
         * The head, and with each epoch one stage more from the top (Howard and Ruder 2018, Universal Language Model
         * Fine-tuning, section 3.3).
         */
        GRADUAL_UNFREEZING
    }
}
