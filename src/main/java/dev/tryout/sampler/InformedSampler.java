package dev.tryout.sampler;

import dev.tryout.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries first what somebody knows: the initial configurations, then in turn with another sampler the best configurations of
 * earlier studies. After that, the other sampler goes on alone.
 */
final class InformedSampler implements Sampler {
    private final Knowledge knowledge;
    private final Sampler sampler;
    private @Nullable WarmStart warmStart;

    InformedSampler(Knowledge knowledge, Sampler sampler) {
        this.knowledge = knowledge;
        this.sampler = sampler;
    }

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        return initial(request).or(() -> fromEarlier(request)).or(() -> sampler.suggest(request));
    }

    @Override
    public Optional<Suggestion.Resume> resume(SuggestionRequest request) {
        return sampler.resume(request);
    }

    private Optional<Suggestion> initial(SuggestionRequest request) {
        Tried tried = new Tried(request);
        int count = knowledge.initial().size();
        for (int i = 0; i < count; i++) {
            var configuration = knowledge.initial().get(i);
            if (request.space().contains(configuration) && tried.allows(configuration)) {
                return Optional.of(
                        new Suggestion.Start(configuration, "initial configuration " + (i + 1) + " of " + count));
            }
        }
        return Optional.empty();
    }

    private Optional<Suggestion> fromEarlier(SuggestionRequest request) {
        int number = request.number() - knowledge.initial().size();
        if (knowledge.earlier().isEmpty() || number % 2 != 0 || number >= 2 * WarmStart.MOST) {
            return Optional.empty();
        }
        Tried tried = new Tried(request);
        return choices(request.space()).stream()
                .filter(choice -> tried.allows(choice.configuration()))
                .findFirst()
                .map(choice -> new Suggestion.Start(choice.configuration(), choice.note()));
    }

    private synchronized List<WarmStart.Choice> choices(SearchSpace space) {
        WarmStart current = warmStart;
        if (current == null || !current.space().equals(space)) {
            current = WarmStart.of(space, knowledge.earlier());
            warmStart = current;
        }
        return current.choices();
    }
}
