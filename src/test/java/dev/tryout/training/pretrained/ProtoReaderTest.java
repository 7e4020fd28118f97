package dev.tryout.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.tensor.FloatTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProtoReaderTest {
    @Test
    void aGraphsTensorsAndNodesAreRead() throws IOException {
        byte[] raw = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(-2)
                .array();
        byte[] tensor = concat(number(1, 2), number(1, 1), number(2, 1), bytes(8, utf8("w")), bytes(9, raw));
        byte[] node = concat(
                bytes(1, utf8("x")), bytes(1, utf8("w")), bytes(3, utf8("/dense/MatMul")), bytes(4, utf8("MatMul")));
        byte[] model = concat(number(1, 8), bytes(7, concat(bytes(1, node), bytes(5, tensor), bytes(2, new byte[3]))));

        OnnxGraph graph = OnnxGraph.read(new ByteArrayInputStream(model));

        assertThat(graph.nodes()).containsExactly(new OnnxGraph.Node("/dense/MatMul", "MatMul", List.of("x", "w")));
        FloatTensor read = Objects.requireNonNull(graph.initializers().get("w"));
        assertThat(read.shape()).containsExactly(2, 1);
        assertThat(read.data()).containsExactly(1, -2);
    }

    @Test
    void packedDimensionsAreRead() throws IOException {
        byte[] packed = {(byte) 0x80, 0x02, 0x01};
        byte[] tensor = concat(bytes(1, packed), number(2, 1), bytes(8, utf8("e")), bytes(9, new byte[1_024]));
        byte[] node = bytes(1, bytes(4, utf8("Add")));

        OnnxGraph graph = OnnxGraph.read(new ByteArrayInputStream(bytes(7, concat(node, bytes(5, tensor)))));

        assertThat(Objects.requireNonNull(graph.initializers().get("e")).shape())
                .containsExactly(256, 1);
    }

    @Test
    void aTensorWithTooFewBytesIsRefused() {
        byte[] tensor = concat(number(1, 3), number(2, 1), bytes(8, utf8("w")), bytes(9, new byte[8]));

        assertThatThrownBy(() -> OnnxGraph.read(new ByteArrayInputStream(bytes(7, bytes(5, tensor)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tensor 'w' of shape [3] has 8 bytes");
    }

    @Test
    void aFieldBeyondItsMessageIsRefused() {
        byte[] graph = {0x0A, 0x7F};

        assertThatThrownBy(() -> OnnxGraph.read(new ByteArrayInputStream(bytes(7, graph))))
                .hasMessageContaining("goes beyond its message");
    }

    @Property(tries = 500)
    void anyBytesEndInAGraphOrAnErrorOfInput(@ForAll @Size(max = 200) byte[] garbage) {
        assertThatCode(() -> {
                    try {
                        OnnxGraph.read(new ByteArrayInputStream(bytes(7, garbage)));
                    } catch (IOException | ArithmeticException | IllegalArgumentException refused) {
                        assertThat(refused).hasMessageMatching("(?s).+");
                    }
                })
                .doesNotThrowAnyException();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] bytes(int field, byte[] content) {
        byte[] head = content.length < 128
                ? new byte[] {(byte) (field << 3 | 2), (byte) content.length}
                : new byte[] {
                    (byte) (field << 3 | 2), (byte) (content.length & 0x7f | 0x80), (byte) (content.length >> 7)
                };
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
