package dev.tryout.surrogate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Hyperparameters that are about as probable as the most probable ones: drawn from a normal distribution around these, as wide in
 * each entry as the density's curvature says (Laplace's approximation), and weighted by how well the draw stands for the density
 * (importance sampling). The output's exponent stays, so that all processes are of the same values.
 */
public final class PosteriorDraws {
    private static final double STEP = 0.2;
    private static final double LEAST_WEIGHT = 0.02;

    private PosteriorDraws() {}

    /**
     * One of them.
     *
     * @param weight the weights of all draws sum to 1
     */
    public record Draw(Hyperparameters parameters, double weight) {}

    /**
     * The most probable hyperparameters and, after them, no more than so many draws in all.
     *
     * @param mode what {@link Fit} found for the same values
     * @param gaussian standard normal numbers
     */
    public static List<Draw> around(
            Hyperparameters mode, double[][] x, boolean[] unordered, double[] y, int count, DoubleSupplier gaussian) {
        if (count <= 1) {
            return List.of(new Draw(mode, 1));
        }
        Evidence evidence = new Evidence(x, unordered, y);
        double[] peak = mode.toVector();
        double[] gradient = new double[peak.length];
        double energy = evidence.evaluate(peak, gradient);
        double[] deviations = deviations(evidence, peak, gradient);
        List<Draw> draws = new ArrayList<>();
        draws.add(new Draw(mode, 1));
        for (int k = 1; k < count; k++) {
            double[] theta = peak.clone();
            double distance = 0;
            for (int i = 0; i < deviations.length; i++) {
                double z = gaussian.getAsDouble();
                theta[i] = evidence.prior(i, peak.length).clip(theta[i] + deviations[i] * z);
                distance += 0.5 * z * z;
            }
            double weight = StrictMath.exp(Math.min(0, energy - evidence.evaluate(theta, gradient) + distance));
            if (weight > LEAST_WEIGHT) {
                draws.add(new Draw(Hyperparameters.ofVector(theta), weight));
            }
        }
        double sum = draws.stream().mapToDouble(Draw::weight).sum();
        return draws.stream()
                .map(draw -> new Draw(draw.parameters(), draw.weight() / sum))
                .toList();
    }

    /** For every entry but the exponent; the prior's deviation at most. */
    private static double[] deviations(Evidence evidence, double[] peak, double[] gradient) {
        double[] deviations = new double[peak.length - 1];
        double[] moved = new double[peak.length];
        for (int i = 0; i < deviations.length; i++) {
            Prior prior = evidence.prior(i, peak.length);
            double[] theta = peak.clone();
            theta[i] += theta[i] + STEP < prior.upper() ? STEP : -STEP;
            evidence.evaluate(theta, moved);
            double curvature = (moved[i] - gradient[i]) / (theta[i] - peak[i]);
            deviations[i] = Math.min(prior.deviation(), 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, curvature)));
        }
        return deviations;
    }
}
