package dev.tryout.insight;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a parameter at which the forest's mean over all other parameters is within noise of the best: for numbers the
 * interval around the best one, for categories a set. Within noise means that the trees' mean difference to the best is no more
 * than the differences' standard deviation over the trees.
 *
 * @param parameter its name
 * @param isInterval whether the values are the two ends of an interval; else they are a set, the best one first
 * @param values of the parameter's own type
 * @param edge where the best values are at an end of the range, half of it at most, and a wider one may hold better
 */
public record Region(String parameter, boolean isInterval, List<Object> values, Edge edge) {
    /** The end of the range at which the best values are. */
    public enum Edge {
        NONE,
        LOWER,
        UPPER
    }

    private static final int CELLS = 24;
    /** The outer part of a range, in which the best value must lie for its end to be in question. */
    private static final double OUTER = 0.2;

    public Region {
        values = List.copyOf(values);
    }

    static Region of(Parameter parameter, int dimension, Forest forest) {
        List<double[]> cells = cells(parameter.domain());
        List<double[]> marginals = cells.stream()
                .map(cell -> forest.marginals(dimension, (cell[0] + cell[1]) / 2))
                .toList();
        int best = 0;
        for (int c = 1; c < cells.size(); c++) {
            best = mean(marginals.get(c)) < mean(marginals.get(best)) ? c : best;
        }
        return parameter.domain() instanceof CategoricalDomain categorical
                ? choice(parameter.name(), categorical, marginals, best)
                : range(parameter, cells, marginals, best);
    }

    /** Equal cells of the unit interval; where there are few values, each of them in place of a cell. */
    private static List<double[]> cells(Domain domain) {
        long count = domain.cardinality().orElse(Long.MAX_VALUE);
        List<double[]> cells = new ArrayList<>();
        for (int c = 0; c < Math.min(CELLS, count); c++) {
            double position = count <= CELLS ? domain.toUnit(domain.valueAt(c)) : Double.NaN;
            cells.add(
                    count <= CELLS
                            ? new double[] {position, position}
                            : new double[] {(double) c / CELLS, (c + 1.0) / CELLS});
        }
        return cells;
    }

    private static Region choice(String name, CategoricalDomain domain, List<double[]> marginals, int best) {
        List<Object> values = new ArrayList<>();
        values.add(domain.values().get(best));
        for (int c = 0; c < marginals.size(); c++) {
            if (c != best && isClose(marginals.get(c), marginals.get(best))) {
                values.add(domain.values().get(c));
            }
        }
        return new Region(name, false, values, Edge.NONE);
    }

    private static Region range(Parameter parameter, List<double[]> cells, List<double[]> marginals, int best) {
        int first = best;
        while (first > 0 && isClose(marginals.get(first - 1), marginals.get(best))) {
            first--;
        }
        int last = best;
        while (last < cells.size() - 1 && isClose(marginals.get(last + 1), marginals.get(best))) {
            last++;
        }
        Domain domain = parameter.domain();
        double share = (best + 0.5) / cells.size();
        boolean narrow = 2 * (last - first + 1) <= cells.size();
        Edge edge = Edge.NONE;
        if (narrow && first == 0 && share < OUTER && canGoLower(domain)) {
            edge = Edge.LOWER;
        } else if (narrow && last == cells.size() - 1 && share > 1 - OUTER && canGoHigher(domain)) {
            edge = Edge.UPPER;
        }
        return new Region(
                parameter.name(),
                true,
                List.of(domain.fromUnit(cells.get(first)[0]), domain.fromUnit(cells.get(last)[1])),
                edge);
    }

    /** Ranges from 0, and counts from 1, end where they do by nature. */
    private static boolean canGoLower(Domain domain) {
        return domain instanceof FloatDomain range && range.min() != 0
                || domain instanceof IntDomain count && count.min() != 0 && count.min() != 1;
    }

    /** Shares end at 1. */
    private static boolean canGoHigher(Domain domain) {
        return domain instanceof FloatDomain range && range.max() != 1 || domain instanceof IntDomain;
    }

    private static boolean isClose(double[] marginals, double[] best) {
        int trees = best.length;
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < trees; t++) {
            double difference = marginals[t] - best[t];
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / trees;
        return mean <= Math.sqrt(Math.max(0, squares / trees - mean * mean));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
