package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.surrogate.*;
import java.util.*;
import java.util.function.Predicate;

final class GpSampler implements Sampler {
    static double P(String k, double v) { return Double.parseDouble(System.getProperty(k, "" + v)); }
    static final int START_UP = (int) P("su", 10);
    static final int SPREAD = (int) P("sp", 200), PERTURB = (int) P("pt", 25), STARTS = (int) P("ns", 5);
    private final Sampler startup = new SobolSampler();

    @Override
    public Optional<Configuration> suggest(SuggestionRequest request) {
        Observations seen = Observations.of(request);
        if (request.trials().size() < START_UP || seen.scored() < 4) {
            return startup.suggest(request);
        }
        Cube cube = new Cube(request.space());
        double[][] x = seen.trials().stream().map(t -> cube.point(t.configuration())).toArray(double[][]::new);
        double[] y = Standardised.of(seen.losses());
        Hyperparameters h = Fit.of(x, cube.unordered(), y);
        OutputWarp warp = new OutputWarp(h.exponent());
        double[] z = Arrays.stream(y).map(warp::apply).toArray();
        GaussianProcess gp = GaussianProcess.of(new MixedKernel(cube.unordered(), h.lengths()), x, z, h.noise());
        double[] means = Arrays.stream(x).mapToDouble(gp::meanAt).toArray();
        double target = Arrays.stream(means).min().getAsDouble();
        double[][] pending = seen.pending().stream().map(t -> cube.point(t.configuration())).toArray(double[][]::new);
        Acquisition acquisition = new Acquisition(gp.believing(pending, h.noise()), target);
        Tried tried = new Tried(request);
        Predicate<double[]> allowed = p -> tried.allows(cube.configuration(p));
        Randomness randomness = Randomness.of(request);
        List<LocalSearch.Found> candidates = new ArrayList<>();
        for (int i = 0; i < SPREAD; i++) {
            add(candidates, cube.snap(randomness.point(cube.dimensions())), allowed, acquisition);
        }
        Integer[] order = new Integer[x.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> means[i]));
        for (int k = 0; k < Math.min(5, order.length); k++) {
            for (int i = 0; i < PERTURB; i++) {
                double[] p = x[order[k]].clone();
                double scale = StrictMath.pow(10, -3 + 2.5 * randomness.uniform());
                double share = Math.max(1.0 / p.length, randomness.uniform());
                for (int d = 0; d < p.length; d++) {
                    if (Double.isNaN(p[d]) || randomness.uniform() > share) continue;
                    p[d] = cube.isUnordered(d) ? (randomness.uniform() < .5 ? p[d] : randomness.uniform())
                         : Math.min(1, Math.max(0, p[d] + scale * randomness.gaussian()));
                }
                add(candidates, cube.snap(p), allowed, acquisition);
            }
        }
        candidates.sort(Comparator.comparingDouble(c -> -c.value()));
        LocalSearch search = new LocalSearch(cube, acquisition, allowed);
        List<LocalSearch.Found> starts = new ArrayList<>();
        MixedKernel kernel = new MixedKernel(cube.unordered(), h.lengths());
        for (LocalSearch.Found c : candidates) {
            if (starts.size() < STARTS && starts.stream().noneMatch(s -> kernel.value(s.point(), c.point()) > 0.95)) starts.add(c);
        }
        LocalSearch.Found best = null;
        for (LocalSearch.Found s : starts) {
            LocalSearch.Found f = search.from(s);
            if (best == null || f.value() > best.value()) best = f;
        }
        if (best == null) {
            return Draw.evenly(request.space(), tried, randomness);
        }
        if (System.getProperty("dbg") != null && request.number() % 10 == 0)
            System.out.printf("  %d l=%s noise=%.2g exp=%.2f logEI=%.2f%n", request.number(), Arrays.toString(Arrays.stream(h.lengths()).map(v -> Math.round(v*100)/100.0).toArray()), h.noise(), h.exponent(), best.value());
        return Optional.of(cube.configuration(best.point()));
    }

    private static void add(List<LocalSearch.Found> to, double[] p, Predicate<double[]> allowed, Acquisition a) {
        if (allowed.test(p)) {
            to.add(new LocalSearch.Found(p, a.at(p)));
        }
    }
}
