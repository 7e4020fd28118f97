package dev.tryout.training.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a safetensors header token by token, so that what it costs in memory is bounded by what a header may hold, not by what
 * somebody wrote into it. The header is checked in full: no gap, no overlap, nothing beyond the end.
 */
final class HeaderParser {
    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_NUMBERS = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final JsonParser parser;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<TensorEntry> entries = new ArrayList<>();

    private HeaderParser(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * @param file for messages
     * @param dataBytes what the file holds after the header
     */
    static SafetensorsHeader parse(String file, byte[] json, long dataBytes) throws IOException {
        HeaderParser header;
        try (JsonParser parser = JSON.createParser(json)) {
            header = new HeaderParser(file, parser);
            header.read();
        } catch (JsonProcessingException fault) {
            throw SafetensorsHeader.malformed(file, "the header is not JSON: " + fault.getOriginalMessage());
        }
        header.entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        header.requireSeamless(header.entries, dataBytes);
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        header.entries.forEach(entry -> tensors.put(entry.name(), entry));
        return new SafetensorsHeader(header.metadata, tensors);
    }

    private void read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("the header is not a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(SafetensorsHeader.METADATA)) {
                readMetadata();
            } else {
                readEntry(name);
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("the header is not JSON: something follows its end");
        }
    }

    private void readMetadata() throws IOException {
        requireObject(SafetensorsHeader.METADATA);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw malformed(SafetensorsHeader.METADATA + "." + key + " is not text");
            }
            metadata.put(key, parser.getText());
        }
    }

    private void readEntry(String name) throws IOException {
        requireObject("tensor '" + name + "'");
        String type = "none";
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> type = parser.getValueAsString("none");
                case "shape" -> shape = wholeNumbers(name, key);
                case "data_offsets" -> offsets = wholeNumbers(name, key);
                default -> parser.skipChildren();
            }
        }
        if (entries.size() == MOST_TENSORS) {
            throw malformed("the header has more than " + MOST_TENSORS + " tensors");
        }
        entries.add(entry(name, type, given(name, "shape", shape), given(name, "data_offsets", offsets)));
    }

    private List<Long> given(String name, String key, @Nullable List<Long> numbers) throws IOException {
        if (numbers == null) {
            throw malformed("tensor '" + name + "' has no list " + key);
        }
        return numbers;
    }

    private List<Long> wholeNumbers(String name, String key) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed("tensor '" + name + "' has no list " + key);
        }
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && parser.getLongValue() >= 0;
            if (!isWhole || numbers.size() == MOST_NUMBERS) {
                throw malformed("tensor '" + name + "' has a " + key + " that is not at most " + MOST_NUMBERS
                        + " whole numbers from 0");
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    private void requireObject(String what) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(what + " is not an object");
        }
    }

    private TensorEntry entry(String name, String typeName, List<Long> shape, List<Long> offsets) throws IOException {
        ElementType type = ElementType.of(typeName)
                .orElseThrow(() -> malformed("tensor '" + name + "' has the unknown data type " + typeName));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw malformed("tensor '" + name + "' has data_offsets " + offsets + ", not a begin and an end");
        }
        long bytes = type.bytes();
        List<Integer> dimensions = new ArrayList<>();
        try {
            for (long dimension : shape) {
                bytes = Math.multiplyExact(bytes, dimension);
                dimensions.add(Math.toIntExact(dimension));
            }
        } catch (ArithmeticException overflow) {
            throw malformed("tensor '" + name + "' has shape " + shape + ", which is too large");
        }
        if (bytes != offsets.get(1) - offsets.get(0)) {
            throw malformed("tensor '" + name + "' of shape " + shape + " and data type " + type
                    + " does not fit its data_offsets " + offsets);
        }
        return new TensorEntry(name, type, dimensions, offsets.get(0), offsets.get(1));
    }

    private void requireSeamless(Collection<TensorEntry> sorted, long dataBytes) throws IOException {
        long expected = 0;
        for (TensorEntry entry : sorted) {
            if (entry.begin() != expected) {
                throw malformed("tensor '" + entry.name() + "' begins at byte " + entry.begin()
                        + " of the data, expected " + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw malformed("its tensors need " + expected + " bytes of data and it has " + dataBytes);
        }
    }

    private MalformedTensorsException malformed(String fault) {
        return SafetensorsHeader.malformed(file, fault);
    }
}
