package dev.tryout.sampler;

import dev.tryout.space.PriorDensity;
import java.util.Optional;

/**
 * How a model's judgement and the priors join (Hvarfner et al. 2022, "piBO: augmenting acquisition functions with user beliefs",
 * section 4): what the model expects is multiplied by the priors' density, to a power that falls with the number of trials.
 *
 * @param density of the priors
 * @param power from 0 to 1
 */
record PriorInfluence(PriorDensity density, double power) {
    /** So many trials weigh as much as the prior. Its power falls with their square, so that a wrong prior is soon forgotten. */
    static final double STRENGTH = 10;

    /** The influence after so many trials; empty where the space has no priors. */
    static Optional<PriorInfluence> of(SuggestionRequest request, int trials) {
        double share = Math.min(1, STRENGTH / Math.max(1, trials));
        return PriorDensity.of(request.space()).map(density -> new PriorInfluence(density, share * share));
    }

    /** What is to be added to the logarithm of a promise at a point. */
    double at(double[] point) {
        return power * density.logDensity(point);
    }

    /** A point as the priors spread them. */
    double[] draw(double[] uniform) {
        return density.spread(uniform);
    }

    /** The acquisition with the priors' influence. */
    Acquisition on(Acquisition acquisition) {
        return new Acquisition() {
            @Override
            public double at(double[] point) {
                return acquisition.at(point) + PriorInfluence.this.at(point);
            }

            @Override
            public double at(double[] point, double[] gradient) {
                double promise = acquisition.at(point, gradient);
                double[] slopes = density.logSlopes(point);
                for (int d = 0; d < gradient.length; d++) {
                    gradient[d] += power * slopes[d];
                }
                return promise + PriorInfluence.this.at(point);
            }
        };
    }
}
