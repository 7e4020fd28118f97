import dev.tryout.simulation.SimulatedStudy;
import dev.tryout.simulation.Simulator;
import dev.tryout.simulation.TestProblem;
import dev.tryout.simulation.TestProblems;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a search policy finds: mean normalised regret over seeds, on test problems whose optimum is known.
 *
 *     java -cp target/tryout.jar benchmarks/SearchBench.java POLICY [--seeds 20] [--workers 1] [--problems a,b] [--curves]
 *
 * Without --curves a trial is one evaluation (problems with learning curves measure the last epoch alone), and the incumbent is
 * looked at after 25, 50 and 100 of them. With --curves trials report each epoch, and the budget is 3, 10 and 30 full trainings.
 */
public final class SearchBench {
    private static final double FLOOR = 1e-4;

    private SearchBench() {}

    public static void main(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            String name = args[i].substring(2);
            options.put(name, name.equals("curves") ? "" : args[++i]);
        }
        Policy policy = Policy.parse(args[0]);
        boolean curves = options.containsKey("curves");
        int seeds = Integer.parseInt(options.getOrDefault("seeds", "20"));
        int workers = Integer.parseInt(options.getOrDefault("workers", curves ? "4" : "1"));
        List<String> names = Arrays.asList(options.getOrDefault("problems", "").split(","));
        int[] points = curves ? new int[] {3, 10, 30} : new int[] {25, 50, 100};
        double[] logs = new double[points.length];
        int problems = 0;
        long begin = System.nanoTime();
        for (TestProblem problem : TestProblems.all()) {
            if (options.containsKey("problems") ? !names.contains(problem.name()) : curves && problem.epochs() == 1) {
                continue;
            }
            problems++;
            double[] means = new double[points.length];
            for (int seed = 0; seed < seeds; seed++) {
                double[] regrets = regrets(problem, policy, workers, seed, points, curves);
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

    private static double[] regrets(
            TestProblem problem, Policy policy, int workers, long seed, int[] points, boolean curves) {
        int epochs = curves ? problem.epochs() : 1;
        int last = points[points.length - 1];
        StudySpec spec = new StudySpec("bench", seed, TestProblem.VALUE, policy.method(), policy.scheduler(), null,
                curves ? new Budget(null, null, last * epochs) : new Budget(last, null, null), space(problem, epochs));
        SimulatedStudy study = Simulator.run(spec, (configuration, epoch, noiseSeed) -> curves
                ? problem.measure(configuration, epoch, noiseSeed)
                : new Measurement(1, problem.measure(configuration, problem.epochs(), noiseSeed).metrics(), 1), workers);
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

    private static SearchSpace space(TestProblem problem, int epochs) {
        List<Parameter> parameters = new ArrayList<>(problem.space().parameters());
        parameters.removeIf(parameter -> parameter.name().equals(StudySpec.EPOCHS));
        parameters.add(new Parameter(StudySpec.EPOCHS, new FixedDomain(epochs), null));
        return new SearchSpace(parameters, problem.space().constraints());
    }
}
