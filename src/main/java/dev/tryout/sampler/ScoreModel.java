package dev.tryout.sampler;

import dev.tryout.surrogate.Fit;
import dev.tryout.surrogate.GaussianProcess;
import dev.tryout.surrogate.Hyperparameters;
import dev.tryout.surrogate.MixedKernel;
import dev.tryout.surrogate.OutputWarp;
import dev.tryout.surrogate.PosteriorDraws;
import dev.tryout.surrogate.Standardised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is believed of every point of the cube after some observations: Gaussian processes of losses, of which the first has the most
 * probable hyperparameters, and others stand for what is uncertain about these while observations are few.
 */
final class ScoreModel {
    /** Observations that hyperparameters are fitted to, and that predictions are made from: the cost grows with their cube. */
    static final int MAX_FITTED = 100;

    static final int MAX_POINTS = 250;

    /** Processes averaged over times observations: few observations leave much to doubt, and cost little. */
    static final int MEMBERS_TIMES_POINTS = 180;

    static final int MAX_MEMBERS = 8;

    /** Noise of more than this share of the signal's variance hides what the model could learn. */
    private static final double MUCH_NOISE = 0.5;

    private final Hyperparameters mode;
    private final MixedKernel kernel;
    private final List<double[]> bestFirst;
    private final List<LogExpectedImprovement> parts = new ArrayList<>();
    private final double[] logWeights;

    ScoreModel(Cube cube, Observations seen, Randomness randomness) {
        boolean[] unordered = cube.unordered();
        double[] standardised = Standardised.of(seen.losses());
        Data fitted = Data.of(cube, seen, standardised, MAX_FITTED);
        this.mode = Fit.of(fitted.x(), unordered, fitted.y());
        this.kernel = new MixedKernel(unordered, mode.lengths());
        int members = Math.min(MAX_MEMBERS, MEMBERS_TIMES_POINTS / fitted.y().length);
        List<PosteriorDraws.Draw> draws =
                PosteriorDraws.around(mode, fitted.x(), unordered, fitted.y(), members, randomness::gaussian);

        Data data = Data.of(cube, seen, standardised, MAX_POINTS);
        OutputWarp warp = new OutputWarp(mode.exponent());
        double[] z = Arrays.stream(data.y()).map(warp::apply).toArray();
        double[][] pending = seen.pending().stream().map(cube::point).toArray(double[][]::new);
        double[][] unknown = pending.length <= MAX_POINTS
                ? pending
                : Arrays.copyOfRange(pending, pending.length - MAX_POINTS, pending.length);
        double[] means = {};
        for (PosteriorDraws.Draw draw : draws) {
            Hyperparameters drawn = draw.parameters();
            GaussianProcess process =
                    GaussianProcess.of(new MixedKernel(unordered, drawn.lengths()), data.x(), z, drawn.noise());
            double[] at = Arrays.stream(data.x()).mapToDouble(process::meanAt).toArray();
            means = parts.isEmpty() ? at : means;
            parts.add(new LogExpectedImprovement(
                    process.believing(unknown, drawn.noise()),
                    Arrays.stream(at).min().orElseThrow()));
        }
        this.logWeights = draws.stream()
                .mapToDouble(draw -> StrictMath.log(draw.weight()))
                .toArray();
        double[] believed = means;
        this.bestFirst = IntStream.range(0, believed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> believed[i]))
                .map(i -> data.x()[i])
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Data(double[][] x, double[] y) {
        static Data of(Cube cube, Observations seen, double[] y, int limit) {
            int[] chosen = TrainingSet.choose(seen.losses(), limit);
            return new Data(
                    Arrays.stream(chosen)
                            .mapToObj(i -> cube.point(seen.finished().get(i)))
                            .toArray(double[][]::new),
                    Arrays.stream(chosen).mapToDouble(i -> y[i]).toArray());
        }
    }

    /** The points with an observation, those of the lowest mean first. */
    List<double[]> bestFirst() {
        return bestFirst;
    }

    /** The correlation of two points, from 0 to 1. */
    double correlation(double[] a, double[] b) {
        return kernel.value(a, b);
    }

    /** How fast losses change along each coordinate: the kernel's lengths. */
    double[] lengths() {
        return mode.lengths();
    }

    /** Whether noise hides much of what there is to learn. */
    boolean isNoisy() {
        return mode.noise() > MUCH_NOISE;
    }

    /** The promise in the eyes of the most probable process alone. */
    Acquisition quick() {
        return parts.get(0);
    }

    /** The promise in the eyes of all. */
    Acquisition thorough() {
        return parts.size() == 1 ? parts.get(0) : new AverageAcquisition(parts, logWeights);
    }
}
