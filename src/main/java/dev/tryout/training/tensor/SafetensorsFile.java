package dev.tryout.training.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private final FileBytes bytes;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(Path path, FileBytes bytes, SafetensorsHeader header, long dataStart) {
        this.path = path;
        this.bytes = bytes;
        this.header = header;
        this.dataStart = dataStart;
    }

    /**
     * Opens a file that may be replaced or deleted meanwhile.
     *
     * @throws MalformedTensorsException where the file is not a whole safetensors file
     */
    public static SafetensorsFile open(Path path) throws IOException {
        return of(path, new ReadBytes(path));
    }

    /**
     * Opens a file of any size by mapping it into memory. One that is not closed is closed with the garbage.
     *
     * @throws MalformedTensorsException where the file is not a whole safetensors file
     */
    public static SafetensorsFile map(Path path) throws IOException {
        return of(path, new MappedBytes(path));
    }

    static SafetensorsFile of(Path path, FileBytes bytes) throws IOException {
        try {
            byte[] json = readHeader(path.toString(), bytes);
            long dataStart = Long.BYTES + (long) json.length;
            return new SafetensorsFile(
                    path, bytes, HeaderParser.parse(path.toString(), json, bytes.size() - dataStart), dataStart);
        } catch (IOException | RuntimeException fault) {
            bytes.close();
            throw fault;
        }
    }

    private static byte[] readHeader(String name, FileBytes bytes) throws IOException {
        if (bytes.size() < Long.BYTES) {
            throw SafetensorsHeader.malformed(name, "it has " + bytes.size() + " bytes, too few for a header");
        }
        byte[] prefix = new byte[Long.BYTES];
        bytes.read(0, prefix, prefix.length);
        long length = littleEndian(prefix).getLong();
        if (length < 0 || length > bytes.size() - Long.BYTES) {
            throw SafetensorsHeader.malformed(name, "the header should end beyond the end of the file");
        }
        if (length > SafetensorsHeader.LIMIT_BYTES) {
            throw SafetensorsHeader.malformed(
                    name, "the header has " + length + " bytes, more than " + SafetensorsHeader.LIMIT_BYTES);
        }
        byte[] json = new byte[(int) length];
        bytes.read(Long.BYTES, json, json.length);
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

    /**
     * A tensor's values as 32-bit floats, whatever floats the file has.
     *
     * @throws MalformedTensorsException where there is no such tensor, it holds something else, or this JVM has not the memory
     */
    public FloatTensor read(String name) throws IOException {
        TensorEntry entry = entry(name);
        float[] data = new float[(int) entry.values()];
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, entry.end() - entry.begin())];
        int done = 0;
        while (done < data.length) {
            int count = Math.min(data.length - done, CHUNK_BYTES / entry.type().bytes());
            bytes.read(
                    dataStart + entry.begin() + (long) done * entry.type().bytes(),
                    chunk,
                    count * entry.type().bytes());
            entry.type().read(littleEndian(chunk), data, done, count);
            done += count;
        }
        return new FloatTensor(entry.shape(), data);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor that is read when it is needed, while this file is open.
     *
     * @throws MalformedTensorsException as {@link #read} would
     */
    public TensorSource source(String name) throws IOException {
        return new TensorSource(entry(name).shape(), () -> read(name).data());
    }

    private TensorEntry entry(String name) throws IOException {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw SafetensorsHeader.malformed(path.toString(), "it has no tensor '" + name + "'");
        }
        if (!entry.type().isRead()) {
            throw SafetensorsHeader.malformed(
                    path.toString(),
                    "tensor '" + name + "' has data type " + entry.type() + ", only F32, F16 and BF16 are read");
        }
        long mostValues =
                Math.min(Integer.MAX_VALUE - Long.BYTES, Runtime.getRuntime().maxMemory() / 2 / Float.BYTES);
        if (entry.values() > mostValues) {
            throw SafetensorsHeader.malformed(
                    path.toString(),
                    "tensor '" + name + "' has " + entry.values() + " values, and this process may hold " + mostValues
                            + " at once");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
