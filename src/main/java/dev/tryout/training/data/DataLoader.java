package dev.tryout.training.data;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.files.FilePlaces;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads examples and splits them.
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
    public static LabelledData load(TaskType type, DataSpec spec, long seed) {
        return load(type, spec, seed, FilePlaces.AS_NAMED);
    }

    /** The same, where a file may be elsewhere. */
    public static LabelledData load(TaskType type, DataSpec spec, long seed, FilePlaces places) {
        requireFractions(spec);
        DataSource source = DataSource.read(type, spec, places);
        List<String> labels = type.hasClasses() ? classes(source.texts()) : List.of();
        int strata = Math.max(1, labels.size());
        List<PlacedText> all =
                type.hasClasses() ? placed(source.texts(), labels, seed) : placedNumbers(source.texts(), seed);
        List<PlacedText> drawn = drawn(spec, source, all, strata);
        StratifiedSplit split = StratifiedSplit.of(drawn, strata, spec.validation(), spec.test());
        PartsCheck.require(type, spec, split, labels);
        return new LabelledData(
                labels,
                split.train(),
                split.validation(),
                split.test(),
                type.hasClasses() ? TargetScale.NONE : TargetScale.of(split.train()),
                fingerprint(type, spec, seed, labels, all),
                DataDescription.of(source, drawn, labels, split));
    }

    /** The fingerprint that {@link #load} would give: another one means other data, or the same split in another way. */
    public static String fingerprint(TaskType type, DataSpec spec, long seed) {
        return load(type, spec, seed).fingerprint();
    }

    private static void requireFractions(DataSpec spec) {
        boolean proper = spec.validation() > 0 && spec.test() >= 0 && spec.validation() + spec.test() < 1;
        if (!proper) {
            throw new StudyFailure("data: validation must be above 0, test 0 or more, and both together below 1, got "
                    + spec.validation() + " and " + spec.test());
        }
    }

    private static List<String> classes(List<LabelledText> texts) {
        Collection<String> labels = texts.stream().map(LabelledText::label).collect(Collectors.toSet());
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
                .map(text -> {
                    int index = indices.getOrDefault(text.label(), -1);
                    return PlacedText.of(text, index, index, seed);
                })
                .sorted(PlacedText.BY_PLACE)
                .toList();
    }

    private static List<PlacedText> placedNumbers(List<LabelledText> texts, long seed) {
        return texts.stream()
                .map(text -> PlacedText.of(text, 0, Double.parseDouble(text.label()), seed))
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

    private static String fingerprint(
            TaskType type, DataSpec spec, long seed, List<String> labels, List<PlacedText> all) {
        Integer examples = spec.examples();
        Digest digest = new Digest()
                .add(FORM)
                .add(seed)
                .add(examples == null ? -1 : examples)
                .add(spec.validation())
                .add(spec.test());
        if (type != TaskType.TEXT_CLASSIFICATION) {
            digest.add(type.spelling());
        }
        digest.add(labels.size());
        labels.forEach(digest::add);
        for (PlacedText text : all) {
            digest.add(text.input().text());
            if (text.input().pair() != null) {
                digest.add(text.input().pair());
            }
            if (type.hasClasses()) {
                digest.add(text.stratum());
            } else {
                digest.add(text.target()).add(text.group());
            }
        }
        return digest.hex();
    }
}
