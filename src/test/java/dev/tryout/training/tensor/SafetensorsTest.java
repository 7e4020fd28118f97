package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Property(tries = 50)
    void whatIsWrittenIsRead(@ForAll @Size(max = 6) List<@Size(max = 40) float[]> tensors, @ForAll String note)
            throws IOException {
        Map<String, TensorSource> sources = new LinkedHashMap<>();
        for (int i = 0; i < tensors.size(); i++) {
            sources.put("t" + i, TensorSource.of(new FloatTensor(List.of(1, tensors.get(i).length), tensors.get(i))));
        }
        Path file = Files.createTempFile("tensors", ".safetensors");
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String text = new String(note.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            SafetensorsWriter.write(out, Map.of("note", text), sources);
            Files.write(file, out.toByteArray());

            try (SafetensorsFile read = SafetensorsFile.open(file)) {
                assertThat(read.metadata()).containsExactly(Map.entry("note", text));
                assertThat(read.names()).containsExactlyElementsOf(sources.keySet());
                for (int i = 0; i < tensors.size(); i++) {
                    assertThat(read.read("t" + i).data()).isEqualTo(tensors.get(i));
                    assertThat(read.read("t" + i).shape()).containsExactly(1, tensors.get(i).length);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aTensorLargerThanABufferIsRead() throws IOException {
        float[] data = new float[700_001];
        data[data.length - 1] = 3;
        Path file = folder.resolve("large");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(
                out, Map.of(), Map.of("large", TensorSource.of(new FloatTensor(List.of(data.length), data))));
        Files.write(file, out.toByteArray());

        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.read("large").data()).isEqualTo(data);
            assertThatThrownBy(() -> read.read("small")).hasMessageContaining("no tensor 'small'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "not json | the header is not JSON",
                "[] | not a JSON object",
                "{} {} | the header is not JSON",
                "{'a':1} | tensor 'a' is not an object",
                "{'a':{'shape':[2],'data_offsets':[0,8]}} | unknown data type none",
                "{'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}} | unknown data type F33",
                "{'a':{'dtype':7,'shape':[2],'data_offsets':[0,8]}} | unknown data type 7",
                "{'a':{'dtype':'BF16','shape':[2],'data_offsets':[0,8]}} | data type BF16 does not fit",
                "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,8]}} | data type F64 does not fit",
                "{'a':{'dtype':'F32','data_offsets':[0,8]}} | no list shape",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}} | no list shape",
                "{'a':{'dtype':'F32','shape':[2]}} | no list data_offsets",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | has a shape that is not",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}} | has a shape that is not",
                "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}} | has a shape that is not",
                "{'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}} | has a shape that is not",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | has a data_offsets that is not",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}} | has a shape that is not",
                "{'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}} | at most 16",
                "{'a':{'dtype':'F32','shape':[2147483648,2147483648],'data_offsets':[0,8]}} | too large",
                "{'a':{'dtype':'F32','shape':[2147483648,0],'data_offsets':[0,0]}} | too large",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9223372036854775807]}} | does not fit its data_offsets",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | too large",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | does not fit its data_offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | not a begin and an end",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | not a begin and an end",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | need 4 bytes of data and it has 8",
                "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | need 16 bytes of data and it has 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4 of the data, expected 0",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate",
                "{'__metadata__':[]} | is not an object",
                "{'__metadata__':{'a':1}} | is not text",
                "{'__metadata__':{'a':{}}} | is not text",
                "{'a':{'dtype':'F32' | the header is not JSON",
                "{'a':{'dtype':'F32','dtype':'F16','shape':[2],'data_offsets':[0,8]}} | Duplicate",
                "null | not a JSON object",
            })
    void aMalformedHeaderIsRefused(String header, String fault) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SafetensorsFile.open(file(json.length, json, 8)))
                .isInstanceOf(MalformedTensorsException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(fault);
    }

    @Test
    void aTensorThatIsNoFloatIsPassedOverUntilItIsAskedFor() throws IOException {
        byte[] header =
                "{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}".getBytes(StandardCharsets.UTF_8);

        try (SafetensorsFile read = SafetensorsFile.open(file(header.length, header, 8))) {
            assertThat(read.names()).containsExactly("ids");
            assertThatThrownBy(() -> read.read("ids"))
                    .isInstanceOf(MalformedTensorsException.class)
                    .hasMessageContaining("data type I64, only F32, F16 and BF16 are read");
        }
    }

    @Property(tries = 200)
    void noHeaderCrashesTheReader(@ForAll @Size(max = 200) byte[] header) throws IOException {
        Path file = Files.createTempFile("tensors", ".safetensors");
        try {
            Files.write(file, header(header.length, header, 0));
            assertThatThrownBy(() -> SafetensorsFile.map(file)).isInstanceOf(MalformedTensorsException.class);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 3, 1L << 31, Long.MAX_VALUE})
    void aHeaderLengthBeyondTheFileIsRefusedBeforeAnythingIsRead(long length) {
        assertThatThrownBy(() -> SafetensorsFile.open(file(length, new byte[] {'{', '}'}, 0)))
                .isInstanceOf(MalformedTensorsException.class)
                .hasMessageContaining("beyond the end");
    }

    @Test
    void aHeaderAboveTheLimitIsRefused() {
        byte[] spaces = new byte[SafetensorsHeader.LIMIT_BYTES + 1];

        assertThatThrownBy(() -> SafetensorsFile.open(file(spaces.length, spaces, 0)))
                .isInstanceOf(MalformedTensorsException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void aFileTooShortForAHeaderIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("short"), new byte[7]);

        assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("too few for a header");
    }

    private Path file(long headerLength, byte[] header, int dataBytes) throws IOException {
        return Files.write(folder.resolve("bad.safetensors"), header(headerLength, header, dataBytes));
    }

    private static byte[] header(long headerLength, byte[] header, int dataBytes) {
        return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(header)
                .array();
    }
}
