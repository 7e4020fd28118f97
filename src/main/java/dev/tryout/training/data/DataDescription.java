package dev.tryout.training.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Says in one line what the data is. */
final class DataDescription {
    private DataDescription() {}

    static String of(DataSource source, List<PlacedText> drawn, List<String> labels, StratifiedSplit split) {
        long disputed = disputed(drawn);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d examples, %s; %s%s",
                source.name(),
                drawn.size(),
                source.texts().size(),
                labels.isEmpty() ? range(split) : labels.size() + " classes",
                counts(split),
                labels.isEmpty() || disputed == 0
                        ? ""
                        : String.format(Locale.ROOT, "; texts with more than one label: %,d", disputed));
    }

    /** How many examples the parts have. */
    static String counts(StratifiedSplit split) {
        return String.format(
                Locale.ROOT,
                "%,d to train, %,d to validate, %,d to test",
                split.train().size(),
                split.validation().size(),
                split.test().size());
    }

    private static String range(StratifiedSplit split) {
        return "numbers from " + targets(split).min().orElse(0) + " to "
                + targets(split).max().orElse(0);
    }

    private static DoubleStream targets(StratifiedSplit split) {
        return Stream.of(split.train(), split.validation(), split.test())
                .flatMap(List::stream)
                .mapToDouble(Example::target);
    }

    private static long disputed(List<PlacedText> texts) {
        Map<String, Set<Integer>> labels = new HashMap<>();
        texts.forEach(text ->
                labels.computeIfAbsent(text.group(), key -> new HashSet<>()).add(text.stratum()));
        return labels.values().stream().filter(found -> found.size() > 1).count();
    }
}
