package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.IntDomain;
import java.util.List;
import java.util.Optional;

/** How long trials may train, read from the domain of the parameter {@code epochs}. */
final class Epochs {
    private Epochs() {}

    /** The fewest and the most epochs of a trial. */
    record Range(long least, long most) {}

    /** The range, or empty where a value is not a whole number above 0. */
    static Optional<Range> range(Domain domain) {
        if (domain instanceof IntDomain whole) {
            return Optional.of(new Range(whole.min(), whole.max())).filter(range -> range.least() >= 1);
        }
        List<Object> values = domain instanceof CategoricalDomain choice
                ? choice.values()
                : domain instanceof FixedDomain fixed ? List.of(fixed.value()) : List.of();
        if (values.isEmpty() || !values.stream().allMatch(value -> value instanceof Long whole && whole >= 1)) {
            return Optional.empty();
        }
        long least = values.stream().mapToLong(value -> (Long) value).min().orElseThrow();
        long most = values.stream().mapToLong(value -> (Long) value).max().orElseThrow();
        return Optional.of(new Range(least, most));
    }
}
