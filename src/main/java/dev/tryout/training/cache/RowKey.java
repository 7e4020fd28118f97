package dev.tryout.training.cache;

import dev.tryout.training.tensor.Checksums;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that rows depend on: equal keys, equal numbers.
 *
 * @param text a line for each part, {@code name=value}, names ascending
 */
public record RowKey(String text) {
    private static final int NAME_CHARACTERS = 40;

    public RowKey {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a key needs parts");
        }
    }

    /** @param parts by name; neither names nor values have line breaks */
    public static RowKey of(Map<String, String> parts) {
        parts.forEach((name, value) -> {
            if ((name + value).contains("\n")) {
                throw new IllegalArgumentException("a part of a key is one line, got " + name + "=" + value);
            }
        });
        return new RowKey(new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** A name for files: from the text alone, and for no other text. */
    String fileName() {
        byte[] digest = Checksums.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, NAME_CHARACTERS);
    }

    @Override
    public String toString() {
        return text.replace('\n', ' ');
    }
}
