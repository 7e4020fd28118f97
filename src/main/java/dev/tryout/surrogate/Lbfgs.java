package dev.tryout.surrogate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function within a box: limited-memory BFGS (Nocedal 1980) on the variables that are not held by their bounds,
 * with a projected backtracking line search (Bertsekas 1982, "Projected Newton methods for optimization problems with simple
 * constraints").
 */
public final class Lbfgs {
    private static final int MEMORY = 8;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double LEAST_STEP = 1e-10;

    private final int maxEvaluations;
    private final double tolerance;
    private final double firstStep;

    /**
     * A minimiser.
     *
     * @param maxEvaluations of the function
     * @param tolerance it ends where a step gains less than this, or the projected gradient is smaller than this
     * @param firstStep the length of the first step, before anything is known of the curvature
     */
    public Lbfgs(int maxEvaluations, double tolerance, double firstStep) {
        this.maxEvaluations = maxEvaluations;
        this.tolerance = tolerance;
        this.firstStep = firstStep;
    }

    /** Where the search ended. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Minimum(double[] point, double value, int evaluations) {}

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Pair(double[] step, double[] change, double curvature) {}

    /** The least value found from the start on; the start itself where nothing is better. */
    public Minimum minimise(Differentiable function, double[] start, double[] lower, double[] upper) {
        int n = start.length;
        double[] x = project(start, lower, upper);
        double[] gradient = new double[n];
        double value = function.evaluate(x, gradient);
        int evaluations = 1;
        Deque<Pair> memory = new ArrayDeque<>();
        while (evaluations < maxEvaluations && Double.isFinite(value)) {
            double[] free = free(x, gradient, lower, upper);
            double slope = Math.sqrt(Vectors.dot(free, free));
            if (!(slope > tolerance)) {
                break;
            }
            double[] direction = direction(memory, free);
            double descent = Vectors.dot(direction, free);
            if (!(descent < 0)) {
                memory.clear();
                direction = direction(memory, free);
            }
            double step = memory.isEmpty() ? Math.min(1, firstStep / slope) : 1;
            double[] next = x;
            double[] nextGradient = new double[n];
            double nextValue = Double.NaN;
            boolean accepted = false;
            while (!accepted && step > LEAST_STEP && evaluations < maxEvaluations) {
                next = stepped(x, direction, step, lower, upper);
                nextValue = function.evaluate(next, nextGradient);
                evaluations++;
                accepted = nextValue <= value + SUFFICIENT_DECREASE * progress(x, next, free);
                step *= accepted ? 1 : nextStep(value, nextValue, step * Vectors.dot(direction, free));
            }
            if (!accepted) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            double gain = value - nextValue;
            remember(memory, x, next, gradient, nextGradient);
            x = next;
            value = nextValue;
            gradient = nextGradient;
            if (gain < tolerance) {
                break;
            }
        }
        return new Minimum(x, value, evaluations);
    }

    /** The factor to the minimum of the parabola through what is known, from a tenth to a half. */
    private static double nextStep(double value, double nextValue, double slope) {
        double factor = -slope / (2 * (nextValue - value - slope));
        return Double.isFinite(factor) ? Math.min(0.5, Math.max(0.1, factor)) : 0.1;
    }

    private static double progress(double[] x, double[] next, double[] free) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += free[i] * (next[i] - x[i]);
        }
        return sum;
    }

    private static double[] project(double[] x, double[] lower, double[] upper) {
        double[] projected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            projected[i] = Math.min(upper[i], Math.max(lower[i], x[i]));
        }
        return projected;
    }

    private static double[] stepped(double[] x, double[] direction, double step, double[] lower, double[] upper) {
        double[] next = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = x[i] + step * direction[i];
        }
        return project(next, lower, upper);
    }

    /** The gradient without the coordinates that press against their bounds. */
    private static double[] free(double[] x, double[] gradient, double[] lower, double[] upper) {
        double[] free = gradient.clone();
        for (int i = 0; i < x.length; i++) {
            if (x[i] <= lower[i] && gradient[i] > 0 || x[i] >= upper[i] && gradient[i] < 0) {
                free[i] = 0;
            }
        }
        return free;
    }

    /** The two-loop recursion, kept within the free coordinates. */
    private static double[] direction(Deque<Pair> memory, double[] free) {
        double[] q = free.clone();
        double[] weights = new double[memory.size()];
        int i = 0;
        for (Pair pair : memory) {
            weights[i] = Vectors.dot(pair.step(), q) / pair.curvature();
            add(q, -weights[i], pair.change());
            i++;
        }
        if (!memory.isEmpty()) {
            Pair latest = memory.getFirst();
            double scale = latest.curvature() / Vectors.dot(latest.change(), latest.change());
            for (int k = 0; k < q.length; k++) {
                q[k] *= scale;
            }
        }
        for (Iterator<Pair> oldestFirst = memory.descendingIterator(); oldestFirst.hasNext(); ) {
            Pair pair = oldestFirst.next();
            i--;
            add(q, weights[i] - Vectors.dot(pair.change(), q) / pair.curvature(), pair.step());
        }
        for (int k = 0; k < q.length; k++) {
            q[k] = free[k] == 0 ? 0 : -q[k];
        }
        return q;
    }

    private static void remember(
            Deque<Pair> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        double[] step = next.clone();
        add(step, -1, x);
        double[] change = nextGradient.clone();
        add(change, -1, gradient);
        double curvature = Vectors.dot(step, change);
        if (curvature > 1e-12 * Vectors.dot(change, change)) {
            memory.addFirst(new Pair(step, change, curvature));
            if (memory.size() > MEMORY) {
                memory.removeLast();
            }
        }
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
