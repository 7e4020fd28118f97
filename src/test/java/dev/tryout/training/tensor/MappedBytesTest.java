package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedBytesTest {
    private static final int SIZE = 10_000;

    @TempDir
    private Path folder;

    @Property(tries = 100)
    void aReadMayCrossAnyNumberOfWindows(
            @ForAll @IntRange(min = 1, max = 4_000) int window,
            @ForAll @IntRange(max = SIZE) int from,
            @ForAll @IntRange(max = SIZE) int to)
            throws IOException {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Path file = Files.createTempFile("mapped", ".bin");
        try (MappedBytes mapped = new MappedBytes(Files.write(file, content), window)) {
            int begin = Math.min(from, to);
            int end = Math.max(from, to);
            byte[] read = new byte[end - begin];

            mapped.read(begin, read, read.length);

            assertThat(mapped.size()).isEqualTo(SIZE);
            assertThat(read).isEqualTo(Arrays.copyOfRange(content, begin, end));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anInterruptIsKeptForTheCallerAndDoesNoHarm() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {7});
        Thread.currentThread().interrupt();

        try (MappedBytes mapped = new MappedBytes(file)) {
            assertThat(Thread.interrupted()).isTrue();
            byte[] read = new byte[1];
            mapped.read(0, read, 1);
            assertThat(read).containsExactly(7);
        }
    }

    @Test
    void aFileThatIsCutShortWhileItIsReadIsSaidToBeSo() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1 << 20]);
        try (MappedBytes mapped = new MappedBytes(file);
                RandomAccessFile cutter = new RandomAccessFile(file.toFile(), "rw")) {
            cutter.setLength(10);

            assertThatThrownBy(() -> mapped.read(0, new byte[1 << 20], 1 << 20))
                    .isInstanceOf(MalformedTensorsException.class)
                    .hasMessageContaining("cut short");
        }
    }

    /** The file is sparse: it takes no room on the disk. */
    @Test
    void aTensorBeyondTwoGibibytesIsRead() throws IOException {
        long values = (1L << 29) + 1_000;
        String header = "{\"far\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[" + 4 * values + ","
                + (4 * values + 6) + "]},\"large\":{\"dtype\":\"F32\",\"shape\":[" + values + "],\"data_offsets\":[0,"
                + 4 * values + "]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("large.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            file.write(json);
            file.seek(Long.BYTES + json.length + 4 * values);
            file.write(new byte[] {0, 0x3c, 0, 0x40, 0, (byte) 0xc0});
        }

        try (SafetensorsFile opened = SafetensorsFile.map(path)) {
            assertThat(opened.read("far").data()).containsExactly(1, 2, -2);
            assertThatThrownBy(() -> opened.read("large")).hasMessageContaining("this process may hold");
        }
    }
}
