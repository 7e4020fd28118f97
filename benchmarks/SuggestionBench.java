import dev.tryout.sampler.Method;
import dev.tryout.sampler.Sampler;
import dev.tryout.sampler.Samplers;
import dev.tryout.sampler.SuggestionRequest;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialList;
import dev.tryout.trial.TrialState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * CPU time of one suggestion in milliseconds: ten parameters, and 10, 100, 500 and 1,000 finished trials of one epoch. The median
 * of the last suggestions of a study that grows by one trial between them, as a study does, after a warm-up. With --running,
 * so many more trials have begun and have no value yet.
 *
 *     java -XX:+UseSerialGC -cp target/tryout.jar benchmarks/SuggestionBench.java [--running 16] METHOD...
 */
public final class SuggestionBench {
    private static final int[] SIZES = {10, 100, 500, 1000};
    private static final int ROUNDS = 15;
    private static final Metric LOSS = new Metric("loss", Goal.MINIMIZE);

    private SuggestionBench() {}

    public static void main(String[] args) {
        boolean parallel = args[0].equals("--running");
        int running = parallel ? Integer.parseInt(args[1]) : 0;
        for (String name : Arrays.asList(args).subList(parallel ? 2 : 0, args.length)) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
            milliseconds(Method.of(name), 100, running);
            for (int size : SIZES) {
                line.append(String.format(Locale.ROOT, " %9.3f", milliseconds(Method.of(name), size, running)));
            }
            System.out.println(line);
        }
    }

    private static double milliseconds(Method method, int size, int running) {
        Random random = new Random(1);
        TrialList history = new TrialList();
        for (int i = 0; i < running; i++) {
            history.add(started(history, space().fromUnit(random.doubles(10).toArray())));
        }
        while (history.size() < running + size) {
            add(history, space().fromUnit(random.doubles(10).toArray()));
        }
        SearchSpace space = space();
        Sampler sampler = Samplers.of(method);
        double[] times = new double[2 * ROUNDS];
        for (int round = 0; round < times.length; round++) {
            add(history, space.fromUnit(random.doubles(10).toArray()));
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sampler.suggest(new SuggestionRequest(space, LOSS, history, history.size(), 7)).orElseThrow();
            times[round] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e6;
        }
        double[] last = Arrays.copyOfRange(times, ROUNDS, times.length);
        Arrays.sort(last);
        return last[ROUNDS / 2];
    }

    private static void add(TrialList history, Configuration configuration) {
        double loss = 0;
        double[] point = space().toUnit(configuration);
        for (int d = 0; d < point.length; d++) {
            loss += (point[d] - .1 * d) * (point[d] - .1 * d);
        }
        history.add(started(history, configuration)
                .measured(new Measurement(1, Map.of(LOSS.name(), loss), 1))
                .ended(TrialState.COMPLETE, "", 1));
    }

    private static Trial started(TrialList history, Configuration configuration) {
        return Trial.suggested(history.size() + 1, configuration, "", 1).assigned("worker-1", 1, 0);
    }

    private static SearchSpace space() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parameters.add(new Parameter("x" + i, new FloatDomain(0, 1, Scale.LINEAR), null));
            parameters.add(new Parameter("l" + i, new FloatDomain(1e-6, 1, Scale.LOG), null));
        }
        parameters.add(new Parameter("n", new IntDomain(1, 100, Scale.LINEAR), null));
        parameters.add(new Parameter("c", new CategoricalDomain(List.of("a", "b", "c")), null));
        parameters.add(new Parameter("epochs", new FixedDomain(1), null));
        return new SearchSpace(parameters, List.of());
    }
}
