package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final TestProblem CURVES = TestProblems.named("finetune7").orElseThrow();

    private static Comparison compare(List<String> progress, String... policies) {
        Policy random = Policy.parse("random");
        StudySpec study = new StudySpec(
                "compared",
                5,
                TestProblem.VALUE,
                random.method(),
                random.scheduler(),
                null,
                new Budget(null, null, 10 * CURVES.epochs()),
                CURVES.space());
        List<Comparison.Contender> contenders = List.of(policies).stream()
                .map(name -> new Comparison.Contender(name, Policy.parse(name)))
                .toList();
        return Comparison.run(study, CURVES, contenders, 4, 6, progress::add);
    }

    @Test
    void runsEachPolicyWithEachSeed() {
        List<String> progress = new ArrayList<>();
        Comparison comparison = compare(progress, "random+asha", "random");
        assertThat(progress).containsExactly("random+asha", "random");
        assertThat(comparison.outcomes()).extracting(PolicyOutcome::name).containsExactly("random+asha", "random");
        for (PolicyOutcome outcome : comparison.outcomes()) {
            assertThat(outcome.runs()).extracting(SimulatedRun::seed).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(outcome.median(SimulatedRun::epochs)).isBetween(270.0, 274.0);
            assertThat(outcome.utilisation()).isBetween(0.9, 1.0);
        }
        PolicyOutcome asha = comparison.outcomes().get(0);
        PolicyOutcome random = comparison.outcomes().get(1);
        assertThat(asha.best().median()).isLessThan(random.best().median());
        assertThat(comparison.reachedByAll()).isEqualTo(random.best().median());
        assertThat(asha.epochsTo(comparison.reachedByAll())).isLessThan(random.epochsTo(comparison.reachedByAll()));
    }

    @Test
    void givesTheSameAgainWhateverTheThreads() {
        assertThat(compare(new ArrayList<>(), "tpe+asha")).isEqualTo(compare(new ArrayList<>(), "tpe+asha"));
    }

    @Test
    void namesPoliciesAsTheyAreParsed() {
        for (String name : List.of("random", "sobol", "tpe+asha", "tpe+median")) {
            assertThat(Policy.parse(name).name()).isEqualTo(name);
        }
    }
}
