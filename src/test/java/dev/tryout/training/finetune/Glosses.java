package dev.tryout.training.finetune;

import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** WordNet's noun glosses and their lexicographer files, as labelled text for tests. */
final class Glosses {
    private static final int FIRST_FILE = 3;
    private static final int FILES = 26;

    private Glosses() {}

    /** Glosses drawn by seed: as many for training, and for validation and test each. */
    static LabelledData draw(int train, int held, long seed) {
        List<Example> all = read();
        Collections.shuffle(all, new Random(seed));
        return new LabelledData(
                IntStream.range(0, FILES)
                        .mapToObj(i -> "file" + (FIRST_FILE + i))
                        .toList(),
                all.subList(0, train),
                all.subList(train, train + held),
                all.subList(train + held, train + 2 * held),
                "glosses-" + train + "-" + held + "-" + seed,
                "glosses");
    }

    private static List<Example> read() {
        List<Example> examples = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        Glosses.class.getResourceAsStream("/net/sf/extjwnl/data/wordnet/wn31/data.noun")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int bar = line.indexOf(" | ");
                if (!line.startsWith(" ") && bar > 0) {
                    int file = Integer.parseInt(line.substring(9, 11));
                    examples.add(new Example(line.substring(bar + 3).strip(), file - FIRST_FILE));
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return examples;
    }
}
