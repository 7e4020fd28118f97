package dev.tryout.training.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes 32-bit floats as safetensors, one tensor in memory at a time. */
public final class SafetensorsWriter {
    private static final int CHUNK_VALUES = 1 << 18;

    private SafetensorsWriter() {}

    /** Writes a whole file's bytes; tensors follow one another in the map's order. */
    public static void write(OutputStream out, Map<String, String> metadata, Map<String, TensorSource> tensors)
            throws IOException {
        byte[] header = SafetensorsHeader.of(metadata, tensors).toJson();
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<String, TensorSource> tensor : tensors.entrySet()) {
            float[] data = tensor.getValue().values().read();
            if (FloatTensor.sizeOf(tensor.getValue().shape()) != data.length) {
                throw new IllegalArgumentException(tensor.getKey() + " has shape "
                        + tensor.getValue().shape() + " and " + data.length + " values");
            }
            for (int done = 0; done < data.length; done += CHUNK_VALUES) {
                int count = Math.min(CHUNK_VALUES, data.length - done);
                chunk.clear().asFloatBuffer().put(data, done, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }
}
