package dev.tryout.training;

import dev.tryout.evaluation.Classification;
import dev.tryout.evaluation.Evaluation;
import dev.tryout.evaluation.Regression;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import java.util.Map;

/** What a fine-tuning trial reports of each epoch, by these names. */
public final class TrainingMetrics {
    /** The training part's mean loss, as its examples were met. */
    public static final String TRAIN_LOSS = "train_loss";

    /** How many numbers of the model are trained: fewer with each frozen stage. */
    public static final String TRAINED_PARAMETERS = "trained_parameters";

    /** How many examples are computed at once; reported where the device's memory made it fewer than the settings say. */
    public static final String MICRO_BATCH = "micro_batch";

    /** The same without gradients, in evaluation. */
    public static final String EVALUATION_BATCH = "evaluation_batch";

    private TrainingMetrics() {}

    /** What a study may judge its trials by, measured on the validation part, and which way each is better. */
    public static Map<String, Goal> judged(TaskType type) {
        return type.hasClasses()
                ? Map.of(
                        Evaluation.LOSS,
                        Goal.MINIMIZE,
                        Classification.ACCURACY,
                        Goal.MAXIMIZE,
                        Classification.MACRO_F1,
                        Goal.MAXIMIZE,
                        Classification.MCC,
                        Goal.MAXIMIZE)
                : Map.of(
                        Evaluation.LOSS, Goal.MINIMIZE,
                        Regression.RMSE, Goal.MINIMIZE,
                        Regression.MAE, Goal.MINIMIZE,
                        Regression.R2, Goal.MAXIMIZE,
                        Regression.SPEARMAN, Goal.MAXIMIZE);
    }

    /** What these may be traded against besides each other: what a trial costs, and which way each is better. */
    public static Map<String, Goal> costs() {
        return Map.of(TRAINED_PARAMETERS, Goal.MINIMIZE, Measurement.SECONDS, Goal.MINIMIZE);
    }
}
