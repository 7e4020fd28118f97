package dev.tryout.training.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the start of a safetensors file, checked in full before a byte of data is trusted: 32-bit floats only, no gap,
 * no overlap, nothing beyond the end.
 *
 * @param tensors by name, in the order of their data
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
    /** A header above this many bytes is refused; a thousand tensors need a hundredth of it. */
    static final int LIMIT_BYTES = 16 << 20;

    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
                    new TensorEntry(source.getKey(), source.getValue().shape(), begin, end));
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
            node.put("dtype", "F32");
            tensor.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
        });
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * @param file for messages
     * @param dataBytes what the file holds after the header
     */
    static SafetensorsHeader parse(String file, byte[] json, long dataBytes) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException fault) {
            throw malformed(file, "the header is not JSON: " + fault.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw malformed(file, "the header is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                readMetadata(file, field.getValue(), metadata);
            } else {
                entries.add(entry(file, field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        requireSeamless(file, entries, dataBytes);
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        entries.forEach(entry -> tensors.put(entry.name(), entry));
        return new SafetensorsHeader(metadata, tensors);
    }

    private static void readMetadata(String file, JsonNode node, Map<String, String> into) throws IOException {
        if (!node.isObject()) {
            throw malformed(file, METADATA + " is not an object");
        }
        for (Map.Entry<String, JsonNode> note : node.properties()) {
            if (!note.getValue().isTextual()) {
                throw malformed(file, METADATA + "." + note.getKey() + " is not text");
            }
            into.put(note.getKey(), note.getValue().textValue());
        }
    }

    private static TensorEntry entry(String file, String name, JsonNode node) throws IOException {
        String type = node.path("dtype").asText("none");
        if (!type.equals("F32")) {
            throw malformed(file, "tensor '" + name + "' has data type " + type + ", only F32 is read");
        }
        List<Long> shape = wholeNumbers(file, name, "shape", node.path("shape"));
        List<Long> offsets = wholeNumbers(file, name, "data_offsets", node.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw malformed(file, "tensor '" + name + "' has data_offsets " + offsets + ", not a begin and an end");
        }
        long bytes = Float.BYTES;
        List<Integer> dimensions = new ArrayList<>();
        try {
            for (long dimension : shape) {
                bytes = Math.multiplyExact(bytes, dimension);
                dimensions.add(Math.toIntExact(dimension));
            }
        } catch (ArithmeticException overflow) {
            throw malformed(file, "tensor '" + name + "' has shape " + shape + ", which is too large");
        }
        if (bytes != offsets.get(1) - offsets.get(0)) {
            throw malformed(
                    file, "tensor '" + name + "' of shape " + shape + " does not fit its data_offsets " + offsets);
        }
        return new TensorEntry(name, dimensions, offsets.get(0), offsets.get(1));
    }

    private static List<Long> wholeNumbers(String file, String name, String key, JsonNode node) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : node) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw malformed(file, "tensor '" + name + "' has " + key + " " + node + ", not whole numbers from 0");
            }
            numbers.add(number.longValue());
        }
        if (!node.isArray()) {
            throw malformed(file, "tensor '" + name + "' has no list " + key);
        }
        return numbers;
    }

    private static void requireSeamless(String file, Collection<TensorEntry> sorted, long dataBytes)
            throws IOException {
        long expected = 0;
        for (TensorEntry entry : sorted) {
            if (entry.begin() != expected) {
                throw malformed(
                        file,
                        "tensor '" + entry.name() + "' begins at byte " + entry.begin() + " of the data, expected "
                                + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw malformed(file, "its tensors need " + expected + " bytes of data and it has " + dataBytes);
        }
    }

    static MalformedTensorsException malformed(String file, String fault) {
        return new MalformedTensorsException(file + ": " + fault);
    }
}
