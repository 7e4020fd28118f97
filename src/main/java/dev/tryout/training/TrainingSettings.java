package dev.tryout.training;

import dev.tryout.space.Configuration;
import java.util.List;

/**
 * How a trial is trained, read from its configuration. {@link #known()} says what each setting means and may be.
 *
 * @param warmup a fraction of all steps
 * @param clipNorm 0 for no clipping
 * @param momentum of SGD; AdamW leaves it alone
 * @param beta1 of AdamW, as are beta2 and epsilon; SGD leaves them alone
 */
public record TrainingSettings(
        double learningRate,
        int batchSize,
        int freezeDepth,
        double warmup,
        Schedule schedule,
        double weightDecay,
        double dropout,
        double headDropout,
        double labelSmoothing,
        double clipNorm,
        OptimizerKind optimizer,
        double momentum,
        double beta1,
        double beta2,
        double epsilon) {
    /** What becomes of the learning rate after warm-up. */
    public enum Schedule {
        LINEAR,
        CONSTANT
    }

    /** What turns gradients into updates. */
    public enum OptimizerKind {
        ADAMW,
        SGD
    }

    /** The setting that says how long a trial trains. */
    public static final String EPOCHS = "epochs";

    /** How many stages a study's model may freeze at most: all of MiniLM-L6's. */
    public static final int MAX_FREEZE_DEPTH = 7;

    private static final List<SettingSpec> KNOWN = List.of(
            SettingSpec.real("learning_rate", 1e-9, 10, 2e-4, "the highest learning rate"),
            SettingSpec.whole("batch_size", 1, 1_024, 32, "examples in a step"),
            SettingSpec.whole("epochs", 1, 1_000, 3, "passes over the training part"),
            SettingSpec.whole(
                    "freeze_depth",
                    0,
                    MAX_FREEZE_DEPTH,
                    0,
                    "leading stages that are not trained: 0 none, 1 the embeddings, 7 all but the head"),
            SettingSpec.real("warmup", 0, 1, 0.1, "fraction of steps over which the learning rate rises"),
            SettingSpec.text("schedule", List.of("linear", "constant"), "the learning rate after warm-up"),
            SettingSpec.real("weight_decay", 0, 1, 0.01, "decoupled weight decay of matrices"),
            SettingSpec.real("dropout", 0, 0.9, 0.1, "dropout in the stages that are trained"),
            SettingSpec.real("head_dropout", 0, 0.9, 0.1, "dropout before the head"),
            SettingSpec.real("label_smoothing", 0, 0.9, 0, "share of the target spread over all classes"),
            SettingSpec.real("clip_norm", 0, 1e6, 1, "the gradients' greatest norm; 0 for no limit"),
            SettingSpec.text("optimizer", List.of("adamw", "sgd"), "what turns gradients into updates"),
            SettingSpec.real("momentum", 0, 0.9999, 0.9, "of sgd"),
            SettingSpec.real("beta1", 0, 0.9999, 0.9, "of adamw: decay of the gradients' mean"),
            SettingSpec.real("beta2", 0, 0.99999, 0.999, "of adamw: decay of the squared gradients' mean"),
            SettingSpec.real("epsilon", 1e-12, 1, 1e-8, "of adamw: added to the denominator"));

    /** Every setting that a study may search over or fix, {@code epochs} included. */
    public static List<SettingSpec> known() {
        return KNOWN;
    }

    /** Whether the learning rate of a step depends on how many there are to be. */
    public boolean dependsOnTotal() {
        return schedule == Schedule.LINEAR || warmup > 0;
    }

    /**
     * Reads a trial's settings; what the configuration does not name has its default.
     *
     * @throws IllegalArgumentException where a value is out of range, or a name is unknown
     */
    public static TrainingSettings of(Configuration configuration) {
        configuration.values().forEach((name, value) -> {
            SettingSpec spec = spec(name);
            if (!spec.accepts(value)) {
                throw new IllegalArgumentException(name + " must be " + spec.allowed() + ", got " + value);
            }
        });
        return new TrainingSettings(
                real(configuration, "learning_rate"),
                whole(configuration, "batch_size"),
                whole(configuration, "freeze_depth"),
                real(configuration, "warmup"),
                text(configuration, "schedule").equals("linear") ? Schedule.LINEAR : Schedule.CONSTANT,
                real(configuration, "weight_decay"),
                real(configuration, "dropout"),
                real(configuration, "head_dropout"),
                real(configuration, "label_smoothing"),
                real(configuration, "clip_norm"),
                text(configuration, "optimizer").equals("adamw") ? OptimizerKind.ADAMW : OptimizerKind.SGD,
                real(configuration, "momentum"),
                real(configuration, "beta1"),
                real(configuration, "beta2"),
                real(configuration, "epsilon"));
    }

    private static SettingSpec spec(String name) {
        return KNOWN.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fine-tuning has no setting '" + name + "'"));
    }

    private static double real(Configuration configuration, String name) {
        return configuration.number(name, Double.parseDouble(spec(name).defaultValue()));
    }

    private static int whole(Configuration configuration, String name) {
        return configuration.integer(name, Integer.parseInt(spec(name).defaultValue()));
    }

    private static String text(Configuration configuration, String name) {
        return configuration.text(name, spec(name).defaultValue());
    }
}
