package dev.tryout.sampler;

import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Learns from every epoch's report, and chooses between new trials and paused ones. The epochs are shared by two searches:
 *
 * <ul>
 *   <li>A wide one: asynchronous successive halving over a Sobol sequence, compared among themselves alone. Its trials tell how curves
 *       go on, everywhere in the space, and bound what the other search can cost.
 *   <li>A guided one: a Gaussian process suggests, trained on the values at the highest rung that {@value #ENOUGH} trials have
 *       reached; values of lower rungs are left out, because what leads early often ends behind. A guided trial trains up to the
 *       rung below that one at once, and goes on while it is among the best third of all trials there. (That a model should take the
 *       largest fidelity with enough values is from Falkner et al. 2018, "BOHB", section 3.2.)
 * </ul>
 *
 * <p>The guided search has the larger share of the epochs once there is enough to learn from. Where trials have one epoch, this is
 * {@link GpSampler}.
 */
final class MultiFidelitySampler implements Sampler {
    /** Trials on a rung before the model learns from it. */
    static final int ENOUGH = 10;

    /** The first rung, counted from 0, that is worth learning from; the last one where there are fewer. */
    static final int LEAST_RUNG = 2;

    /** The share of all epochs that guided trials may have. */
    static final double GUIDED_SHARE = 0.6;

    /** Begins the note of a guided trial, and tells it from the others. */
    static final String GUIDED = "guided: ";

    private final Sampler wide = new SobolSampler();
    private final Sampler model = new GpSampler();

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        if (request.history().mostEpochs() == 1) {
            return model.suggest(request);
        }
        Searches searches = Searches.of(request);
        if (searches.isGuidedNext()) {
            Optional<Suggestion> guided =
                    searches.resumeGuided().<Suggestion>map(resume -> resume).or(() -> beginGuided(request, searches));
            if (guided.isPresent()) {
                return guided;
            }
        }
        return searches.resumeWide()
                .<Suggestion>map(resume -> resume)
                .or(() -> wide.suggest(request).map(suggestion -> {
                    Suggestion.Start start = (Suggestion.Start) suggestion;
                    return new Suggestion.Start(start.configuration(), 1, start.note());
                }));
    }

    @Override
    public Optional<Suggestion.Resume> resume(SuggestionRequest request) {
        Searches searches = Searches.of(request);
        return searches.resumeGuided().or(searches::resumeWide);
    }

    private Optional<Suggestion> beginGuided(SuggestionRequest request, Searches searches) {
        int epoch = searches.epochToLearnFrom();
        if (epoch == 0) {
            return Optional.empty();
        }
        RungHistory history = new RungHistory(request.history(), epoch, request.metric());
        List<Integer> rungs = searches.rungs().epochs();
        int to = rungs.get(Math.max(0, searches.rungs().below(epoch) - 1));
        return model.suggest(new SuggestionRequest(
                        request.space(), request.metric(), history, request.number(), request.seed()))
                .map(suggestion -> {
                    Suggestion.Start start = (Suggestion.Start) suggestion;
                    return new Suggestion.Start(
                            start.configuration(), to, GUIDED + start.note() + ", from values at epoch " + epoch);
                });
    }

    /** The trials of a request, by the search they belong to. */
    private record Searches(Rungs rungs, Metric metric, List<Trial> all, List<Trial> wide, List<Trial> guided) {
        static Searches of(SuggestionRequest request) {
            List<Trial> all = new ArrayList<>(request.trials());
            all.sort(Comparator.comparing(Trial::id));
            return new Searches(
                    Rungs.upTo(Math.max(1, request.history().mostEpochs())),
                    request.metric(),
                    all,
                    all.stream().filter(trial -> !isGuided(trial)).toList(),
                    all.stream().filter(Searches::isGuided).toList());
        }

        private static boolean isGuided(Trial trial) {
            return trial.note().startsWith(GUIDED);
        }

        /** Whether guided trials have had less than their share, those that run counted up to where they pause. */
        boolean isGuidedNext() {
            return epochs(guided) < GUIDED_SHARE * epochs(all);
        }

        private static long epochs(List<Trial> trials) {
            return trials.stream()
                    .mapToLong(trial -> trial.state() == TrialState.RUNNING ? trial.target() : trial.lastEpoch())
                    .sum();
        }

        Optional<Suggestion.Resume> resumeGuided() {
            return new RungRanks(rungs, all, metric).promotion(guided);
        }

        Optional<Suggestion.Resume> resumeWide() {
            return new RungRanks(rungs, wide, metric).promotion(wide);
        }

        /** The last epoch that enough trials have come to, 0 where that is too early. */
        int epochToLearnFrom() {
            int last = rungs.epochs().get(rungs.epochs().size() - 1);
            int least = rungs.epochs().get(Math.min(LEAST_RUNG, rungs.epochs().size() - 1));
            return all.stream()
                    .filter(trial -> trial.state() != TrialState.FAILED)
                    .map(trial -> Math.min(last, Rungs.reached(trial)))
                    .sorted(Comparator.reverseOrder())
                    .skip(ENOUGH - 1)
                    .findFirst()
                    .filter(epoch -> epoch >= least)
                    .orElse(0);
        }
    }
}
