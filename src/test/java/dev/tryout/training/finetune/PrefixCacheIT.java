package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.cache.Element;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.PrefixUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed once gives what computing it again would. */
class PrefixCacheIT {
    private static final LabelledData DATA = Glosses.draw(120, 60, 5);
    private static final int EPOCHS = 2;
    private static final long MEBIBYTE = 1L << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 7})
    void lossesAreThoseWithoutTheCache(int depth) throws Exception {
        List<Measurement> plain = train(off(), depth);
        List<Measurement> cached = train(onDisk(Element.FLOAT32), depth);

        for (int i = 0; i < EPOCHS; i++) {
            for (String loss : List.of("train_loss", "loss")) {
                assertThat(value(cached.get(i), loss)).as(loss).isCloseTo(value(plain.get(i), loss), within(1e-5));
            }
        }
        assertThat(plain)
                .allSatisfy(measurement -> assertThat(measurement.prefix()).isNull());
    }

    @Test
    void halvesCostLittle() throws Exception {
        List<Measurement> plain = train(off(), 4);
        List<Measurement> cached = train(onDisk(Element.FLOAT16), 4);

        for (int i = 0; i < EPOCHS; i++) {
            assertThat(value(cached.get(i), "loss")).isCloseTo(value(plain.get(i), "loss"), within(2e-3));
        }
    }

    @Test
    void laterEpochsTrialsAndWorkersComputeNothing() throws Exception {
        List<Measurement> first = train(onDisk(Element.FLOAT32), 4);
        List<Measurement> another = train(onDisk(Element.FLOAT32), 4);

        assertThat(first.get(0).prefix())
                .extracting(PrefixUse::hits, PrefixUse::misses)
                .containsExactly(0, 2);
        assertThat(first.get(1).prefix())
                .extracting(PrefixUse::hits, PrefixUse::misses)
                .containsExactly(2, 0);
        assertThat(another).allSatisfy(measurement -> {
            PrefixUse use = Objects.requireNonNull(measurement.prefix());
            assertThat(use.hits()).isEqualTo(2);
            assertThat(use.spentSeconds()).isZero();
            assertThat(use.savedSeconds()).isPositive();
        });
        assertThat(losses(another)).isEqualTo(losses(first));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void aDeeperPrefixComputedFromAShallowerOneIsTheSame(int depth) throws Exception {
        List<Measurement> fromTexts = train(onDisk(Element.FLOAT32), depth);
        deleteFiles();
        train(onDisk(Element.FLOAT32), 3);
        List<Measurement> fromThree = train(onDisk(Element.FLOAT32), depth);

        assertThat(losses(fromThree)).isEqualTo(losses(fromTexts));
    }

    @Test
    void aDamagedFileIsComputedAgain() throws Exception {
        List<Measurement> before = train(onDisk(Element.FLOAT32), 4);
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 5] ^= 1;
            Files.write(file, bytes);
        }
        List<Measurement> after = train(onDisk(Element.FLOAT32), 4);

        assertThat(after.get(0).prefix()).extracting(PrefixUse::misses).isEqualTo(2);
        assertThat(losses(after)).isEqualTo(losses(before));
    }

    @Test
    void aTrialGoesOnWhereNothingCanBeKept() throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file"));
        CacheSettings nowhere = new CacheSettings(Element.FLOAT32, 1, MEBIBYTE, noFolder);

        List<Measurement> trained = train(nowhere, 4);

        assertThat(trained).hasSize(EPOCHS);
        assertThat(trained.get(1).prefix())
                .extracting(PrefixUse::hits, PrefixUse::misses)
                .containsExactly(0, 2);
    }

    private List<Measurement> train(CacheSettings cache, int depth) throws Exception {
        Path checkpoints = Files.createTempDirectory(folder, "trial");
        FakeRun run = new FakeRun(
                1, Map.of("freeze_depth", depth, "learning_rate", 1e-3, "batch_size", 16), EPOCHS, checkpoints);
        try (FineTuning tuning = new FineTuning(
                FineTuningFixture.task(), FineTuningFixture.ACCURACY, (spec, seed) -> DATA, Device.cpu(1), cache)) {
            tuning.run(run);
        }
        return run.reported;
    }

    private CacheSettings onDisk(Element precision) {
        return new CacheSettings(precision, 64 * MEBIBYTE, 256 * MEBIBYTE, folder.resolve("cache"));
    }

    private static CacheSettings off() {
        return CacheSettings.inMemory(0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".rows")).toList();
        }
    }

    private void deleteFiles() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private static List<Double> losses(List<Measurement> measurements) {
        return measurements.stream()
                .map(measurement -> value(measurement, "loss"))
                .toList();
    }

    private static double value(Measurement measurement, String metric) {
        return Objects.requireNonNull(measurement.metrics().get(metric));
    }
}
