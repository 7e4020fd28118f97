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
final class ScoreModel implements Promise {
    /** Observations that hyperparameters are fitted to, and that predictions are made from: the cost grows with their cube. */
    static final int MAX_FITTED = 100;

    static final int MAX_POINTS = 250;

    /** Processes averaged over times observations: few observations leave much to doubt, and cost little. */
    static final int MEMBERS_TIMES_POINTS = 180;

    static final int MAX_MEMBERS = 8;

    /** How often the values of running trials are imagined: even, as every second time mirrors the one before. */
    static final int FANTASIES = 16;

    /** Noise of more than this share of the signal's variance hides what the model could learn. */
    private static final double MUCH_NOISE = 0.5;

    private final Hyperparameters mode;
    private final MixedKernel kernel;
    private final List<double[]> bestFirst;
    private final List<Acquisition> parts = new ArrayList<>();
    private final double[] logWeights;

    /**
     * A model of values at points of any cube.
     *
     * @param fitted what hyperparameters are fitted to
     * @param data what predictions are made from
     * @param unknown points whose values are not known yet
     * @param fantasies how often values are imagined there; 0 where they are taken to be what the model expects
     * @param judged points of which the one of the lowest mean is to be improved on
     */
    ScoreModel(
            boolean[] unordered,
            Data fitted,
            Data data,
            double[][] unknown,
            int fantasies,
            double[][] judged,
            Randomness randomness) {
        this.mode = Fit.of(fitted.x(), unordered, fitted.y());
        this.kernel = new MixedKernel(unordered, mode.lengths());
        int members = Math.min(MAX_MEMBERS, MEMBERS_TIMES_POINTS / fitted.y().length);
        List<PosteriorDraws.Draw> draws =
                PosteriorDraws.around(mode, fitted.x(), unordered, fitted.y(), members, randomness::gaussian);
        OutputWarp warp = new OutputWarp(mode.exponent());
        double[] z = Arrays.stream(data.y()).map(warp::apply).toArray();
        double[][] normals = unknown.length == 0 ? new double[0][] : normals(fantasies, unknown.length, randomness);
        double[] means = {};
        for (PosteriorDraws.Draw draw : draws) {
            Hyperparameters drawn = draw.parameters();
            GaussianProcess process =
                    GaussianProcess.of(new MixedKernel(unordered, drawn.lengths()), data.x(), z, drawn.noise());
            double[] at = Arrays.stream(judged).mapToDouble(process::meanAt).toArray();
            means = parts.isEmpty() ? at : means;
            double target = Arrays.stream(at).min().orElseThrow();
            parts.add(
                    normals.length > 0
                            ? new FantasisedImprovement(process.imagining(unknown, drawn.noise(), normals), target)
                            : new LogExpectedImprovement(process.believing(unknown, drawn.noise()), target));
        }
        this.logWeights = draws.stream()
                .mapToDouble(draw -> StrictMath.log(draw.weight()))
                .toArray();
        double[] believed = means;
        this.bestFirst = IntStream.range(0, believed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> believed[i]))
                .map(i -> judged[i])
                .toList();
    }

    /** The model of observations that count alike. */
    static ScoreModel of(Cube cube, Neighbourhood seen, Randomness randomness) {
        double[] standardised = Standardised.of(seen.losses());
        Data data = Data.of(cube, seen, standardised, MAX_POINTS);
        double[][] pending = seen.pending().stream().map(cube::point).toArray(double[][]::new);
        double[][] unknown = pending.length <= MAX_POINTS
                ? pending
                : Arrays.copyOfRange(pending, pending.length - MAX_POINTS, pending.length);
        Data fitted = Data.of(cube, seen, standardised, MAX_FITTED);
        return new ScoreModel(cube.unordered(), fitted, data, unknown, FANTASIES, data.x(), randomness);
    }

    /** Standard normal numbers in mirrored pairs, whose odd moments are exact. */
    private static double[][] normals(int rows, int columns, Randomness randomness) {
        double[][] normals = new double[rows][columns];
        for (int s = 0; s < rows; s++) {
            for (int i = 0; i < columns; i++) {
                normals[s][i] = s % 2 == 0 ? randomness.gaussian() : -normals[s - 1][i];
            }
        }
        return normals;
    }

    /**
     * Points and their values.
     *
     * @param y on a scale with a centre near 0 and a spread near 1
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Data(double[][] x, double[] y) {
        static Data of(Cube cube, Neighbourhood seen, double[] y, int limit) {
            int[] chosen = TrainingSet.choose(seen.losses(), limit);
            return new Data(
                    Arrays.stream(chosen)
                            .mapToObj(i -> cube.point(seen.finished().get(i)))
                            .toArray(double[][]::new),
                    Arrays.stream(chosen).mapToDouble(i -> y[i]).toArray());
        }
    }

    @Override
    public List<double[]> bestFirst() {
        return bestFirst;
    }

    @Override
    public double correlation(double[] a, double[] b) {
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

    @Override
    public Acquisition quick() {
        return parts.get(0);
    }

    @Override
    public Acquisition thorough() {
        return parts.size() == 1 ? parts.get(0) : new AverageAcquisition(parts, logWeights);
    }
}
