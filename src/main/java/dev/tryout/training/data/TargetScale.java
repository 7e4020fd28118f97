package dev.tryout.training.data;

import java.util.List;

/**
 * What targets of a regression are trained on: their distance from the training part's mean in its standard deviations. That
 * way the head begins near the answer, and learning rates mean the same whatever unit the targets have.
 *
 * @param mean of the training part's targets
 * @param deviation the population's standard deviation, above 0
 */
public record TargetScale(double mean, double deviation) {
    /** Leaves numbers as they are. */
    public static final TargetScale NONE = new TargetScale(0, 1);

    public TargetScale {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "a scale needs a finite mean and a deviation above 0, got " + mean + " and " + deviation);
        }
    }

    /** The scale of a training part, two of whose targets differ. */
    static TargetScale of(List<Example> train) {
        double largest = train.stream()
                .mapToDouble(example -> Math.abs(example.target()))
                .max()
                .orElse(0);
        double unit = largest == 0 ? 1 : largest;
        double sum = 0;
        for (Example example : train) {
            sum += example.target() / unit;
        }
        double mean = sum / train.size();
        double squares = 0;
        for (Example example : train) {
            squares += Math.pow(example.target() / unit - mean, 2);
        }
        return new TargetScale(mean * unit, Math.sqrt(squares / train.size()) * unit);
    }

    /** From the target's own unit to the one trained on. */
    public double scaled(double target) {
        return (target - mean) / deviation;
    }

    /** Back to the target's own unit. */
    public double original(double scaled) {
        return mean + scaled * deviation;
    }
}
