package dev.tryout.studyfile;

import dev.tryout.training.SettingSpec;
import dev.tryout.training.TrainingSettings;
import java.util.List;
import java.util.Optional;

/** The parameters that a fine-tuning task knows: the settings of training. */
final class KnownParameters {
    private KnownParameters() {}

    /** All names, the most used first. */
    static List<String> names() {
        return TrainingSettings.known().stream().map(SettingSpec::name).toList();
    }

    /** The parameter of that name. */
    static Optional<SettingSpec> of(String name) {
        return TrainingSettings.known().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /** How long a trial of a task trains where the study file does not say. */
    static long defaultEpochs() {
        return of("epochs")
                .map(known -> Long.parseLong(known.defaultValue()))
                .orElseThrow();
    }

    /** What a parameter may be, for messages. */
    static String expected(SettingSpec known) {
        return switch (known.kind()) {
            case TEXT -> Show.either(known.choices());
            case INT -> "a whole number from " + (long) known.min() + " to " + (long) known.max();
            case FLOAT -> "a number from " + number(known.min()) + " to " + number(known.max());
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : YamlText.of(value);
    }
}
