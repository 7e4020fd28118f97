package dev.tryout.training.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.tensor.Half;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {
    private static final RowLayout LAYOUT = new RowLayout(Element.FLOAT32, 3, new int[] {2, 0, 5, 1});

    @TempDir
    private Path folder;

    @Property(tries = 50)
    void whatIsWrittenIsRead(
            @ForAll Element element,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @Size(max = 20) int[] anyLengths)
            throws IOException {
        int[] lengths = Arrays.stream(anyLengths)
                .map(length -> Math.floorMod(length, 8))
                .toArray();
        RowLayout layout = new RowLayout(element, width, lengths);
        Path place = Files.createTempDirectory("rows");
        try (RowWriter writer = new RowWriter(place, "file", RowsFixture.KEY, layout)) {
            for (int row = 0; row < lengths.length; row++) {
                if (element == Element.INT32) {
                    writer.put(row, ints(layout, row));
                } else {
                    writer.put(row, RowsFixture.row(layout, row), 0);
                }
            }
            writer.finish(1.5);
        }

        Rows rows = RowFile.open(place.resolve("file"), RowsFixture.KEY);

        assertThat(rows.layout()).isEqualTo(layout);
        assertThat(rows.seconds()).isEqualTo(1.5);
        for (int row = 0; row < lengths.length; row++) {
            if (element == Element.INT32) {
                assertThat(rows.ints(row)).isEqualTo(ints(layout, row));
            } else {
                float[] expected = RowsFixture.row(layout, row);
                assertThat(RowsFixture.read(rows, row))
                        .isEqualTo(element == Element.FLOAT32 ? expected : halved(expected));
            }
        }
        Files.delete(place.resolve("file"));
        Files.delete(place);
    }

    private static int[] ints(RowLayout layout, int row) {
        int[] values = new int[layout.length(row) * layout.width()];
        Arrays.setAll(values, i -> row * 1_000 - i);
        return values;
    }

    private static float[] halved(float[] values) {
        float[] halves = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            halves[i] = Half.toFloat(Half.of(values[i]));
        }
        return halves;
    }

    @Test
    void noChangedByteGoesUnnoticed() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path damaged = folder.resolve("damaged");

        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            Files.write(damaged, bytes);
            assertThatThrownBy(() -> RowFile.open(damaged, RowsFixture.KEY))
                    .as("byte %d", at)
                    .isInstanceOf(DamagedRowsException.class)
                    .hasMessageContaining(damaged.toString());
        }
    }

    @Test
    void noLengthButTheWholeOneIsTaken() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path damaged = folder.resolve("damaged");

        for (int length = 0; length <= whole.length + 3; length++) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            if (length != whole.length) {
                assertThatThrownBy(() -> RowFile.open(damaged, RowsFixture.KEY))
                        .as("%d bytes", length)
                        .isInstanceOf(DamagedRowsException.class);
            }
        }
    }

    @Test
    void rowsOfSomethingElseAreNotTaken() throws IOException {
        Path file = written();

        assertThatThrownBy(() -> RowFile.open(file, RowsFixture.OTHER))
                .isInstanceOf(DamagedRowsException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void anUnfinishedFileIsNeverThere() throws IOException {
        try (RowWriter writer = new RowWriter(folder, "file", RowsFixture.KEY, LAYOUT)) {
            writer.put(0, RowsFixture.row(LAYOUT, 0), 0);
            assertThatThrownBy(() -> writer.finish(0)).hasMessageContaining("1 of 4 rows");
        }

        assertThatThrownBy(() -> RowFile.open(folder.resolve("file"), RowsFixture.KEY))
                .isInstanceOf(NoSuchFileException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private Path written() throws IOException {
        try (RowWriter writer = new RowWriter(folder, "file", RowsFixture.KEY, LAYOUT)) {
            RowsFixture.fill(writer);
            writer.finish(1.5);
        }
        return folder.resolve("file");
    }
}
