package dev.tryout.report;

import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stopping trials before their last planned epoch saved. */
public record Savings(Part scheduler, Part earlyStopping) {
    /**
     * What one of the two saved.
     *
     * @param trials how many trials it stopped
     * @param epochs epochs that these were to train and did not
     * @param seconds an estimate: for each trial, its own mean seconds an epoch times its epochs not trained
     */
    public record Part(int trials, int epochs, double seconds) {}

    public int epochs() {
        return scheduler.epochs + earlyStopping.epochs;
    }

    public double seconds() {
        return scheduler.seconds + earlyStopping.seconds;
    }

    /** What was saved up to now. */
    public static Savings of(StudyView study) {
        EarlyStopping rule = study.spec().earlyStopping();
        return new Savings(
                part(study.trials().stream()
                        .filter(trial -> trial.state() == TrialState.PRUNED)
                        .toList()),
                part(study.trials().stream()
                        .filter(trial -> isStoppedBy(rule, trial, study))
                        .toList()));
    }

    /** A completed trial's end by early stopping leaves no mark of its own but the rule's verdict on its measurements. */
    private static boolean isStoppedBy(@Nullable EarlyStopping rule, Trial trial, StudyView study) {
        return rule != null
                && trial.state() == TrialState.COMPLETE
                && trial.lastEpoch() < trial.epochs()
                && rule.decide(trial, study.spec().metric()).action() == Decision.Action.STOP;
    }

    private static Part part(List<Trial> trials) {
        int epochs = trials.stream().mapToInt(Savings::epochsNotTrained).sum();
        double seconds = trials.stream()
                .mapToDouble(trial -> epochsNotTrained(trial) * meanEpochSeconds(trial))
                .sum();
        return new Part(trials.size(), epochs, seconds);
    }

    private static int epochsNotTrained(Trial trial) {
        return Math.max(0, trial.epochs() - trial.lastEpoch());
    }

    private static double meanEpochSeconds(Trial trial) {
        return trial.measurements().stream()
                .mapToDouble(Measurement::seconds)
                .average()
                .orElse(0);
    }
}
