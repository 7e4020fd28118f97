package dev.tryout.training.data;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads labelled text and splits it.
 *
 * <p>The split depends on the texts, the labels, the specification and the seed; the order of a file's rows is irrelevant.
 * Texts that differ only in case, white space or Unicode compatibility forms stay in one part. A sample holds one text of
 * each class and the rest in proportion; each part holds the classes in proportion. Files may have up to 128 MiB and need
 * three distinct texts of each class. A text may have several labels: people disagree, and the description counts them.
 */
public final class DataLoader {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final String FORM = "tryout-data-1";

    private DataLoader() {}

    /** @throws StudyFailure with the file, the line, what is wrong and what to do, where the data cannot be used */
    public static LabelledData load(DataSpec spec, long seed) {
        requireFractions(spec);
        DataSource source = DataSource.read(spec);
        List<String> labels =
                sorted(source.texts().stream().map(LabelledText::label).collect(Collectors.toCollection(HashSet::new)));
        List<PlacedText> all = placed(source.texts(), labels, seed);
        List<PlacedText> drawn = drawn(spec, source, all, labels.size());
        StratifiedSplit split = StratifiedSplit.of(drawn, labels.size(), spec.validation(), spec.test());
        requireParts(spec, split, labels);
        return new LabelledData(
                labels,
                split.train(),
                split.validation(),
                split.test(),
                fingerprint(spec, seed, labels, all),
                description(source, drawn, labels, split));
    }

    /** The fingerprint that {@link #load} would give: another one means other data, or the same split in another way. */
    public static String fingerprint(DataSpec spec, long seed) {
        return load(spec, seed).fingerprint();
    }

    private static void requireFractions(DataSpec spec) {
        boolean proper = spec.validation() > 0 && spec.test() >= 0 && spec.validation() + spec.test() < 1;
        if (!proper) {
            throw new StudyFailure("data: validation must be above 0, test 0 or more, and both together below 1, got "
                    + spec.validation() + " and " + spec.test());
        }
    }

    private static List<String> sorted(Collection<String> labels) {
        boolean numbers =
                labels.stream().allMatch(label -> WHOLE_NUMBER.matcher(label).matches());
        Comparator<String> order = numbers
                ? Comparator.comparingLong((String label) -> Long.parseLong(label))
                        .thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return labels.stream().sorted(order).toList();
    }

    private static List<PlacedText> placed(List<LabelledText> texts, List<String> labels, long seed) {
        Map<String, Integer> indices = new HashMap<>();
        labels.forEach(label -> indices.put(label, indices.size()));
        return texts.stream()
                .map(text -> PlacedText.of(text.text(), indices.getOrDefault(text.label(), -1), seed))
                .sorted(PlacedText.BY_PLACE)
                .toList();
    }

    private static List<PlacedText> drawn(DataSpec spec, DataSource source, List<PlacedText> all, int classes) {
        Integer examples = spec.examples();
        if (examples == null) {
            return all;
        }
        if (examples < classes) {
            throw new StudyFailure("data: examples is " + examples + ", fewer than the " + classes
                    + " classes; ask for more, a hundred for each class if you can");
        }
        if (examples > all.size()) {
            throw new StudyFailure("data: examples is " + examples + ", but " + source.name() + " has " + all.size()
                    + "; leave it out to take all");
        }
        return Sample.draw(all, classes, examples);
    }

    private static void requireParts(DataSpec spec, StratifiedSplit split, List<String> labels) {
        if (split.validation().isEmpty() || (spec.test() > 0 && split.test().isEmpty())) {
            throw new StudyFailure(
                    "data: " + counts(split) + "; no part may be empty: take more examples" + " or other fractions");
        }
        Set<Integer> trained = split.train().stream().map(Example::label).collect(Collectors.toSet());
        for (int label = 0; label < labels.size(); label++) {
            if (!trained.contains(label)) {
                throw new StudyFailure(
                        "data: class '" + labels.get(label)
                                + "' has no text to train on that other classes do not have, too; add some or remove the class");
            }
        }
    }

    private static String fingerprint(DataSpec spec, long seed, List<String> labels, List<PlacedText> all) {
        Integer examples = spec.examples();
        Digest digest = new Digest()
                .add(FORM)
                .add(seed)
                .add(examples == null ? -1 : examples)
                .add(spec.validation())
                .add(spec.test())
                .add(labels.size());
        labels.forEach(digest::add);
        all.forEach(text -> digest.add(text.text()).add(text.label()));
        return digest.hex();
    }

    private static String description(
            DataSource source, List<PlacedText> drawn, List<String> labels, StratifiedSplit split) {
        long disputed = disputed(drawn);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d examples, %d classes; %s%s",
                source.name(),
                drawn.size(),
                source.texts().size(),
                labels.size(),
                counts(split),
                disputed == 0 ? "" : String.format(Locale.ROOT, "; texts with more than one label: %,d", disputed));
    }

    private static String counts(StratifiedSplit split) {
        return String.format(
                Locale.ROOT,
                "%,d to train, %,d to validate, %,d to test",
                split.train().size(),
                split.validation().size(),
                split.test().size());
    }

    private static long disputed(List<PlacedText> texts) {
        Map<String, Set<Integer>> labels = new HashMap<>();
        texts.forEach(text -> labels.computeIfAbsent(text.normalised(), key -> new HashSet<>())
                .add(text.label()));
        return labels.values().stream().filter(found -> found.size() > 1).count();
    }
}
