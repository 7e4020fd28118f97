package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.TrainingSettings;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.cache.Element;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.TensorSource;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.PrefixUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in bfloat16 on a CPU: slow, and right. */
class PrecisionIT {
    private static final LabelledData DATA = Glosses.draw(96, 48, 5);
    private static final int EPOCHS = 3;

    /**
     * Each factor is rounded to 8 binary digits, at most 2^-9 of it away; errors of a product's terms mostly cancel, and a
     * dozen layers' add up to about 2^-7 of a loss. Twice that.
     */
    private static final double RELATIVE_ERROR = 0.016;

    private static final int LOW_HALF = 0xFFFF;

    @TempDir
    private static Path folder;

    private static CacheSettings cache;
    private static FineTuning tuning;
    private static List<Measurement> whole;
    private static List<Measurement> halves;

    @BeforeAll
    static void train() throws Exception {
        cache = new CacheSettings(Element.FLOAT32, 64 << 20, 256 << 20, folder.resolve("cache"));
        tuning = new FineTuning(
                FineTuningFixture.task(), FineTuningFixture.ACCURACY, (spec, seed) -> DATA, Device.cpu(1), cache);
        whole = train(run("whole", "float32"));
        halves = train(run("halves", "bfloat16"));
    }

    @AfterAll
    static void stop() {
        tuning.close();
    }

    @Test
    void lossesAreNearThoseOfFloat32AndNotTheSame() {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (String loss : List.of("train_loss", "loss")) {
                double expected = value(whole.get(epoch), loss);
                assertThat(value(halves.get(epoch), loss))
                        .as("%s of epoch %d", loss, epoch + 1)
                        .isCloseTo(expected, within(RELATIVE_ERROR * expected))
                        .isNotEqualTo(expected);
            }
        }
        assertThat(value(halves.get(EPOCHS - 1), "train_loss")).isLessThan(value(halves.get(0), "train_loss"));
    }

    @Test
    void whatIsTrainedIsKeptInFullPrecision() throws Exception {
        int best = halves.stream()
                .reduce((one, other) -> value(other, "accuracy") > value(one, "accuracy") ? other : one)
                .orElseThrow()
                .epoch();
        try (CheckpointFile file = CheckpointFile.open(tuning.checkpoint(folder.resolve("halves"), best))) {
            for (Map.Entry<String, TensorSource> parameter : file.parameters().entrySet()) {
                assertThat(lowBits(parameter.getValue().values().read()))
                        .as(parameter.getKey())
                        .isNotZero();
            }
        }
    }

    /** All bits that bfloat16 has no room for, together. */
    private static int lowBits(float[] values) {
        int bits = 0;
        for (float value : values) {
            bits |= Float.floatToRawIntBits(value) & LOW_HALF;
        }
        return bits;
    }

    @Test
    void aPausedTrialGoesOnDigitForDigit() throws Exception {
        FakeRun first = run("parts", "bfloat16").deciding(m -> Decision.pause("later"));
        tuning.run(first);
        FakeRun second = new FakeRun(1, settings("bfloat16"), EPOCHS, folder.resolve("parts")).recorded(first.reported);
        tuning.run(second);

        assertThat(metrics(first.reported)).isEqualTo(metrics(halves).subList(0, 1));
        assertThat(metrics(second.reported)).isEqualTo(metrics(halves).subList(1, EPOCHS));
    }

    @Test
    void frozenStagesAreComputedOnceInEachPrecision() {
        assertThat(prefix(whole)).extracting(PrefixUse::misses).isEqualTo(2);
        assertThat(prefix(halves)).extracting(PrefixUse::misses).isEqualTo(2);
    }

    private static PrefixUse prefix(List<Measurement> measurements) {
        return Objects.requireNonNull(measurements.get(0).prefix());
    }

    private static FakeRun run(String name, String precision) throws Exception {
        return new FakeRun(1, settings(precision), EPOCHS, Files.createDirectory(folder.resolve(name)));
    }

    private static Map<String, Object> settings(String precision) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(TrainingSettings.PRECISION, precision);
        settings.put("freeze_depth", 5);
        settings.put("learning_rate", 1e-3);
        settings.put("batch_size", 16);
        return settings;
    }

    private static List<Measurement> train(FakeRun run) throws Exception {
        tuning.run(run);
        return run.reported;
    }

    private static List<Map<String, Double>> metrics(List<Measurement> measurements) {
        return measurements.stream().map(Measurement::metrics).toList();
    }

    private static double value(Measurement measurement, String metric) {
        return Objects.requireNonNull(measurement.metrics().get(metric));
    }
}
