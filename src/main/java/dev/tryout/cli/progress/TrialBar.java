package dev.tryout.cli.progress;

import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A running trial in a line: how far it is, and its learning curve. */
final class TrialBar {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int BAR_CELLS = 16;

    private TrialBar() {}

    /** @param progress by trial number, in epochs */
    static String line(Trial trial, StudyView study, Map<Integer, Double> progress) {
        double done = Math.max(trial.lastEpoch(), progress.getOrDefault(trial.id(), 0.0));
        int filled = (int) Math.round(Math.min(1, done / trial.epochs()) * BAR_CELLS);
        return String.format(
                Locale.ROOT,
                "  trial %-4d %-10s [%s%s] epoch %d/%d  %s",
                trial.id(),
                trial.worker().orElse(""),
                "#".repeat(filled),
                " ".repeat(BAR_CELLS - filled),
                Math.min(trial.epochs(), (int) done + 1),
                trial.epochs(),
                curve(trial, study));
    }

    private static String curve(Trial trial, StudyView study) {
        List<Measurement> measurements = trial.measurements();
        if (measurements.isEmpty()) {
            return "";
        }
        double[] values = measurements.stream()
                .mapToDouble(measurement -> measurement.value(study.spec().metric()))
                .filter(Double::isFinite)
                .toArray();
        return curve(values) + " "
                + Lines.number(measurements
                        .get(measurements.size() - 1)
                        .value(study.spec().metric()));
    }

    /** A cell for each value, between the least and the greatest. */
    static String curve(double... values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        StringBuilder curve = new StringBuilder();
        for (double value : values) {
            double position = high > low ? (value - low) / (high - low) : 0.5;
            curve.append(BARS.charAt((int) Math.round(position * (BARS.length() - 1))));
        }
        return curve.toString();
    }
}
