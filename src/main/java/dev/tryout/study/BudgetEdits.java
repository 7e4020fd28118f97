package dev.tryout.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of a budget. */
final class BudgetEdits {
    private static final String KEY = "budget";
    private static final double SECOND_MS = 1000;

    private BudgetEdits() {}

    static List<String> changes(Budget before, Budget wanted) {
        List<String> changes = new ArrayList<>();
        change("trials", before.trials(), wanted.trials()).ifPresent(changes::add);
        change("time", seconds(before.timeMs()), seconds(wanted.timeMs())).ifPresent(changes::add);
        change("epochs", before.epochs(), wanted.epochs()).ifPresent(changes::add);
        return changes;
    }

    /** The bounds that the study has gone beyond. */
    static List<Refusal> overspent(StudyState state, Budget wanted) {
        List<Refusal> refusals = new ArrayList<>();
        Integer trials = wanted.trials();
        if (trials != null && trials < state.suggestedCount()) {
            refusals.add(overspent("trials", trials, state.suggestedCount()));
        }
        Long timeMs = wanted.timeMs();
        if (timeMs != null && timeMs < state.spentMs()) {
            refusals.add(overspent("time", seconds(timeMs.longValue()), seconds(state.spentMs())));
        }
        Integer epochs = wanted.epochs();
        if (epochs != null && epochs < state.epochsSpent()) {
            refusals.add(overspent("epochs", epochs, state.epochsSpent()));
        }
        return refusals;
    }

    private static Refusal overspent(String key, Object wanted, Object spent) {
        return new Refusal(
                List.of(KEY, key),
                "a budget of '" + key + ": " + wanted + "' is below what is spent already, " + spent,
                "give it at least that");
    }

    private static Optional<String> change(String key, @Nullable Object before, @Nullable Object wanted) {
        String from = before == null ? "no bound" : before.toString();
        String to = wanted == null ? "no bound" : wanted.toString();
        return from.equals(to) ? Optional.empty() : Optional.of(KEY + "." + key + ": " + from + " -> " + to);
    }

    private static @Nullable String seconds(@Nullable Long ms) {
        return ms == null ? null : seconds(ms.longValue());
    }

    /** Rounded up, so that a bound of so much is enough. */
    private static String seconds(long ms) {
        return (long) Math.ceil(ms / SECOND_MS) + "s";
    }
}
