package dev.tryout.sampler;

import dev.tryout.scheduler.Rungs;
import dev.tryout.scheduler.Scheduler;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.scheduler.Schedulers;
import dev.tryout.space.Configuration;
import dev.tryout.trial.History;
import dev.tryout.trial.KroneckerSequence;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Learns from every rung that trials have come to, and chooses between new trials and paused ones. Two searches share the trials, by
 * their numbers:
 *
 * <ul>
 *   <li>A wide one takes the points of a Sobol sequence. Its trials tell how curves go on, everywhere in the space, and bound what
 *       the other search can cost.
 *   <li>A guided one begins around the middle of the space, and then takes the configuration whose expected improvement at the
 *       last epoch is largest, in the eyes of a {@link CurveModel}. Its trials train at once to a rung below those that the model has
 *       learned from, because what leads early often ends behind.
 * </ul>
 *
 * <p>Paused trials go on by asynchronous successive halving (Li et al. 2020, "A system for massively parallel hyperparameter tuning",
 * algorithm 2), which compares ranks and believes no model: those that are among the best third of all trials on their rung, and wide
 * trials also where they are among the best third of the wide ones. (That a Gaussian process over configurations and epochs suggests
 * and successive halving promotes is from Klein et al. 2020, "Model-based asynchronous hyperparameter and neural architecture
 * search", arXiv 2003.10865.) Where trials have one epoch, this is {@link GpSampler} after the first trial.
 */
final class MultiFidelitySampler implements Sampler {
    /** Trials on a rung before the model counts it as learned. */
    static final int ENOUGH = 4;

    /** The model is asked once it has learned from a rung at this part of the last epoch: further on, curves may cross. */
    static final int LEAST_PART = 6;

    /** So many rungs below the highest one learned, a guided trial pauses first. */
    static final int RUNGS_BELOW = 1;

    /** The share of trials that belong to the wide search. */
    static final double WIDE_SHARE = 1.0 / 3;

    private final Rungs rungs =
            new Rungs(SchedulerSpec.Asha.DEFAULT.minEpochs(), SchedulerSpec.Asha.DEFAULT.reductionFactor());
    private final Scheduler halving = Schedulers.of(SchedulerSpec.Asha.DEFAULT);
    private final Sampler wide = new SobolSampler();
    private final Sampler startup = SobolSampler.startBesideAWideSearch();
    private final Sampler single = new GpSampler();

    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        if (request.history().mostEpochs() == 1) {
            return single.suggest(request);
        }
        Optional<Suggestion> resumed = resume(request).map(Suggestion.class::cast);
        if (resumed.isPresent()) {
            return resumed;
        }
        int next = 1 + request.trials().stream().mapToInt(Trial::id).max().orElse(0);
        if (isWide(next)) {
            return begin(wide.suggest(request), rungs.minEpochs());
        }
        return guided(request).or(() -> begin(startup.suggest(request), rungs.minEpochs()));
    }

    @Override
    public Optional<Suggestion.Resume> resume(SuggestionRequest request) {
        return promoted(request.history(), request, "").or(() -> {
            List<Trial> wideTrials = request.trials().stream()
                    .filter(trial -> isWide(trial.id()))
                    .toList();
            return promoted(History.of(wideTrials), request, " of the wide search");
        });
    }

    /** Whether a trial belongs to the wide search: for ever the same. */
    static boolean isWide(int trial) {
        return KroneckerSequence.at(trial) < WIDE_SHARE;
    }

    private Optional<Suggestion.Resume> promoted(History history, SuggestionRequest request, String among) {
        return halving.promote(history, request.metric())
                .map(p -> new Suggestion.Resume(p.trial(), p.to(), p.reason() + among));
    }

    private static Optional<Suggestion> begin(Optional<Suggestion> suggestion, int to) {
        return suggestion.map(made -> {
            Suggestion.Start start = (Suggestion.Start) made;
            return new Suggestion.Start(start.configuration(), to, start.note());
        });
    }

    /** Empty where there is too little to learn from, or nothing new to suggest. */
    private Optional<Suggestion> guided(SuggestionRequest request) {
        List<Trial> trials = request.trials().stream()
                .sorted(Comparator.comparing(Trial::id))
                .toList();
        List<Integer> epochs = rungs.upTo(Math.max(1, request.history().mostEpochs()));
        RungLosses losses = RungLosses.of(trials, epochs, request.metric());
        int last = epochs.size() - 1;
        int learned = losses.highest(ENOUGH);
        if (learned < 0 || epochs.get(learned) * LEAST_PART < epochs.get(last) || losses.isFlat()) {
            return Optional.empty();
        }
        Cube cube = new Cube(request.space());
        Randomness randomness = Randomness.of(request);
        List<Configuration> pending = trials.stream()
                .filter(trial -> isPending(trial.state()))
                .map(Trial::configuration)
                .toList();
        CurveModel model = new CurveModel(cube, losses, pending, randomness);
        Tried tried = new Tried(request);
        int to = epochs.get(Math.max(0, learned - RUNGS_BELOW));
        String note =
                "gp, from " + losses.count(learned) + " values at epoch " + epochs.get(learned) + " and those before";
        return new AcquisitionSearch(
                        cube,
                        model,
                        TrustRegion.everywhere(cube.dimensions()),
                        PriorInfluence.of(request, losses.count(learned)),
                        point -> tried.allows(cube.configuration(point)),
                        randomness)
                .best()
                .map(point -> new Suggestion.Start(cube.configuration(point), to, note));
    }

    private static boolean isPending(TrialState state) {
        return switch (state) {
            case WAITING, RUNNING, LOST -> true;
            case PAUSED, COMPLETE, PRUNED, FAILED -> false;
        };
    }
}
