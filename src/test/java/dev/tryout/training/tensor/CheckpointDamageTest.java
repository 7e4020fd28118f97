package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hundred and more ways to damage a run's newest checkpoint: each is found, and the one before is used. */
class CheckpointDamageTest {
    private static final int EPOCHS = 9;
    private static final int TRIAL = 3;
    private static final int OTHER_TRIAL = 4;

    /** A way to damage a file; {@code other} is the same epoch's checkpoint of another trial, {@code before} the epoch before. */
    @FunctionalInterface
    private interface Change {
        byte[] of(byte[] file, byte[] before, byte[] other);
    }

    private record Damage(String how, Change change) {
        @Override
        public String toString() {
            return how;
        }
    }

    @TempDir
    private Path path;

    private CheckpointFolder folder;

    @BeforeEach
    void threeEpochs() throws IOException {
        Path theirs = Files.createDirectory(path.resolve("theirs"));
        CheckpointFolder others = new CheckpointFolder(theirs);
        folder = new CheckpointFolder(Files.createDirectory(path.resolve("ours")));
        for (int epoch = 1; epoch <= 3; epoch++) {
            write(folder, TRIAL, epoch);
            write(others, OTHER_TRIAL, epoch);
        }
        Files.move(others.file(3), path.resolve("other"), StandardCopyOption.REPLACE_EXISTING);
    }

    static Stream<Damage> damages() {
        Random random = new Random(17);
        return Stream.of(
                        flips(random, 1, 40),
                        flips(random, 8, 10),
                        IntStream.range(0, 30).mapToObj(i -> cut(random.nextDouble())),
                        Stream.of(
                                cut(0), named("the last byte is cut off", (f, b, o) -> Arrays.copyOf(f, f.length - 1))),
                        IntStream.range(0, 8).mapToObj(i -> zeros(random.nextDouble())),
                        IntStream.of(1, 8, 512, 4_096).mapToObj(CheckpointDamageTest::longer),
                        IntStream.range(0, 4).mapToObj(i -> spliced(random.nextDouble())),
                        Stream.of(
                                named("it is another trial's", (f, b, o) -> o),
                                named("it is the epoch before", (f, b, o) -> b),
                                named("it is random", (f, b, o) -> bytes(random, f.length)),
                                named(
                                        "it is text",
                                        (f, b, o) ->
                                                "no checkpoint\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                named("its header claims 2 GiB", (f, b, o) -> headerLength(f, 1L << 31)),
                                named("its header claims a negative length", (f, b, o) -> headerLength(f, -1))))
                .flatMap(kinds -> kinds);
    }

    private static Damage named(String how, Change change) {
        return new Damage(how, change);
    }

    private static Stream<Damage> flips(Random random, int bits, int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            long seed = random.nextLong();
            return named(bits + " bits are flipped, seed " + seed, (file, before, other) -> {
                byte[] flipped = file.clone();
                new Random(seed)
                        .ints(bits, 0, file.length * 8)
                        .distinct()
                        .forEach(bit -> flipped[bit / 8] ^= (byte) (1 << bit % 8));
                return flipped;
            });
        });
    }

    private static Damage cut(double share) {
        return named("it is cut at " + share, (f, b, o) -> Arrays.copyOf(f, (int) (share * f.length)));
    }

    private static Damage zeros(double from) {
        return named("it has zeros from " + from, (file, before, other) -> {
            byte[] zeroed = file.clone();
            Arrays.fill(zeroed, (int) (from * file.length), file.length, (byte) 0);
            return zeroed;
        });
    }

    private static Damage longer(int bytes) {
        return named(bytes + " bytes are appended", (f, b, o) -> Arrays.copyOf(f, f.length + bytes));
    }

    private static Damage spliced(double share) {
        return named("it goes on as another trial's from " + share, (file, before, other) -> {
            byte[] spliced = other.clone();
            System.arraycopy(file, 0, spliced, 0, Math.min(spliced.length, (int) (share * file.length)));
            return spliced;
        });
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] headerLength(byte[] file, long length) {
        byte[] changed = file.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            changed[i] = (byte) (length >>> 8 * i);
        }
        return changed;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void theOneBeforeIsUsed(Damage damage) throws IOException {
        byte[] whole = Files.readAllBytes(folder.file(3));
        byte[] damaged = damage.change()
                .of(whole, Files.readAllBytes(folder.file(2)), Files.readAllBytes(path.resolve("other")));
        assertThat(damaged).isNotEqualTo(whole);
        Files.write(folder.file(3), damaged);

        try (CheckpointFile file = newest().orElseThrow()) {
            assertThat(file.checkpoint()).isEqualTo(checkpoint(TRIAL, 2));
        }
        folder.tidy(Set.of(3));
        Files.delete(folder.file(2));
        Files.deleteIfExists(folder.file(1));
        assertThat(newest()).as("where none is left, the trial begins anew").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void itIsNeverOpenedAsWhatItWas(Damage damage) throws IOException {
        byte[] whole = Files.readAllBytes(folder.file(3));
        Files.write(
                folder.file(3),
                damage.change()
                        .of(whole, Files.readAllBytes(folder.file(2)), Files.readAllBytes(path.resolve("other"))));
        if (damage.how().startsWith("it is the epoch before") || damage.how().startsWith("it is another trial's")) {
            try (CheckpointFile file = CheckpointFile.open(folder.file(3))) {
                assertThat(file.checkpoint()).isNotEqualTo(checkpoint(TRIAL, 3));
            }
        } else {
            assertThatThrownBy(() -> CheckpointFile.open(folder.file(3))).isInstanceOf(MalformedTensorsException.class);
        }
    }

    private Optional<CheckpointFile> newest() {
        return folder.newest(checkpoint -> checkpoint.trial() == TRIAL, checkpoint -> checkpoint.epoch() < EPOCHS);
    }

    private static void write(CheckpointFolder folder, int trial, int epoch) {
        float[] values = new float[64];
        Arrays.fill(values, trial + epoch / 10f);
        Map<String, TensorSource> tensors = Map.of("head", TensorSource.of(new FloatTensor(List.of(64), values)));
        folder.write(checkpoint(trial, epoch), tensors, tensors);
    }

    private static Checkpoint checkpoint(int trial, int epoch) {
        List<Measurement> measurements = IntStream.rangeClosed(1, epoch)
                .mapToObj(i -> new Measurement(i, Map.of("loss", 1.0 / i), 0.1))
                .toList();
        Configuration configuration = new Configuration(Map.of("learning_rate", 1e-3 * trial));
        return new Checkpoint(
                trial, 1, epoch, EPOCHS, 42, 10L * epoch, configuration, measurements, "backbone", "data");
    }
}
