import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.simulation.SimulatedStudy;
import dev.tryout.simulation.Simulator;
import dev.tryout.simulation.TestProblem;
import dev.tryout.simulation.TestProblems;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.Ranking;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a search policy finds: mean normalised regret over seeds, on test problems whose optimum is known.
 *
 *     java -cp target/tryout.jar benchmarks/SearchBench.java POLICY [--seeds 20] [--first-seed 0] [--workers 1] [--problems a,b] [--curves]
 *         [--points 25,50,100] [--prior good|bad] [--initial] [--warm-start] [--narrowed]
 *
 * Without --curves a trial is one evaluation (finetune7 measures its last epoch alone), and the incumbent is looked at after 25, 50
 * and 100 of them; with several workers an evaluation takes an exponentially distributed time. With --curves trials report each epoch, and the budget is 3, 10 and 30 full trainings.
 *
 * What is known beforehand comes from another seed. A good prior is around the best of 300 random configurations, a bad one around
 * the worst; --initial tries the best of 30 first; --warm-start begins with a study of 40 trials on a neighbouring problem, whose
 * landscape is shifted by a tenth of each range.
 *
 * Most of the optima are well inside their ranges. With --narrowed each range is half as wide, and cut by the seed such that the
 * optimum is as likely at any place in it.
 */
public final class SearchBench {
    private static final double FLOOR = 1e-4;
    private static final Map<String, double[]> OPTIMA = new TreeMap<>();
    private static final List<String> FLAGS = List.of("curves", "initial", "warm-start", "narrowed");

    private SearchBench() {}

