package dev.tryout.cli.progress;

import dev.tryout.space.Configuration;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Digits;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened, in one line each. */
final class Lines {
    /** Whole numbers from here on are counts, not scores. */
    private static final double COUNTS_FROM = 100;

    private Lines() {}

    /** A line for an event, or empty where people need none. */
    static Optional<String> line(StudyEvent event, StudyView study) {
        if (event instanceof StudyEvent.TrialSuggested e) {
            return Optional.of("trial " + e.trial() + ": "
                    + (e.repeats() == null ? study.spec().space().distinct(e.configuration()) : e.note()));
        }
        if (event instanceof StudyEvent.TrialAssigned e) {
            return e.attempt() == 1
                    ? Optional.empty()
                    : Optional.of("trial " + e.trial() + " goes on, attempt " + e.attempt() + " on " + e.worker()
                            + because(Objects.requireNonNullElse(e.reason(), "")));
        }
        if (event instanceof StudyEvent.EpochsShared e) {
            return Optional.of("trial " + e.trial() + shared(e));
        }
        if (event instanceof StudyEvent.EpochMeasured e) {
            return Optional.of(epoch(e, study));
        }
        if (event instanceof StudyEvent.TrialPaused e) {
            return Optional.of("trial " + e.trial() + " " + e.reason());
        }
        if (event instanceof StudyEvent.TrialCompleted e) {
            return Optional.of("trial " + e.trial() + " complete" + score(e.trial(), study) + because(e.reason()));
        }
        if (event instanceof StudyEvent.TrialPruned e) {
            return Optional.of("trial " + e.trial() + " pruned" + score(e.trial(), study) + because(e.reason()));
        }
        if (event instanceof StudyEvent.TrialFailed e) {
            return Optional.of("trial " + e.trial() + " failed" + because(e.reason()));
        }
        if (event instanceof StudyEvent.TrialLost e) {
            return Optional.of("trial " + e.trial() + " waits for another attempt" + because(e.reason()));
        }
        if (event instanceof StudyEvent.StudyEdited e) {
            return Optional.of("edited: " + String.join("; ", e.changes()));
        }
        if (event instanceof StudyEvent.StudyPaused e) {
            return Optional.of("paused" + because(e.reason()));
        }
        if (event instanceof StudyEvent.StudyStopped e) {
            return Optional.of(e.reason() + "; running trials end with their next epoch");
        }
        if (event instanceof StudyEvent.TrialsRetried e) {
            return Optional.of(trials(e.trials()) + (e.trials().size() == 1 ? " is" : " are") + " tried again");
        }
        if (event instanceof StudyEvent.FinalsBegun e) {
            return Optional.of("the search is over" + because(e.reason()) + "; finals of " + trials(e.finalists())
                    + ", " + e.seeds() + " seeds each");
        }
        if (event instanceof StudyEvent.StudyFinished e) {
            return Optional.of("finished" + because(e.reason()));
        }
        return Optional.empty();
    }

    private static String trials(List<Integer> ids) {
        return (ids.size() == 1 ? "trial " : "trials ")
                + ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String score(int trial, StudyView study) {
        Metric metric = study.spec().metric();
        return study.trials()
                .get(trial - 1)
                .best(metric)
                .map(best -> ", " + metric.name() + " " + number(best.value(metric)) + " at epoch " + best.epoch())
                .orElse("");
    }

    private static String shared(StudyEvent.EpochsShared event) {
        List<Measurement> measurements = event.measurements();
        if (measurements.isEmpty()) {
            return " waits for the epochs of trial " + event.from() + ", whose run it shares";
        }
        int first = measurements.get(0).epoch();
        int last = measurements.get(measurements.size() - 1).epoch();
        return " shares " + (first == last ? "epoch " + first : "epochs " + first + " to " + last) + " with trial "
                + event.from();
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String epoch(StudyEvent.EpochMeasured event, StudyView study) {
        Trial trial = study.trials().get(event.trial() - 1);
        return "trial " + event.trial() + " epoch " + event.measurement().epoch() + "/" + trial.epochs() + ": "
                + metrics(event.measurement(), study.spec().metric())
                + String.format(Locale.ROOT, " (%.1f s)", event.measurement().seconds());
    }

    /** The study's metric first. */
    private static String metrics(Measurement measurement, Metric metric) {
        String first = metric.name() + " " + number(measurement.value(metric));
        String others = measurement.metrics().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(metric.name()))
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? first : first + ", " + others;
    }

    /** The best trial so far, or a word that there is none. */
    static String best(StudyView study) {
        Metric metric = study.spec().metric();
        return study.leaderboard().stream()
                .findFirst()
                .map(trial -> "trial " + trial.id() + "  " + metric.name() + " "
                        + number(trial.score(metric).orElse(Double.NaN)) + " at epoch "
                        + trial.best(metric).map(Measurement::epoch).orElse(0) + "  "
                        + withoutEpochs(study.spec().space().distinct(trial.configuration())))
                .orElse("none yet");
    }

    private static String withoutEpochs(Configuration configuration) {
        return configuration.values().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(StudySpec.EPOCHS))
                .map(entry -> entry.getKey() + "=" + Configuration.format(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        boolean isCount = value >= COUNTS_FROM && value == Math.rint(value);
        return isCount ? String.format(Locale.ROOT, "%,.0f", value) : Digits.text(value);
    }

    /** Minutes and seconds, hours where there are any. */
    static String duration(long ms) {
        long seconds = Math.max(0, ms) / 1000;
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
