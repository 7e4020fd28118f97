package dev.tryout.training.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes safetensors of any type, for tests; knows nothing of the product's reader or writer. */
public final class RawTensors {
    private final ObjectNode header = new ObjectMapper().createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds a tensor whose bytes are as given. */
    public RawTensors add(String name, String type, List<Integer> shape, byte[] bytes) {
        ObjectNode entry = header.putObject(name).put("dtype", type);
        shape.forEach(entry.putArray("shape")::add);
        entry.putArray("data_offsets").add(data.size()).add(data.size() + bytes.length);
        data.writeBytes(bytes);
        return this;
    }

    /** Adds floats; those of 16 bits hold as much of them as they can. */
    public RawTensors add(String name, String type, List<Integer> shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case "F32" -> bytes.putFloat(value);
                case "BF16" -> bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
                case "F16" -> bytes.putShort(half(value));
                default -> throw new IllegalArgumentException(type);
            }
        }
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return add(name, type, shape, used);
    }

    /** Normal numbers and zero, cut off. */
    private static short half(float value) {
        if (value == 0) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        int fraction = (int) ((Math.abs(value) / Math.scalb(1f, exponent) - 1) * 1024);
        return (short) ((value < 0 ? 0x8000 : 0) | exponent + 15 << 10 | fraction);
    }

    public void write(Path file) throws IOException {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(
                file,
                ByteBuffer.allocate(Long.BYTES + json.length + data.size())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .put(data.toByteArray())
                        .array());
    }
}
