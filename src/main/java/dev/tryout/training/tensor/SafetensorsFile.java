package dev.tryout.training.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, open for reading. The header is read and checked at once, tensors when asked for. Interrupting the
 * reading thread does no harm.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(Path path, RandomAccessFile file, SafetensorsHeader header, long dataStart) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
    }

    /** @throws MalformedTensorsException where the file is not a whole safetensors file of 32-bit floats */
    public static SafetensorsFile open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            byte[] json = readHeader(path.toString(), file);
            long dataStart = Long.BYTES + (long) json.length;
            return new SafetensorsFile(
                    path, file, SafetensorsHeader.parse(path.toString(), json, file.length() - dataStart), dataStart);
        } catch (IOException | RuntimeException fault) {
            file.close();
            throw fault;
        }
    }

    private static byte[] readHeader(String name, RandomAccessFile file) throws IOException {
        if (file.length() < Long.BYTES) {
            throw SafetensorsHeader.malformed(name, "it has " + file.length() + " bytes, too few for a header");
        }
        long length = Long.reverseBytes(file.readLong());
        if (length < 0 || length > file.length() - Long.BYTES) {
            throw SafetensorsHeader.malformed(name, "the header should end beyond the end of the file");
        }
        if (length > SafetensorsHeader.LIMIT_BYTES) {
            throw SafetensorsHeader.malformed(
                    name, "the header has " + length + " bytes, more than " + SafetensorsHeader.LIMIT_BYTES);
        }
        byte[] json = new byte[(int) length];
        file.readFully(json);
        return json;
    }

    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** In the order of the file. */
    public Set<String> names() {
        return header.tensors().keySet();
    }

    /** Every tensor's shape, by name. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        header.tensors().forEach((name, entry) -> shapes.put(name, entry.shape()));
        return shapes;
    }

    /** A tensor's values. */
    public FloatTensor read(String name) throws IOException {
        TensorEntry entry = entry(name);
        long values = (entry.end() - entry.begin()) / Float.BYTES;
        if (values > Integer.MAX_VALUE - 8) {
            throw SafetensorsHeader.malformed(path.toString(), "tensor '" + name + "' is too large to read");
        }
        float[] data = new float[(int) values];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.seek(dataStart + entry.begin());
        int done = 0;
        while (done < data.length) {
            int count = Math.min(data.length - done, CHUNK_BYTES / Float.BYTES);
            try {
                file.readFully(chunk.array(), 0, count * Float.BYTES);
            } catch (EOFException cut) {
                throw new MalformedTensorsException(path + ": it was cut short while it was read", cut);
            }
            FloatBuffer floats = chunk.clear().asFloatBuffer();
            floats.get(data, done, count);
            done += count;
        }
        return new FloatTensor(entry.shape(), data);
    }

    /** A tensor that is read when it is needed, while this file is open. */
    public TensorSource source(String name) throws IOException {
        return new TensorSource(entry(name).shape(), () -> read(name).data());
    }

    private TensorEntry entry(String name) throws IOException {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw SafetensorsHeader.malformed(path.toString(), "it has no tensor '" + name + "'");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
