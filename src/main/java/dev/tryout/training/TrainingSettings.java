package dev.tryout.training;

import dev.tryout.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a trial is trained, read from its configuration. {@link #known()} says what each setting means and may be.
 *
 * @param microBatchSize how many of a batch's examples are computed at once; 0 for all
 * @param l1 factor of the weights' absolute values in what is made small; biases and norms are left out
 * @param l2 factor of half their squares
 * @param clipNorm 0 for no clipping
 * @param batching which examples go together
 * @param precision of the stages' matrix products
 */
public record TrainingSettings(
        double learningRate,
        int batchSize,
        int microBatchSize,
        int freezeDepth,
        ScheduleSettings schedule,
        StrategySettings strategy,
        OptimizerSettings optimizer,
        double l1,
        double l2,
        double clipNorm,
        double dropout,
        double headDropout,
        double labelSmoothing,
        ClassWeighting classWeights,
        TokenDropoutSettings tokenDropout,
        Batching batching,
        Precision precision) {
    /** How much the examples of a class count in training. */
    public enum ClassWeighting {
        /** Every example the same. */
        NONE,
        /** Every class the same. */
        BALANCED
    }

    /** Which examples go together in a step. */
    public enum Batching {
        /** Those of like length, drawn from a part of the epoch: little is padding. */
        BY_LENGTH,
        /** Any. */
        SHUFFLED
    }

    /** In what the stages multiply matrices. Weights, norms, softmax, loss and updates are in 32 bits always. */
    public enum Precision {
        FLOAT32,
        /** 8 binary digits over the range of 32-bit floats, so that no gradient needs to be scaled (Kalamkar et al. 2019). */
        BFLOAT16
    }

    /** The setting that says in what the stages compute. */
    public static final String PRECISION = "precision";

    /** The setting that says how long a trial trains. */
    public static final String EPOCHS = "epochs";

    /** More stages than any model has; a study's model says how many it has. */
    private static final int MOST_STAGES = 129;

    /** What means something only where there are classes. */
    public static final Set<String> FOR_CLASSES = Set.of("label_smoothing", "class_weights");

    private static final List<SettingSpec> KNOWN = List.of(
            SettingSpec.real("learning_rate", 1e-9, 10, 2e-4, "the highest learning rate"),
            SettingSpec.whole("batch_size", 1, 1_024, 32, "examples in a step"),
            SettingSpec.whole(
                    "micro_batch_size",
                    0,
                    1_024,
                    0,
                    "how many of these are computed at once, for less memory; 0 for all"),
            SettingSpec.whole("epochs", 1, 1_000, 3, "passes over the training part"),
            SettingSpec.whole(
                    "freeze_depth",
                    0,
                    MOST_STAGES,
                    0,
                    "leading stages that are not trained: 0 none, 1 the embeddings, then each layer, at most all but the head"),
            SettingSpec.real("warmup", 0, 1, 0.1, "fraction of steps over which the learning rate rises"),
            SettingSpec.whole(
                    "warmup_steps", 0, 1_000_000, 0, "steps over which it rises, in place of warmup where above 0"),
            SettingSpec.text("schedule", choices(ScheduleSettings.Kind.values()), "the learning rate after warm-up"),
            SettingSpec.real("power", 0.1, 10, 2, "of the polynomial schedule"),
            SettingSpec.text(
                    "strategy", choices(StrategySettings.Kind.values()), "which stages are trained from the start"),
            SettingSpec.whole("probe_epochs", 1, 1_000, 1, "epochs of the head alone, under linear-probe"),
            SettingSpec.real("probe_learning_rate", 1e-9, 10, 1e-2, "the learning rate of these epochs"),
            SettingSpec.real("layer_decay", 0.01, 1, 1, "a stage's learning rate as a fraction of the next one's"),
            SettingSpec.real("weight_decay", 0, 1, 0.01, "weight decay of matrices; of adam in the gradient"),
            SettingSpec.real("l1", 0, 1, 0, "factor of the matrices' absolute values in what is made small"),
            SettingSpec.real("l2", 0, 1, 0, "factor of half their squares in it"),
            SettingSpec.real("dropout", 0, 0.9, 0.1, "dropout in the stages that are trained"),
            SettingSpec.real("head_dropout", 0, 0.9, 0.1, "dropout before the head"),
            SettingSpec.real("label_smoothing", 0, 0.9, 0, "share of the target spread over all classes"),
            SettingSpec.text("class_weights", choices(ClassWeighting.values()), "how much each class counts"),
            SettingSpec.real("token_dropout", 0, 0.9, 0, "share of a text's tokens hidden in training"),
            SettingSpec.text(
                    "token_dropout_form", choices(TokenDropoutSettings.Form.values()), "what becomes of hidden tokens"),
            SettingSpec.real("clip_norm", 0, 1e6, 1, "the gradients' greatest norm; 0 for no limit"),
            SettingSpec.text(
                    "optimizer", choices(OptimizerSettings.Kind.values()), "what turns gradients into updates"),
            SettingSpec.real("momentum", 0, 0.9999, 0.9, "of sgd and nesterov"),
            SettingSpec.real("beta1", 0, 0.9999, 0.9, "of adamw and adam: decay of the gradients' mean"),
            SettingSpec.real("beta2", 0, 0.99999, 0.999, "of adamw and adam: decay of the squared gradients' mean"),
            SettingSpec.real("rho", 0, 0.9999, 0.99, "of rmsprop: decay of the squared gradients' mean"),
            SettingSpec.real("epsilon", 1e-12, 1, 1e-8, "of adamw, adam and rmsprop: added to the denominator"),
            SettingSpec.text("batching", choices(Batching.values()), "which examples go together in a step"),
            SettingSpec.text(PRECISION, choices(Precision.values()), "in what the stages multiply matrices"));

    /** Every setting that a study may search over or fix, {@code epochs} included. */
    public static List<SettingSpec> known() {
        return KNOWN;
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
                whole(configuration, "micro_batch_size"),
                whole(configuration, "freeze_depth"),
                schedule(configuration),
                new StrategySettings(
                        choice(StrategySettings.Kind.class, text(configuration, "strategy")),
                        whole(configuration, "probe_epochs"),
                        real(configuration, "probe_learning_rate")),
                optimizer(configuration),
                real(configuration, "l1"),
                real(configuration, "l2"),
                real(configuration, "clip_norm"),
                real(configuration, "dropout"),
                real(configuration, "head_dropout"),
                real(configuration, "label_smoothing"),
                choice(ClassWeighting.class, text(configuration, "class_weights")),
                new TokenDropoutSettings(
                        real(configuration, "token_dropout"),
                        choice(TokenDropoutSettings.Form.class, text(configuration, "token_dropout_form"))),
                choice(Batching.class, text(configuration, "batching")),
                choice(Precision.class, text(configuration, PRECISION)));
    }

    private static ScheduleSettings schedule(Configuration configuration) {
        return new ScheduleSettings(
                choice(ScheduleSettings.Kind.class, text(configuration, "schedule")),
                real(configuration, "warmup"),
                whole(configuration, "warmup_steps"),
                real(configuration, "power"));
    }

    private static OptimizerSettings optimizer(Configuration configuration) {
        return new OptimizerSettings(
                choice(OptimizerSettings.Kind.class, text(configuration, "optimizer")),
                real(configuration, "momentum"),
                real(configuration, "beta1"),
                real(configuration, "beta2"),
                real(configuration, "rho"),
                real(configuration, "epsilon"),
                real(configuration, "weight_decay"),
                real(configuration, "layer_decay"));
    }

    /**
     * Whether an epoch is trained otherwise where a trial has more of them. Where not, a trial of two epochs is the beginning
     * of one of six.
     */
    public boolean dependsOnTotal() {
        return schedule.dependsOnTotal();
    }

    private static List<String> choices(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static <E extends Enum<E>> E choice(Class<E> kind, String text) {
        return Enum.valueOf(kind, text.toUpperCase(Locale.ROOT).replace('-', '_'));
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