    public static void main(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            String name = args[i].substring(2);
            options.put(name, FLAGS.contains(name) ? "" : args[++i]);
        }
        Policy policy = Policy.parse(args[0]);
        boolean curves = options.containsKey("curves");
        int seeds = Integer.parseInt(options.getOrDefault("seeds", "20"));
        int firstSeed = Integer.parseInt(options.getOrDefault("first-seed", "0"));
        int workers = Integer.parseInt(options.getOrDefault("workers", curves ? "4" : "1"));
        List<String> names = Arrays.asList(options.getOrDefault("problems", "").split(","));
        int[] points = Arrays.stream(options.getOrDefault("points", curves ? "3,10,30" : "25,50,100").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        double[] logs = new double[points.length];
        int problems = 0;
        long begin = System.nanoTime();
        for (TestProblem problem : TestProblems.all()) {
            if (!(options.containsKey("problems") ? names.contains(problem.name()) : isUsual(problem, curves))) {
                continue;
            }
            problems++;
            double[] means = new double[points.length];
            for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
                double[] regrets = regrets(problem, policy, workers, seed, points, curves, options);
                for (int i = 0; i < points.length; i++) {
                    means[i] += regrets[i] / seeds;
                }
            }
            for (int i = 0; i < points.length; i++) {
                logs[i] += Math.log(Math.max(FLOOR, means[i]));
            }
            System.out.println(line(problem.name(), means));
        }
        for (int i = 0; i < points.length; i++) {
            logs[i] = Math.exp(logs[i] / problems);
        }
        System.out.println(line("geometric mean", logs) + String.format(Locale.ROOT, "   %s, %d workers, %d seeds, %.0f s",
                args[0], workers, seeds, (System.nanoTime() - begin) / 1e9));
    }

    private static String line(String name, double[] values) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
        for (double value : values) {
            line.append(String.format(Locale.ROOT, " %.4f", value));
        }
        return line.toString();
    }

    private static boolean isUsual(TestProblem problem, boolean curves) {
        return curves ? problem.epochs() > 1 : problem.epochs() == 1 || problem.name().equals("finetune7");
    }

    /** Several workers report in any order; exponential times make every order of those at work as likely. */
    private static double seconds(long noiseSeed, int workers) {
        return workers == 1 ? 1 : -60 * Math.log(1 - new SplittableRandom(noiseSeed).nextDouble());
    }

    private static double[] regrets(
            TestProblem problem, Policy policy, int workers, long seed, int[] points, boolean curves,
            Map<String, String> options) {
        int epochs = curves ? problem.epochs() : 1;
        int last = points[points.length - 1];
        StudySpec spec = new StudySpec("bench", seed, TestProblem.VALUE, policy.method(), policy.scheduler(), null,
                curves ? new Budget(null, null, last * epochs) : new Budget(last, null, null), space(problem, epochs, seed, options))
                .with(knowledge(problem, seed, options));
        SimulatedStudy study = Simulator.run(spec, (configuration, epoch, noiseSeed) -> curves
                ? problem.measure(configuration, epoch, noiseSeed)
                : new Measurement(1, problem.measure(configuration, problem.epochs(), noiseSeed).metrics(), seconds(noiseSeed, workers)), workers);
        double[] regrets = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            regrets[i] = problem.regret(incumbent(study, Math.min(study.reports().size(), points[i] * epochs)));
        }
        return regrets;
    }

    /** The configuration with the best value measured so far, whatever its epoch. */
    private static Configuration incumbent(SimulatedStudy study, int reports) {
        SimulatedStudy.Report best = study.reports().get(0);
        for (SimulatedStudy.Report report : study.reports().subList(0, reports)) {
            if (TestProblem.VALUE.isBetter(value(report), value(best))) {
                best = report;
            }
        }
        return study.view().trials().get(best.trial() - 1).configuration();
    }

    private static double value(SimulatedStudy.Report report) {
        return report.measurement().value(TestProblem.VALUE);
    }

    private static SearchSpace space(TestProblem problem, int epochs, long seed, Map<String, String> options) {
        String prior = options.getOrDefault("prior", "");
        List<Parameter> parameters = new ArrayList<>();
        Configuration centre = extreme(problem, 300, seed, prior.equals("bad") ? -1 : 1);
        for (Parameter p : problem.space().parameters()) {
            if (!p.name().equals(StudySpec.EPOCHS)) {
                Object value = centre.value(p.name()).orElseThrow();
                parameters.add(prior.isEmpty() ? p : new Parameter(p.name(), p.domain(), null, prior(p.domain(), value)));
            }
        }
        parameters.add(new Parameter(StudySpec.EPOCHS, new FixedDomain(epochs), null));
        List<Parameter> all = options.containsKey("narrowed") ? narrowed(parameters, problem, seed) : parameters;
        return new SearchSpace(all, problem.space().constraints());
    }

    private static List<Parameter> narrowed(List<Parameter> parameters, TestProblem problem, long seed) {
        double[] optimum = OPTIMA.computeIfAbsent(problem.name(), name -> optimum(problem));
        SplittableRandom random = new SplittableRandom(seed + 7_000_000);
        List<Parameter> narrowed = new ArrayList<>();
        for (Parameter p : parameters) {
            int d = problem.space().searched().indexOf(p);
            double low = d < 0 ? 0 : Math.min(.5, Math.max(0, optimum[d] - .5 * random.nextDouble()));
            narrowed.add(new Parameter(p.name(), half(p.domain(), low), null, p.prior()));
        }
        return narrowed;
    }

    private static Domain half(Domain domain, double low) {
        if (domain instanceof FloatDomain f) {
            return new FloatDomain(at(f.min(), f.max(), f.scale(), low), at(f.min(), f.max(), f.scale(), low + .5), f.scale());
        }
        if (domain instanceof IntDomain i) {
            return new IntDomain((long) Math.floor(at(i.min(), i.max(), i.scale(), low)),
                    (long) Math.ceil(at(i.min(), i.max(), i.scale(), low + .5)), i.scale());
        }
        return domain;
    }

    private static double at(double min, double max, Scale scale, double part) {
        return scale == Scale.LOG ? min * Math.pow(max / min, part) : min + part * (max - min);
    }

    /** The best of many random points, moved as long as that makes it better. */
    private static double[] optimum(TestProblem problem) {
        SplittableRandom random = new SplittableRandom(5);
        double[] best = problem.space().toUnit(extreme(problem, 20_000, 5, 1));
        double least = problem.truth(problem.space().fromUnit(best));
        for (int i = 0; i < 20_000; i++) {
            double[] moved = best.clone();
            double step = Math.pow(10, -3 * random.nextDouble());
            for (int d = 0; d < moved.length; d++) {
                moved[d] = random.nextBoolean() ? Math.min(1, Math.max(0, moved[d] + step * random.nextGaussian())) : moved[d];
            }
            double value = problem.truth(problem.space().fromUnit(moved));
            if (value < least) {
                least = value;
                best = moved;
            }
        }
        return best;
    }

    /** Half of the belief is within a tenth of the range around the value, or a weight of 3 to 1 on it. */
    private static Prior prior(Domain domain, Object value) {
        if (domain instanceof CategoricalDomain choice) {
            return new Prior.Weights(choice.values().stream().map(v -> v.equals(value) ? 3.0 : 1.0).toList());
        }
        boolean real = domain instanceof FloatDomain;
        double min = real ? ((FloatDomain) domain).min() : ((IntDomain) domain).min();
        double max = real ? ((FloatDomain) domain).max() : ((IntDomain) domain).max();
        Scale scale = real ? ((FloatDomain) domain).scale() : ((IntDomain) domain).scale();
        double spread = scale == Scale.LOG ? Math.pow(max / min, 0.1) : 0.1 * (max - min);
        return new Prior.Around(((Number) value).doubleValue(), spread);
    }

    /** The best of some random configurations, or with sign -1 the worst. */
    private static Configuration extreme(TestProblem problem, int draws, long seed, int sign) {
        SplittableRandom random = new SplittableRandom(seed + 1_000_000);
        int dimensions = problem.space().searched().size();
        return Stream.generate(() -> problem.space().fromUnit(random.doubles(dimensions).toArray()))
                .limit(draws)
                .min(Comparator.comparingDouble(configuration -> sign * problem.truth(configuration)))
                .orElseThrow();
    }

    private static Knowledge knowledge(TestProblem problem, long seed, Map<String, String> options) {
        List<Configuration> initial = options.containsKey("initial")
                ? List.of(withEpochs(extreme(problem, 30, seed, 1), 1))
                : List.of();
        return new Knowledge(initial, options.containsKey("warm-start") ? List.of(earlier(problem, seed)) : List.of());
    }

    private static EarlierStudy earlier(TestProblem problem, long seed) {
        int trials = 40;
        SearchSpace space = space(problem, 1, seed, Map.of());
        StudySpec spec = new StudySpec("earlier", seed + 1_000_000, TestProblem.VALUE, Policy.parse("tpe").method(),
                Policy.parse("tpe").scheduler(), null, new Budget(trials, null, null), space);
        SimulatedStudy study = Simulator.run(spec, (configuration, epoch, noiseSeed) -> {
            double[] point = problem.space().toUnit(configuration);
            for (int d = 0; d < point.length; d++) {
                boolean isChoice = problem.space().searched().get(d).domain() instanceof CategoricalDomain;
                point[d] = isChoice ? point[d] : Math.min(1, Math.max(0, point[d] + (d % 2 == 0 ? 0.1 : -0.1)));
            }
            Configuration shifted = problem.space().fromUnit(point);
            return new Measurement(1, Map.of(TestProblem.VALUE.name(), problem.truth(shifted)), 1);
        }, 1);
        List<Configuration> ranked = Ranking.leaderboard(study.view().trials(), TestProblem.VALUE).stream()
                .map(Trial::configuration)
                .toList();
        return new EarlierStudy("earlier", ranked.size(), ranked);
    }

    private static Configuration withEpochs(Configuration configuration, long epochs) {
        Map<String, Object> values = new LinkedHashMap<>(configuration.values());
        values.put(StudySpec.EPOCHS, epochs);
        return new Configuration(values);
    }
}
