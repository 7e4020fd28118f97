package dev.tryout.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trials compared by several metrics at once. All points are losses, one row a trial and one column a metric, smaller is better;
 * a point with a value that is not finite is in no front and covers no volume. What is told of a point does not depend on the
 * order of the points.
 */
public final class Pareto {
    /** The front of a point that lacks a value. */
    public static final int NO_FRONT = 0;

    private Pareto() {}

    /**
     * A trial's losses at its best epoch by the first metric: what its checkpoint would bring.
     *
     * @param metrics the first one chooses the epoch
     * @return one loss for each metric, NaN where there is none; all NaN for a failed trial
     */
    public static double[] losses(Trial trial, List<Metric> metrics) {
        double[] losses = new double[metrics.size()];
        Arrays.fill(losses, Double.NaN);
        if (trial.state() != TrialState.FAILED) {
            trial.best(metrics.get(0)).ifPresent(best -> {
                for (int m = 0; m < losses.length; m++) {
                    losses[m] = metrics.get(m).loss(best.value(metrics.get(m)));
                }
            });
        }
        return losses;
    }

    /** Whether the first is nowhere worse and somewhere better; both finite. */
    public static boolean dominates(double[] losses, double[] others) {
        boolean better = false;
        for (int m = 0; m < losses.length; m++) {
            if (!(losses[m] <= others[m])) {
                return false;
            }
            better |= losses[m] < others[m];
        }
        return better;
    }

    /**
     * Non-dominated sorting: front 1 is dominated by nothing, front 2 by members of front 1 alone, and so on. In lexicographic
     * order no point is dominated by a later one, so each goes to the first front that holds none which dominates it (the
     * sequential form of Zhang et al. 2015, "An efficient approach to nondominated sorting", IEEE TEC 19(2)).
     *
     * @param points finite or not, n rows
     * @return n fronts counted from 1, or {@link #NO_FRONT}
     */
    public static int[] fronts(List<double[]> points) {
        List<List<double[]>> fronts = new ArrayList<>();
        int[] ranks = new int[points.size()];
        List<Integer> order = IntStream.range(0, points.size())
                .boxed()
                .filter(i -> isFinite(points.get(i)))
                .sorted(Comparator.comparing(points::get, Pareto::compare))
                .toList();
        for (int i : order) {
            int front = 0;
            while (front < fronts.size() && isDominated(points.get(i), fronts.get(front))) {
                front++;
            }
            if (front == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(front).add(points.get(i));
            ranks[i] = front + 1;
        }
        return ranks;
    }

    /**
     * The crowding distance of the members of one front (Deb et al. 2002, "A fast and elitist multiobjective genetic algorithm:
     * NSGA-II", IEEE TEC 6(2), section III.B): the sum over the metrics of the gap between a point's neighbours, as a share of
     * the front's range. Infinite at both ends of each metric; equal points share the distance of one.
     *
     * @param front n finite points
     * @return n distances
     */
    public static double[] crowding(List<double[]> front) {
        List<double[]> distinct = distinct(front);
        double[] distances = new double[distinct.size()];
        if (distinct.size() == 1) {
            distances[0] = Double.POSITIVE_INFINITY;
        }
        for (int m = 0; distinct.size() > 1 && m < distinct.get(0).length; m++) {
            addGaps(distinct, m, distances);
        }
        return front.stream()
                .mapToDouble(point -> distances[indexOf(distinct, point)])
                .toArray();
    }

    private static void addGaps(List<double[]> points, int metric, double[] distances) {
        List<Integer> order = IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> points.get(i)[metric]))
                .toList();
        int last = order.size() - 1;
        double low = points.get(order.get(0))[metric];
        double high = points.get(order.get(last))[metric];
        for (int k = 0; k <= last && low < high; k++) {
            double value = points.get(order.get(k))[metric];
            distances[order.get(k)] += value == low || value == high
                    ? Double.POSITIVE_INFINITY
                    : (points.get(order.get(k + 1))[metric] - points.get(order.get(k - 1))[metric]) / (high - low);
        }
    }

    /**
     * The area that is dominated by some point and dominates the reference, for two metrics.
     *
     * @param points two losses each, of any fronts
     * @param reference a point that is worse than all that shall count
     */
    public static double hypervolume(List<double[]> points, double[] reference) {
        if (reference.length != 2 || points.stream().anyMatch(point -> point.length != 2)) {
            throw new IllegalArgumentException("the hypervolume is for two metrics");
        }
        List<double[]> inside = points.stream()
                .filter(point -> isFinite(point) && point[0] < reference[0] && point[1] < reference[1])
                .sorted(Pareto::compare)
                .toList();
        double area = 0;
        double covered = reference[1];
        for (double[] point : inside) {
            if (point[1] < covered) {
                area += (reference[0] - point[0]) * (covered - point[1]);
                covered = point[1];
            }
        }
        return area;
    }

    /** Lexicographic; unlike {@link Arrays#compare}, it does not tell 0 from -0. */
    private static int compare(double[] one, double[] other) {
        for (int m = 0; m < one.length; m++) {
            if (one[m] != other[m]) {
                return one[m] < other[m] ? -1 : 1;
            }
        }
        return 0;
    }

    private static boolean isDominated(double[] point, List<double[]> by) {
        return by.stream().anyMatch(other -> dominates(other, point));
    }

    private static boolean isFinite(double[] point) {
        return Arrays.stream(point).allMatch(Double::isFinite);
    }

    private static List<double[]> distinct(List<double[]> points) {
        List<double[]> distinct = new ArrayList<>();
        for (double[] point : points) {
            if (indexOf(distinct, point) < 0) {
                distinct.add(point);
            }
        }
        distinct.sort(Pareto::compare);
        return distinct;
    }

    private static int indexOf(List<double[]> points, double[] wanted) {
        for (int i = 0; i < points.size(); i++) {
            if (compare(points.get(i), wanted) == 0) {
                return i;
            }
        }
        return -1;
    }
}
