package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is believed of every configuration at the last epoch, after losses at any rung: the {@link ScoreModel} of a cube with one
 * more coordinate, the logarithm of the epoch as a share of the last one's. The kernel's length along it is learned with the
 * others: the longer it is, the more the first epochs tell of the last.
 */
final class CurveModel implements Promise {
    /** Losses that the model learns from: the cost grows with their cube. */
    static final int MAX_POINTS = 60;

    /** Losses of each rung that are not left out for those of higher ones. */
    private static final int LEAST_OF_RUNG = 4;

    private final int dimensions;
    private final ScoreModel whole;

    /** @param pending configurations that are being trained: they are taken to end as the model expects */
    CurveModel(Cube cube, RungLosses losses, List<Configuration> pending, Randomness randomness) {
        this.dimensions = cube.dimensions();
        boolean[] unordered = Arrays.copyOf(cube.unordered(), dimensions + 1);
        List<double[]> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        boolean[] used = new boolean[losses.trials().size()];
        double last = StrictMath.log(losses.epochs().get(losses.epochs().size() - 1));
        for (int rung = losses.epochs().size() - 1; rung >= 0; rung--) {
            double time = StrictMath.log(losses.epochs().get(rung)) / last;
            for (int i : chosen(losses, rung, MAX_POINTS - x.size())) {
                x.add(with(cube.point(losses.configuration(i)), time));
                y.add(losses.scaled()[rung][i]);
                used[i] = true;
            }
        }
        ScoreModel.Data data = new ScoreModel.Data(
                x.toArray(double[][]::new),
                y.stream().mapToDouble(Double::doubleValue).toArray());
        this.whole = new ScoreModel(
                unordered,
                data,
                data,
                ends(cube, pending),
                0,
                ends(
                        cube,
                        IntStream.range(0, used.length)
                                .filter(i -> used[i])
                                .mapToObj(losses::configuration)
                                .toList()),
                randomness);
    }

    /** Half of the places that are left, or all for the first rung; as indices of trials. */
    private static int[] chosen(RungLosses losses, int rung, int left) {
        int[] on = losses.on(rung);
        double[] values =
                IntStream.of(on).mapToDouble(i -> losses.scaled()[rung][i]).toArray();
        int limit = Math.max(LEAST_OF_RUNG, rung == 0 ? left : left / 2);
        return IntStream.of(TrainingSet.choose(values, limit)).map(k -> on[k]).toArray();
    }

    private static double[][] ends(Cube cube, List<Configuration> configurations) {
        return configurations.stream()
                .map(configuration -> atTheEnd(cube.point(configuration)))
                .toArray(double[][]::new);
    }

    private static double[] atTheEnd(double[] point) {
        return with(point, 1);
    }

    private static double[] with(double[] point, double time) {
        double[] extended = Arrays.copyOf(point, point.length + 1);
        extended[point.length] = time;
        return extended;
    }

    @Override
    public List<double[]> bestFirst() {
        return whole.bestFirst().stream()
                .map(point -> Arrays.copyOf(point, dimensions))
                .toList();
    }

    @Override
    public double correlation(double[] a, double[] b) {
        return whole.correlation(atTheEnd(a), atTheEnd(b));
    }

    @Override
    public Acquisition quick() {
        return new AtTheEnd(whole.quick());
    }

    @Override
    public Acquisition thorough() {
        return new AtTheEnd(whole.thorough());
    }

    /** An acquisition over configurations and epochs, looked at where trainings end. */
    private record AtTheEnd(Acquisition whole) implements Acquisition {
        @Override
        public double at(double[] point) {
            return whole.at(atTheEnd(point));
        }

        @Override
        public double at(double[] point, double[] gradient) {
            double[] extended = new double[gradient.length + 1];
            double value = whole.at(atTheEnd(point), extended);
            System.arraycopy(extended, 0, gradient, 0, gradient.length);
            return value;
        }
    }
}
