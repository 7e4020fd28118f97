package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedTensorsTest {
    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("sealed.safetensors");
        TensorSource values = TensorSource.of(new FloatTensor(List.of(3), new float[] {1, 2, 3}));
        SealedTensors.write(file, Map.of("note", "hello"), Map.of("values", values));
        whole = Files.readAllBytes(file);
    }

    @Test
    void aWholeFileIsReadUnderAnyName() throws IOException {
        Path copy = Files.copy(file, folder.resolve("copy"));

        try (SafetensorsFile read = SealedTensors.open(copy)) {
            assertThat(read.metadata()).containsEntry("note", "hello");
            assertThat(read.read("values").data()).containsExactly(1, 2, 3);
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(DurableFiles.TEMPORARY));
    }

    @Test
    void aFileThatIsSealedAgainCarriesOneSeal() throws IOException {
        TensorSource values = TensorSource.of(new FloatTensor(List.of(1), new float[] {4}));
        Map<String, String> metadata;
        try (SafetensorsFile read = SealedTensors.open(file)) {
            metadata = read.metadata();
        }
        SealedTensors.write(file, metadata, Map.of("values", values));

        try (SafetensorsFile read = SealedTensors.open(file)) {
            assertThat(read.metadata()).containsOnlyKeys("note", "crc32c");
        }
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);

            assertThatThrownBy(() -> SealedTensors.open(file)).isInstanceOf(MalformedTensorsException.class);
        }
    }

    @Test
    void anyCutIsFound() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> SealedTensors.open(file)).isInstanceOf(MalformedTensorsException.class);
        }
    }

    @Test
    void aFailureWhileWritingLeavesTheFileThatWasThere() throws IOException {
        TensorSource failing = new TensorSource(List.of(1), () -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> SealedTensors.write(file, Map.of(), Map.of("values", failing)))
                .hasMessage("No space left on device");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(DurableFiles.TEMPORARY));
    }
}
