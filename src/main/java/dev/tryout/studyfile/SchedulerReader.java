package dev.tryout.studyfile;

import dev.tryout.scheduler.SchedulerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the scheduler, written as a name or as a mapping with a type and its settings. */
final class SchedulerReader {
    private static final String MIN_EPOCHS = "min_epochs";
    private static final String REDUCTION_FACTOR = "reduction_factor";
    private static final String STARTUP_TRIALS = "startup_trials";
    private static final Map<String, List<String>> SETTINGS = Map.of(
            "none", List.of(),
            "median", List.of(STARTUP_TRIALS, MIN_EPOCHS),
            "asha", List.of(MIN_EPOCHS, REDUCTION_FACTOR));

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
                        scheduler.at(STARTUP_TRIALS).number(SchedulerSpec.Median.DEFAULT.startupTrials()),
                        scheduler.at(MIN_EPOCHS).number(SchedulerSpec.Median.DEFAULT.minEpochs()));
            case "asha" ->
                new SchedulerSpec.Asha(
                        scheduler.at(MIN_EPOCHS).number(SchedulerSpec.Asha.DEFAULT.minEpochs()),
                        scheduler.at(REDUCTION_FACTOR).number(SchedulerSpec.Asha.DEFAULT.reductionFactor()));
            default -> new SchedulerSpec.None();
        };
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
