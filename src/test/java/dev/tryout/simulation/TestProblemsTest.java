package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.Configuration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestProblemsTest {
    private static double truth(String problem, Map<String, Object> values) {
        return TestProblems.named(problem).orElseThrow().truth(new Configuration(values));
    }

    @Test
    void haveTheirPublishedOptima() {
        assertThat(truth("branin2", Map.of("x0", Math.PI, "x1", 2.275))).isCloseTo(0.397887, within(1e-6));
        assertThat(truth("branin2", Map.of("x0", -Math.PI, "x1", 12.275))).isCloseTo(0.397887, within(1e-6));
        assertThat(truth(
                        "hartmann6",
                        Map.of("x0", .20169, "x1", .150011, "x2", .476874, "x3", .275332, "x4", .311652, "x5", .6573)))
                .isCloseTo(-3.32237, within(1e-5));
        assertThat(truth("levy4log", Map.of("x0", Math.pow(10, -2.7), "x1", Math.pow(10, -.7), "x2", 1.0, "x3", 1)))
                .isCloseTo(0, within(1e-12));
        assertThat(truth("rosenbrock4", Map.of("x0", 1, "x1", 1, "x2", 1, "x3", 1)))
                .isZero();
        assertThat(truth(
                        "ackley6mix",
                        Map.of(
                                "x0",
                                Math.pow(10, -2.5),
                                "x1",
                                Math.pow(10, -3.5),
                                "x2",
                                6,
                                "x3",
                                16,
                                "a",
                                "a0",
                                "b",
                                "b1")))
                .isCloseTo(0, within(1e-12));
        assertThat(truth(
                        "finetune7",
                        Map.of(
                                "lr", 3.711e-4, "batch", 32, "rank", 16, "warmup", .08, "wd", .003162, "sched",
                                "cosine", "optim", "adamw")))
                .isCloseTo(0.344985, within(1e-4));
    }

    static Iterable<TestProblem> problems() {
        return TestProblems.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void giveHalfOfAllRandomConfigurationsARegretAboveOne(TestProblem problem) {
        Random random = new Random(1);
        int dimensions = problem.space().searched().size();
        double[] regrets = new double[20_001];
        for (int i = 0; i < regrets.length; i++) {
            regrets[i] = problem.regret(
                    problem.space().fromUnit(random.doubles(dimensions).toArray()));
        }
        Arrays.sort(regrets);
        assertThat(regrets[0]).isGreaterThan(-1e-6);
        assertThat(regrets[10_000]).isCloseTo(1, within(0.03));
    }

    @Test
    void measureWithNoiseThatBelongsToTheSeed() {
        TestProblem problem = TestProblems.named("finetune7").orElseThrow();
        Configuration configuration = problem.space().fromUnit(new double[] {.5, .5, .5, .5, .5, .5, .5});
        assertThat(problem.measure(configuration, 3, 1)).isEqualTo(problem.measure(configuration, 3, 1));
        assertThat(problem.measure(configuration, 3, 1)).isNotEqualTo(problem.measure(configuration, 3, 2));
    }

    @Test
    void divergeWithALearningRateFarTooHigh() {
        TestProblem problem = TestProblems.named("finetune7").orElseThrow();
        Configuration high = new Configuration(Map.of(
                "lr", 1e-2, "batch", 32, "rank", 16, "warmup", 0, "wd", .003, "sched", "cosine", "optim", "lion"));
        assertThat(problem.curve().value(high, 1)).isBetween(.3, 1.5);
        assertThat(problem.curve().value(high, 2)).isEqualTo(2.5);
    }
}
