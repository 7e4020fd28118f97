package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A study that would train the same trial twice, or to no end, is told so before it begins. */
class IdleSettingsTest {
    private static final String STUDY = """
            budget: {trials: 4}
            parameters:
              learning_rate: 1e-4
              %s
            task:
              model: minilm-l6-v2
              data: {source: wordnet-nouns, examples: 400}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file(String parameters) throws IOException {
        return Files.writeString(folder.resolve("s.yaml"), STUDY.formatted(parameters.replace("; ", "\n  ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "momentum: {min: 0.5, max: 0.9} | optimizer is sgd or nesterov, and here it is adamw; remove it",
                "rho: 0.9; optimizer: sgd | 'rho' counts where optimizer is rmsprop, and here it is sgd",
                "optimizer: {values: [adamw, sgd]}; momentum: {min: 0.5, max: 0.9} | does nothing where optimizer is adamw",
                "optimizer: {values: [adamw, sgd]}; momentum: {min: 0.5, max: 0.9} | add when: {optimizer: sgd}",
                "optimizer: {values: [adamw, sgd, adam]}; beta1: {values: [0.8, 0.9]} | add when: {optimizer: [adamw, adam]}",
                "optimizer: {values: [adamw, sgd]}; rho: {min: 0.5, max: 0.9, when: {optimizer: sgd}} | here it is sgd",
                "power: {min: 1.0, max: 3.0} | schedule is polynomial, and here it is linear",
                "probe_epochs: 2 | strategy is linear-probe, and here it is plain",
                "token_dropout_form: delete | counts where 'token_dropout' is above 0",
                "warmup_steps: 10; warmup: {min: 0.0, max: 0.3} | 'warmup' counts where 'warmup_steps' is 0",
                "epochs: 2; strategy: linear-probe; probe_epochs: 2 | the head alone in the first 2 epochs, and no trial has more",
                "epochs: 1; strategy: linear-probe | the head alone in the first epoch, and no trial has more",
                "epochs: 1; strategy: gradual-unfreezing | and a trial has no other",
                "batch_size: {values: [16, 32]}; micro_batch_size: 32 | 'batch_size' is larger, and here that is 32 at most; remove it",
                "micro_batch_size: {min: 32, max: 64} | 'batch_size' is larger, and here that is 32 at most",
                "freeze_depth: 7; dropout: {min: 0.0, max: 0.3} | 'freeze_depth' freezes all 7 of the model; remove it, or lower",
                "freeze_depth: 7; layer_decay: 0.9 | 'layer_decay' counts in stages that are trained",
            })
    void whatChangesNoTrialIsRefusedWithItsLineAndRemedy(String parameters, String told) throws IOException {
        Path file = file(parameters);
        assertThatThrownBy(() -> StudyFile.readNew(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(told)
                .message()
                .matches("(?s).*s\\.yaml:[4-6]:3: .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer: {values: [adamw, sgd]}; momentum: {min: 0.5, max: 0.9, when: {optimizer: sgd}}",
                "optimizer: {values: [adamw, sgd]}; momentum: 0.8",
                "optimizer: {values: [sgd, nesterov]}; momentum: {min: 0.5, max: 0.9}",
                "epsilon: {min: 1e-9, max: 1e-6, scale: log}",
                "schedule: {values: [linear, polynomial]}; power: {values: [1.0, 2.0], when: {schedule: polynomial}}",
                "token_dropout: {min: 0.0, max: 0.2}; token_dropout_form: {values: [mask, delete]}",
                "warmup_steps: {min: 0, max: 50}; warmup: 0.1",
                "epochs: {min: 1, max: 3}; strategy: linear-probe; probe_epochs: {min: 1, max: 4}",
                "epochs: 2; strategy: {values: [plain, gradual-unfreezing]}",
                "batch_size: {values: [16, 32]}; micro_batch_size: 16",
                "freeze_depth: {min: 6, max: 7}; dropout: {min: 0.0, max: 0.3}",
                "freeze_depth: 7; head_dropout: {min: 0.0, max: 0.3}",
            })
    void whatChangesSomeTrialIsAccepted(String parameters) throws IOException {
        Path file = file(parameters);
        assertThatCode(() -> StudyFile.readNew(file)).doesNotThrowAnyException();
    }

    @Test
    void shippedStudiesSearchOverNothingIdle() {
        assertThat(StudyTexts.SHIPPED)
                .allSatisfy(
                        shipped -> assertThat(StudyFile.readNew(shipped).path()).isEqualTo(shipped));
    }

    /** An edit may fix what others depended on, and can take nothing away. */
    @Test
    void aStudyThatHasBegunIsReadAllTheSame() throws IOException {
        Path file = file("momentum: 0.9");
        assertThat(StudyFile.read(file).study().space().parameter("momentum")).isPresent();
    }
}
