package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.space.Configuration;
import dev.tryout.training.WorkerFailure;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    private static final int EPOCHS = 9;
    private static final Map<String, TensorSource> PARAMETERS =
            Map.of("head", TensorSource.of(new FloatTensor(List.of(2), new float[] {1, 2})));
    private static final Map<String, TensorSource> STATE =
            Map.of("mean/head", TensorSource.of(new FloatTensor(List.of(2), new float[] {3, 4})));

    @TempDir
    private Path path;

    private CheckpointFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckpointFolder(path);
    }

    @Test
    void aCheckpointTellsAllThatWasWritten() throws IOException {
        write(2);

        try (CheckpointFile file = newest(folder).orElseThrow()) {
            assertThat(file.checkpoint()).isEqualTo(checkpoint(2));
            assertThat(file.parameters().keySet()).containsExactly("head");
            assertThat(file.optimizerState().get("mean/head"))
                    .isNotNull()
                    .satisfies(source -> assertThat(source.values().read()).containsExactly(3, 4));
        }
    }

    @Test
    void aDamagedNewestIsPassedOver() throws IOException {
        write(1);
        write(2);
        byte[] bytes = Files.readAllBytes(folder.file(2));
        bytes[bytes.length - 1] ^= 4;
        Files.write(folder.file(2), bytes);

        assertThat(newestEpoch()).isEqualTo(1);
    }

    @Test
    void aCheckpointWithoutOptimizerStateEndsATrialAndContinuesNone() throws IOException {
        folder.write(checkpoint(1), PARAMETERS, Map.of());
        assertThat(newest(folder)).isEmpty();

        folder.write(checkpoint(EPOCHS), PARAMETERS, Map.of());
        assertThat(newestEpoch()).isEqualTo(EPOCHS);
    }

    @Test
    void whereTheOptimizerRemembersNothingATrialGoesOnFromItsParameters() throws IOException {
        folder.write(checkpoint(1), PARAMETERS, Map.of());

        try (CheckpointFile file =
                folder.newest(checkpoint -> true, checkpoint -> false).orElseThrow()) {
            assertThat(file.checkpoint().epoch()).isEqualTo(1);
            assertThat(file.optimizerState()).isEmpty();
        }
    }

    @Test
    void whileATrialRunsTheLastTwoStayWholeAndTheBestSlim() throws IOException {
        for (int epoch = 1; epoch <= 5; epoch++) {
            write(epoch);
            folder.tidy(Set.of(2));
        }

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "epoch-0002.safetensors", "epoch-0004.safetensors", "epoch-0005.safetensors");
        assertThat(hasState(2)).isFalse();
        assertThat(hasState(4)).isTrue();
        assertThat(hasState(5)).isTrue();
    }

    @Test
    void onceATrialHasEndedOnlyParametersStay() throws IOException {
        write(3);
        write(4);
        write(5);
        folder.tidyEnded(Set.of(3));

        assertThat(names()).containsExactlyInAnyOrder("epoch-0003.safetensors", "epoch-0005.safetensors");
        assertThat(hasState(3)).isFalse();
        assertThat(hasState(5)).isFalse();
    }

    @Test
    void aFullOrMissingDiskIsTheWorkersFailureAndLeavesNothing() throws IOException {
        TensorSource failing = new TensorSource(List.of(1), () -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> folder.write(checkpoint(1), Map.of("head", failing), Map.of()))
                .isInstanceOf(WorkerFailure.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("MiB free");
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> newest(new CheckpointFolder(path.resolve("gone"))))
                .isInstanceOf(WorkerFailure.class);
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        write(1);
        Files.write(path.resolve("epoch-0002.safetensors.tmp"), new byte[9]);

        folder.sweep();

        assertThat(names()).containsExactly("epoch-0001.safetensors");
    }

    private void write(int epoch) {
        folder.write(checkpoint(epoch), PARAMETERS, STATE);
    }

    private static Checkpoint checkpoint(int epoch) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 1; i <= epoch; i++) {
            measurements.add(new Measurement(i, Map.of("loss", 1.0 / i), 0.1));
        }
        Configuration configuration =
                new Configuration(Map.of("learning_rate", 1e-3, "batch_size", 8, "optimizer", "sgd"));
        return new Checkpoint(3, 1, epoch, EPOCHS, 42, 10L * epoch, configuration, measurements, "backbone", "data");
    }

    private static Optional<CheckpointFile> newest(CheckpointFolder folder) {
        return folder.newest(checkpoint -> true, checkpoint -> checkpoint.epoch() < EPOCHS);
    }

    private int newestEpoch() throws IOException {
        try (CheckpointFile file = newest(folder).orElseThrow()) {
            return file.checkpoint().epoch();
        }
    }

    private boolean hasState(int epoch) throws IOException {
        try (CheckpointFile file = CheckpointFile.open(folder.file(epoch))) {
            return file.hasOptimizerState();
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
