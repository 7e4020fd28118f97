package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Finalists;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Domains in words, for messages. */
final class Describe {
    private static final int MOST_LISTED = 10;

    private Describe() {}

    /** The values that a domain holds: {@code 1 to 4}, {@code adamw or sgd}. */
    static String values(Domain domain) {
        if (domain instanceof FloatDomain range) {
            return YamlText.of(range.min()) + " to " + YamlText.of(range.max());
        }
        if (domain instanceof IntDomain range) {
            return range.min() + " to " + range.max();
        }
        List<String> values = listed(domain).stream().map(YamlText::of).toList();
        return values.size() <= MOST_LISTED
                ? Show.either(values)
                : "one of " + values.size() + " values such as " + values.get(0);
    }

    /** Those of its listed values that are text. */
    static List<String> texts(Domain domain) {
        return listed(domain).stream()
                .filter(String.class::isInstance)
                .map(Object::toString)
                .toList();
    }

    /** A finite space's size and what it is made of: {@code 24 points (batch_size 3 x freeze_depth 8)}. */
    static String grid(SearchSpace space) {
        String factors = space.searched().stream()
                .map(parameter -> parameter.name()
                        + String.format(
                                Locale.ROOT,
                                " %,d",
                                parameter.domain().cardinality().orElse(0)))
                .collect(Collectors.joining(" x "));
        return String.format(Locale.ROOT, "%,d points", space.gridSize().orElse(BigInteger.ZERO))
                + (factors.isEmpty() ? "" : " (" + factors + ")");
    }

    /** What the finals may cost: {@code The finals train up to 3 trials again with 2 more seeds each: 6 runs beyond the budget.} */
    static String finals(Finalists finalists) {
        int count = finalists.count();
        int more = finalists.seeds() - 1;
        return "The finals train " + (count == 1 ? "the best trial" : "up to " + count + " trials") + " again with "
                + more
                + " more " + (more == 1 ? "seed" : "seeds") + (count == 1 ? "" : " each") + ": " + count * more
                + (count * more == 1 ? " run" : " runs") + " beyond the budget.";
    }

    private static List<Object> listed(Domain domain) {
        return domain instanceof CategoricalDomain choice
                ? choice.values()
                : domain instanceof FixedDomain fixed ? List.of(fixed.value()) : List.of();
    }
}
