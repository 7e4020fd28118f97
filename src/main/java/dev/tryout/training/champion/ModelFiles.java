package dev.tryout.training.champion;

import dev.tryout.training.tensor.Checksums;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a model folder and their checksums, in the form that {@code sha256sum -c} reads. */
final class ModelFiles {
    static final String WEIGHTS = "model.safetensors";
    static final String CONFIG = "config.json";
    static final String TOKENIZER = "tokenizer.json";
    static final String LABELS = "labels.json";
    static final String CARD = "README.md";
    static final String SUMS = "SHA256SUMS";
    static final List<String> SUMMED = List.of(WEIGHTS, CONFIG, TOKENIZER, LABELS, CARD);

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([A-Za-z0-9._-]{1,100})");
    private static final long SUMS_LIMIT_BYTES = 1 << 16;

    private ModelFiles() {}

    /** The sums of the files in a folder, as text. */
    static String sums(Path folder) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : SUMMED) {
            sums.append(Checksums.sha256(folder.resolve(name)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        return sums.toString();
    }

    /** @throws DamagedModelException where a file is missing or not as it was written */
    static void verify(Path folder) throws IOException {
        Map<String, String> sums = readSums(folder);
        for (String name : SUMMED) {
            String expected = sums.get(name);
            if (expected == null) {
                throw new DamagedModelException(folder, SUMS + " does not name " + name);
            }
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new DamagedModelException(folder, name + " is missing");
            }
            if (!Checksums.sha256(file).equals(expected)) {
                throw new DamagedModelException(folder, name + " does not match its checksum");
            }
        }
    }

    private static Map<String, String> readSums(Path folder) throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        try {
            if (Files.size(folder.resolve(SUMS)) > SUMS_LIMIT_BYTES) {
                throw new DamagedModelException(folder, SUMS + " is too long");
            }
            for (String line : Files.readAllLines(folder.resolve(SUMS))) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw new DamagedModelException(folder, SUMS + " has a line that is no checksum and name");
                }
                sums.put(parts.group(2), parts.group(1));
            }
        } catch (NoSuchFileException missing) {
            throw new DamagedModelException(folder, "it has no " + SUMS);
        } catch (CharacterCodingException binary) {
            throw new DamagedModelException(folder, SUMS + " is not text");
        }
        return sums;
    }
}
