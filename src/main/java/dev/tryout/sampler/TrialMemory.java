package dev.tryout.sampler;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trials as a model sees them, remembered from one suggestion to the next: making a thousand of them takes longer than all the
 * rest of a suggestion. What is remembered is used for the very same trial, space and metric alone.
 */
final class TrialMemory {
    private @Nullable SearchSpace space;
    private @Nullable Metric metric;
    private final List<@Nullable Seen> byId = new ArrayList<>();

    /** The request's trials, by their numbers. */
    @SuppressWarnings("ReferenceEquality") // equal ones would do as well, and take longer to compare
    synchronized List<Seen> of(SuggestionRequest request) {
        if (request.space() != space || request.metric() != metric) {
            byId.clear();
            space = request.space();
            metric = request.metric();
        }
        List<Seen> all = new ArrayList<>(request.history().size());
        int last = 0;
        boolean sorted = true;
        for (Trial trial : request.trials()) {
            sorted &= trial.id() > last;
            last = trial.id();
            all.add(seen(request, trial));
        }
        if (!sorted) {
            all.sort((a, b) -> Integer.compare(a.trial().id(), b.trial().id()));
        }
        return all;
    }

    @SuppressWarnings("ReferenceEquality") // the same
    private Seen seen(SuggestionRequest request, Trial trial) {
        while (byId.size() <= trial.id()) {
            byId.add(null);
        }
        Seen before = byId.get(trial.id());
        if (before != null && before.trial() == trial) {
            return before;
        }
        boolean samePoint = before != null && before.trial().configuration() == trial.configuration();
        double[] point = samePoint ? before.point() : request.space().toUnit(trial.configuration());
        Seen seen = Seen.of(trial, point, request.metric());
        byId.set(trial.id(), seen);
        return seen;
    }
}
