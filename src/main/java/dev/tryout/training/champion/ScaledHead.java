package dev.tryout.training.champion;

import dev.tryout.training.data.TargetScale;
import dev.tryout.training.tensor.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives a regression's head, which was trained on scaled targets, the targets' own unit, so that any tool predicts in it. */
final class ScaledHead {
    static final String WEIGHT = "classifier.weight";
    static final String BIAS = "classifier.bias";

    private ScaledHead() {}

    /** The parameters with another head. */
    static Map<String, TensorSource> of(Map<String, TensorSource> parameters, TargetScale scale) {
        Map<String, TensorSource> scaled = new LinkedHashMap<>(parameters);
        scaled.computeIfPresent(WEIGHT, (name, head) -> linear(head, scale.deviation(), 0));
        scaled.computeIfPresent(BIAS, (name, head) -> linear(head, scale.deviation(), scale.mean()));
        return scaled;
    }

    private static TensorSource linear(TensorSource source, double factor, double summand) {
        return new TensorSource(source.shape(), () -> {
            float[] values = source.values().read().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] * factor + summand);
            }
            return values;
        });
    }
}
