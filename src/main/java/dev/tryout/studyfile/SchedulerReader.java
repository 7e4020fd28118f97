package dev.tryout.studyfile;

import dev.tryout.scheduler.SchedulerSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the scheduler, written as a name or as a mapping with a type and its settings. */
final class SchedulerReader {
    private static final String MIN_EPOCHS = "min_epochs";
    private static final String REDUCTION_FACTOR = "reduction_factor";
    private static final String KIND = "kind";
    private static final String STARTUP_TRIALS = "startup_trials";
    private static final String PERCENTILE = "percentile";
    private static final String THRESHOLD = "threshold";
    private static final Map<String, List<String>> SETTINGS = Map.of(
            "none", List.of(),
            "median", List.of(STARTUP_TRIALS, MIN_EPOCHS),
            "percentile", List.of(PERCENTILE, STARTUP_TRIALS, MIN_EPOCHS),
            "threshold", List.of(THRESHOLD, MIN_EPOCHS),
            "asha", List.of(MIN_EPOCHS, REDUCTION_FACTOR, KIND),
            "hyperband", List.of(MIN_EPOCHS, REDUCTION_FACTOR, KIND));

    private final Cursor scheduler;
    private final Mistakes mistakes;

    SchedulerReader(Cursor scheduler, Mistakes mistakes) {
        this.scheduler = scheduler;
        this.mistakes = mistakes;
    }

    /** The scheduler, none where the file names none. */
    SchedulerSpec read(Optional<Epochs.Range> epochs) {
        if (!mistakes.isSound(scheduler)) {
            return new SchedulerSpec.None();
        }
        String type = scheduler.node().isTextual()
                ? scheduler.text()
                : scheduler.at("type").text();
        checkSettings(type);
        epochs.ifPresent(this::checkMinEpochs);
        return switch (type) {
            case "median" ->
                new SchedulerSpec.Median(
                        number(STARTUP_TRIALS, SchedulerSpec.Median.DEFAULT.startupTrials()),
                        number(MIN_EPOCHS, SchedulerSpec.Median.DEFAULT.minEpochs()));
            case "percentile" ->
                new SchedulerSpec.Percentile(
                        scheduler.at(PERCENTILE).real(SchedulerSpec.Percentile.DEFAULT.percentile()),
                        number(STARTUP_TRIALS, SchedulerSpec.Percentile.DEFAULT.startupTrials()),
                        number(MIN_EPOCHS, SchedulerSpec.Percentile.DEFAULT.minEpochs()));
            case "threshold" -> threshold();
            case "asha" ->
                new SchedulerSpec.Asha(
                        number(MIN_EPOCHS, SchedulerSpec.Asha.DEFAULT.minEpochs()),
                        number(REDUCTION_FACTOR, SchedulerSpec.Asha.DEFAULT.reductionFactor()),
                        kind(SchedulerSpec.Asha.DEFAULT.kind()));
            case "hyperband" ->
                new SchedulerSpec.Hyperband(
                        number(MIN_EPOCHS, SchedulerSpec.Hyperband.DEFAULT.minEpochs()),
                        number(REDUCTION_FACTOR, SchedulerSpec.Hyperband.DEFAULT.reductionFactor()),
                        kind(SchedulerSpec.Hyperband.DEFAULT.kind()));
            default -> new SchedulerSpec.None();
        };
    }

    private int number(String setting, int defaultValue) {
        return scheduler.at(setting).number(defaultValue);
    }

    private SchedulerSpec.Kind kind(SchedulerSpec.Kind defaultValue) {
        Cursor kind = scheduler.at(KIND);
        return kind.isThere() ? SchedulerSpec.Kind.valueOf(kind.text().toUpperCase(Locale.ROOT)) : defaultValue;
    }

    private SchedulerSpec threshold() {
        Cursor threshold = scheduler.at(THRESHOLD);
        if (!threshold.isThere()) {
            mistakes.add(
                    scheduler,
                    "the scheduler threshold needs the setting 'threshold', the worst value that may go on",
                    "write it as in {type: threshold, threshold: 3.0, min_epochs: 2}");
        }
        return new SchedulerSpec.Threshold(
                threshold.real(0), number(MIN_EPOCHS, SchedulerSpec.Threshold.DEFAULT_MIN_EPOCHS));
    }

    private void checkSettings(String type) {
        List<String> settings = SETTINGS.getOrDefault(type, List.of());
        for (Cursor entry : scheduler.entries()) {
            if (!entry.key().equals("type") && !settings.contains(entry.key())) {
                mistakes.addAtKey(
                        entry,
                        "the scheduler " + type + " has no setting " + Show.quoted(entry.key()),
                        settings.isEmpty() ? "it has none at all" : "it has " + Show.all(settings));
            }
        }
    }

    private void checkMinEpochs(Epochs.Range epochs) {
        Cursor minEpochs = scheduler.at(MIN_EPOCHS);
        if (mistakes.isSound(minEpochs) && minEpochs.number(1) > epochs.most()) {
            mistakes.add(
                    minEpochs,
                    "min_epochs " + minEpochs.raw() + " is above the most epochs that a trial trains, " + epochs.most()
                            + ", so that none would ever be stopped",
                    "lower it, or raise the parameter 'epochs'");
        }
    }
}
