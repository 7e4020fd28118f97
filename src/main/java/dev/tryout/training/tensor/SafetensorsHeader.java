package dev.tryout.training.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON at the start of a safetensors file. {@link HeaderParser} reads it.
 *
 * @param tensors by name, in the order of their data
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
    /** A header above this many bytes is refused; a thousand tensors need a hundredth of it. */
    static final int LIMIT_BYTES = 16 << 20;

    static final String METADATA = "__metadata__";

    private static final int ALIGNMENT = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** A header for tensors that follow one another in the map's order. */
    static SafetensorsHeader of(Map<String, String> metadata, Map<String, TensorSource> sources) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        long begin = 0;
        for (Map.Entry<String, TensorSource> source : sources.entrySet()) {
            if (source.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("no tensor may be called " + METADATA);
            }
            long end = Math.addExact(begin, source.getValue().bytes());
            entries.put(
                    source.getKey(),
                    new TensorEntry(
                            source.getKey(), ElementType.F32, source.getValue().shape(), begin, end));
            begin = end;
        }
        return new SafetensorsHeader(metadata, entries);
    }

    /** The JSON, padded with spaces so that the data begins aligned. */
    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode notes = root.putObject(METADATA);
        metadata.forEach(notes::put);
        tensors.values().forEach(tensor -> {
            ObjectNode node = root.putObject(tensor.name());
            node.put("dtype", tensor.type().name());
            tensor.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
        });
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    static MalformedTensorsException malformed(String file, String fault) {
        return new MalformedTensorsException(file + ": " + fault);
    }
}
