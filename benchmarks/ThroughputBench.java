import dev.tryout.simulation.SimulatedStudy;
import dev.tryout.simulation.Simulator;
import dev.tryout.simulation.TestProblem;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trials a second of the study core in memory, with an objective that does nothing: ten parameters, one epoch, one worker.
 *
 *     java -cp target/tryout.jar benchmarks/ThroughputBench.java POLICY TRIALS
 */
public final class ThroughputBench {
    private static final int ROUNDS = 7;

    private ThroughputBench() {}

    public static void main(String[] args) {
        Policy policy = Policy.parse(args[0]);
        int trials = Integer.parseInt(args[1]);
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            StudySpec spec = new StudySpec(
                    "bench", round, TestProblem.VALUE, policy.method(), policy.scheduler(), null,
                    new Budget(trials, null, null), space());
            long begin = System.nanoTime();
            SimulatedStudy study = Simulator.run(spec, (configuration, epoch, seed) -> new Measurement(
                    epoch, Map.of(TestProblem.VALUE.name(), (double) (seed % 97)), 1), 1);
            rates[round] = study.view().trials().size() / ((System.nanoTime() - begin) / 1e9);
            System.out.printf(Locale.ROOT, "round %d: %,.0f trials/s%n", round + 1, rates[round]);
        }
        java.util.Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "median of %d rounds: %,.0f trials/s (%s, %,d trials)%n",
                ROUNDS, rates[ROUNDS / 2], args[0], trials);
    }

    private static SearchSpace space() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parameters.add(new Parameter("x" + i, new FloatDomain(0, 1, Scale.LINEAR), null));
            parameters.add(new Parameter("l" + i, new FloatDomain(1e-6, 1, Scale.LOG), null));
        }
        parameters.add(new Parameter("n", new IntDomain(1, 100, Scale.LINEAR), null));
        parameters.add(new Parameter("c", new CategoricalDomain(List.of("a", "b", "c")), null));
        parameters.add(new Parameter(StudySpec.EPOCHS, new FixedDomain(1), null));
        return new SearchSpace(parameters, List.of());
    }
}
