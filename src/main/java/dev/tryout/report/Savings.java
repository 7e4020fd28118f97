package dev.tryout.report;

import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stopping trials before their last planned epoch saved, and what sharing epochs did.
 *
 * @param sharing epochs that trials took over from others of their run, and what these had taken
 */
public record Savings(Part scheduler, Part earlyStopping, Part sharing) {
    /**
     * What one of them saved.
     *
     * @param trials how many trials it stopped, or how many shared
     * @param epochs epochs that these were to train and did not
     * @param seconds of stopped trials an estimate: for each, its own mean seconds an epoch times its epochs not trained
     */
    public record Part(int trials, int epochs, double seconds) {}

    /** By stopping. */
    public int epochs() {
        return scheduler.epochs + earlyStopping.epochs;
    }

    /** By stopping. */
    public double seconds() {
        return scheduler.seconds + earlyStopping.seconds;
    }

    /** What was saved up to now. */
    public static Savings of(StudyView study) {
        EarlyStopping rule = study.spec().earlyStopping();
        return new Savings(
                part(study.trials().stream()
                        .filter(trial -> trial.state() == TrialState.PRUNED && !hasSharedAll(trial))
                        .toList()),
                part(study.trials().stream()
                        .filter(trial -> isStoppedBy(rule, trial, study) && !hasSharedAll(trial))
                        .toList()),
                sharing(study.trials()));
    }

    /** Where a trial trained nothing, its run's other trials did, and they were stopped. */
    private static boolean hasSharedAll(Trial trial) {
        return !trial.measurements().isEmpty() && trial.trained().isEmpty();
    }

    private static Part sharing(List<Trial> trials) {
        List<Trial> sharing = trials.stream()
                .filter(trial -> !trial.origin().shared().isEmpty())
                .toList();
        int epochs = sharing.stream()
                .mapToInt(trial -> trial.origin().shared().size())
                .sum();
        double seconds = sharing.stream()
                .mapToDouble(trial -> seconds(trial.measurements()) - seconds(trial.trained()))
                .sum();
        return new Part(sharing.size(), epochs, seconds);
    }

    private static double seconds(List<Measurement> measurements) {
        return measurements.stream().mapToDouble(Measurement::seconds).sum();
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
