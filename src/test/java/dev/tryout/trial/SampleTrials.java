package dev.tryout.trial;

import dev.tryout.space.Configuration;
import java.util.Map;

/** Trials in every state, made by the legal transitions. */
public final class SampleTrials {
    public static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);
    public static final Metric LOSS = new Metric("loss", Goal.MINIMIZE);

    private static final int MANY_EPOCHS = 100;

    private SampleTrials() {}

    /** A running trial that reported these values, from epoch 1 on. */
    public static Trial running(int id, Configuration configuration, Metric metric, double... values) {
        Trial trial = Trial.suggested(id, configuration, "", MANY_EPOCHS).assigned("worker-1", 1, 0);
        for (int i = 0; i < values.length; i++) {
            trial = trial.measured(new Measurement(i + 1, Map.of(metric.name(), values[i]), 1));
        }
        return trial;
    }

    /** A running trial of an empty configuration. */
    public static Trial running(int id, Metric metric, double... values) {
        return running(id, new Configuration(Map.of()), metric, values);
    }

    /** A trial that ended in that state after these values. */
    public static Trial ended(TrialState state, int id, Configuration configuration, Metric metric, double... values) {
        return running(id, configuration, metric, values).ended(state, "", 1);
    }

    /** A trial that completed with that value. */
    public static Trial complete(int id, Configuration configuration, Metric metric, double value) {
        return ended(TrialState.COMPLETE, id, configuration, metric, value);
    }
}
