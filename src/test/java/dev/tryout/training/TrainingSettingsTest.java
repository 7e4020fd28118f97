package dev.tryout.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.space.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {
    @Test
    void everyDefaultIsAllowed() {
        assertThat(TrainingSettings.known()).allSatisfy(spec -> {
            Object value = switch (spec.kind()) {
                case FLOAT -> Double.parseDouble(spec.defaultValue());
                case INT -> Long.parseLong(spec.defaultValue());
                case TEXT -> spec.defaultValue();
            };
            assertThat(spec.accepts(value)).as(spec.name()).isTrue();
        });
        assertThat(TrainingSettings.known())
                .extracting(SettingSpec::name)
                .doesNotHaveDuplicates()
                .contains("epochs");
    }

    @Test
    void whatIsNotNamedHasItsDefault() {
        TrainingSettings settings =
                TrainingSettings.of(new Configuration(Map.of("batch_size", 16, "optimizer", "sgd")));

        assertThat(settings.batchSize()).isEqualTo(16);
        assertThat(settings.optimizer().kind()).isEqualTo(OptimizerSettings.Kind.SGD);
        assertThat(settings.strategy().kind()).isEqualTo(StrategySettings.Kind.PLAIN);
        assertThat(settings.learningRate()).isEqualTo(2e-4);
        assertThat(settings.schedule().kind()).isEqualTo(ScheduleSettings.Kind.LINEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "constant, 0.0, 0, false",
        "constant, 0.1, 0, true",
        "constant, 0.1, 20, false",
        "linear, 0.0, 20, true",
        "cosine, 0.0, 0, true",
        "polynomial, 0.0, 0, true"
    })
    void whetherAnEpochDependsOnHowManyThereAreIsUpToTheSchedule(
            String schedule, double warmup, long steps, boolean depends) {
        Configuration configuration =
                new Configuration(Map.of("schedule", schedule, "warmup", warmup, "warmup_steps", steps));

        assertThat(TrainingSettings.of(configuration).dependsOnTotal()).isEqualTo(depends);
    }

    @Test
    void aWholeNumberMayStandForARealOne() {
        assertThat(TrainingSettings.of(new Configuration(Map.of("clip_norm", 0)))
                        .clipNorm())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "freeze_depth | 130 | a whole number from 0 to 129, got 130",
                "batch_size | 0 | a whole number from 1 to 1024, got 0",
                "dropout | 1.0 | a number from 0.0 to 0.9, got 1.0",
                "freeze_depth | 1.5 | a whole number from 0 to 129, got 1.5",
                "optimizer | lion | adamw or adam or sgd or nesterov or rmsprop, got lion",
                "learning_rate | fast | a number from 1.0E-9 to 10.0, got fast"
            })
    void aValueOutOfRangeIsRefused(String name, String value, String message) {
        Object parsed = value.matches("[0-9]+") ? (Object) Long.valueOf(value) : value;
        parsed = value.matches("[0-9]+\\.[0-9]+") ? (Object) Double.valueOf(value) : parsed;
        Configuration configuration = new Configuration(Map.of(name, parsed));

        assertThatThrownBy(() -> TrainingSettings.of(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " must be " + message);
    }

    @Test
    void anUnknownNameIsRefused() {
        Configuration configuration = new Configuration(Map.of("learning_rat", 0.1));

        assertThatThrownBy(() -> TrainingSettings.of(configuration)).hasMessageContaining("'learning_rat'");
    }
}
