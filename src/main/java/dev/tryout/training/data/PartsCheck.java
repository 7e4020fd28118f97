package dev.tryout.training.data;

import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses parts that nothing can be trained or measured on. */
final class PartsCheck {
    private PartsCheck() {}

    static void require(TaskType type, DataSpec spec, StratifiedSplit split, List<String> labels) {
        if (split.validation().isEmpty() || (spec.test() > 0 && split.test().isEmpty())) {
            throw new StudyFailure("data: " + DataDescription.counts(split)
                    + "; no part may be empty: take more examples or other fractions");
        }
        if (type.hasClasses()) {
            requireClasses(split, labels);
        } else {
            requireSpread("train on", split.train());
            requireSpread("validate on", split.validation());
            if (spec.test() > 0) {
                requireSpread("test on", split.test());
            }
        }
    }

    private static void requireClasses(StratifiedSplit split, List<String> labels) {
        Set<Integer> trained = split.train().stream().map(Example::label).collect(Collectors.toSet());
        for (int label = 0; label < labels.size(); label++) {
            if (!trained.contains(label)) {
                throw new StudyFailure(
                        "data: class '" + labels.get(label)
                                + "' has no text to train on that other classes do not have, too; add some or remove the class");
            }
        }
    }

    private static void requireSpread(String purpose, List<Example> part) {
        double first = part.get(0).target();
        if (part.stream().allMatch(example -> example.target() == first)) {
            throw new StudyFailure("data: all " + part.size() + " examples to " + purpose + " have the number " + first
                    + ", which leaves nothing to tell apart; take more examples or other fractions");
        }
    }
}
