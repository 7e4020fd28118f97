package dev.tryout.studyfile;

import java.util.List;
import java.util.Optional;

/** The parameters that a fine-tuning task knows, and the values that each may have. */
final class KnownParameters {
    /** What kind of values a parameter has. */
    enum Kind {
        WHOLE,
        REAL,
        CHOICE
    }

    /**
     * One parameter.
     *
     * @param least the least number; 0 for a choice
     * @param most the greatest number; 0 for a choice
     * @param choices the texts there are; empty for a number
     */
    record Known(String name, Kind kind, double least, double most, List<String> choices) {
        private static Known whole(String name, int least, int most) {
            return new Known(name, Kind.WHOLE, least, most, List.of());
        }

        private static Known real(String name, double least, double most) {
            return new Known(name, Kind.REAL, least, most, List.of());
        }

        private static Known choice(String name, String... choices) {
            return new Known(name, Kind.CHOICE, 0, 0, List.of(choices));
        }

        /** Whether the value, a number or a text, is one that the parameter may have. */
        boolean accepts(Object value) {
            return switch (kind) {
                case CHOICE -> choices.contains(value);
                case WHOLE -> value instanceof Long number && number >= least && number <= most;
                case REAL -> value instanceof Double number && number >= least && number <= most;
            };
        }

        /** What {@link #accepts} accepts, for messages. */
        String expected() {
            return switch (kind) {
                case CHOICE -> Show.either(choices);
                case WHOLE -> "a whole number from " + (long) least + " to " + (long) most;
                case REAL -> "a number from " + number(least) + " to " + number(most);
            };
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : YamlText.of(value);
        }
    }

    /** How long a trial of a task trains where the study file does not say. */
    static final long DEFAULT_EPOCHS = 3;

    private static final List<Known> ALL = List.of(
            Known.real("learning_rate", 1e-9, 1),
            Known.whole("batch_size", 1, 1_024),
            Known.whole("epochs", 1, 1_000),
            Known.whole("freeze_depth", 0, 7),
            Known.real("warmup", 0, 1),
            Known.real("weight_decay", 0, 1),
            Known.real("dropout", 0, 0.95),
            Known.choice("optimizer", "adamw", "sgd"),
            Known.real("momentum", 0, 0.9999),
            Known.real("clip_norm", 0.0001, 1_000),
            Known.choice("schedule", "linear", "constant"),
            Known.real("label_smoothing", 0, 0.95));

    private KnownParameters() {}

    /** All names, the most used first. */
    static List<String> names() {
        return ALL.stream().map(Known::name).toList();
    }

    /** The parameter of that name. */
    static Optional<Known> of(String name) {
        return ALL.stream().filter(known -> known.name().equals(name)).findFirst();
    }
}
