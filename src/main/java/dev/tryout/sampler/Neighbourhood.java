package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is known around a point, for a model of this part of the space alone: how fast losses change, and by how much, is another
 * matter there than everywhere (Eriksson et al. 2019, "Scalable global optimization via local Bayesian optimization", section 2).
 *
 * @param finished configurations with a loss, in the order of suggestion
 * @param losses one for each of them
 * @param pending configurations without a result yet
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Neighbourhood(List<Configuration> finished, double[] losses, List<Configuration> pending) {
    /** All that is known. */
    static Neighbourhood everything(Observations seen) {
        return new Neighbourhood(seen.finished(), seen.losses(), seen.pending());
    }

    /**
     * The nearest observations, and the configurations without a result that are no further away.
     *
     * @param count how many; more where several are equally near, all where there are no more
     * @param nearness the larger the nearer
     */
    Neighbourhood nearest(int count, ToDoubleFunction<Configuration> nearness) {
        if (finished.size() <= count) {
            return this;
        }
        double[] near = finished.stream().mapToDouble(nearness).toArray();
        double least = Arrays.stream(near).sorted().toArray()[near.length - count];
        int[] kept =
                IntStream.range(0, near.length).filter(i -> near[i] >= least).toArray();
        return new Neighbourhood(
                IntStream.of(kept).mapToObj(finished::get).toList(),
                IntStream.of(kept).mapToDouble(i -> losses[i]).toArray(),
                pending.stream()
                        .filter(configuration -> nearness.applyAsDouble(configuration) >= least)
                        .toList());
    }

    /** Whether no loss is better than another. */
    boolean isFlat() {
        return Arrays.stream(losses).allMatch(loss -> loss == losses[0]);
    }
}
