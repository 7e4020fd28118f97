package dev.tryout.training;

import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import java.util.Map;

/** What a fine-tuning trial reports of each epoch, by these names. */
public final class TrainingMetrics {
    /**
     * The validation part's mean loss: the cross-entropy without smoothing and weights, or the squared error of a regression
     * in squares of the training part's standard deviation.
     */
    public static final String LOSS = "loss";

    /** The share of the validation part that is predicted rightly. */
    public static final String ACCURACY = "accuracy";

    /** The mean of the classes' F1 scores, unweighted. */
    public static final String MACRO_F1 = "macro_f1";

    /** How true and predicted classes go together, from -1 to 1: Matthews' correlation coefficient. */
    public static final String MCC = "mcc";

    /** The root of a regression's mean squared error, in the targets' unit. */
    public static final String RMSE = "rmse";

    /** A regression's mean absolute error, in the targets' unit. */
    public static final String MAE = "mae";

    /** The share of the targets' variance that is explained: the coefficient of determination. */
    public static final String R2 = "r2";

    /** Spearman's rank correlation of targets and predictions. */
    public static final String SPEARMAN = "spearman";

    /** The training part's mean loss, as its examples were met. */
    public static final String TRAIN_LOSS = "train_loss";

    /** How many numbers of the model are trained: fewer with each frozen stage. */
    public static final String TRAINED_PARAMETERS = "trained_parameters";

    /** How many examples are computed at once; reported where the device's memory made it fewer than the settings say. */
    public static final String MICRO_BATCH = "micro_batch";

    private TrainingMetrics() {}

    /** What a study may judge its trials by, measured on the validation part, and which way each is better. */
    public static Map<String, Goal> judged(TaskType type) {
        return type.hasClasses()
                ? Map.of(LOSS, Goal.MINIMIZE, ACCURACY, Goal.MAXIMIZE, MACRO_F1, Goal.MAXIMIZE, MCC, Goal.MAXIMIZE)
                : Map.of(
                        LOSS, Goal.MINIMIZE,
                        RMSE, Goal.MINIMIZE,
                        MAE, Goal.MINIMIZE,
                        R2, Goal.MAXIMIZE,
                        SPEARMAN, Goal.MAXIMIZE);
    }

    /** What these may be traded against besides each other: what a trial costs, and which way each is better. */
    public static Map<String, Goal> costs() {
        return Map.of(TRAINED_PARAMETERS, Goal.MINIMIZE, Measurement.SECONDS, Goal.MINIMIZE);
    }
}
