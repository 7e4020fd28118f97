package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.study.Budget;
import dev.tryout.study.Phase;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.TrialState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final TestProblem CURVES = TestProblems.named("finetune7").orElseThrow();

    private static StudySpec spec(String policy, Budget budget) {
        Policy parsed = Policy.parse(policy);
        return new StudySpec(
                "simulated", 1, TestProblem.VALUE, parsed.method(), parsed.scheduler(), null, budget, CURVES.space());
    }

    @Test
    void sharesTheEpochsAmongTheWorkers() {
        SimulatedStudy study = Simulator.run(spec("random", new Budget(8, null, null)), CURVES, 4);
        assertThat(study.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(study.reports()).hasSize(8 * 27);
        assertThat(study.virtualMs()).isEqualTo(2 * 27 * 1_000);
        assertThat(study.busyMs()).isEqualTo(8 * 27 * 1_000);
        assertThat(study.view().trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void reportsInTheOrderOfVirtualTime() {
        SimulatedObjective slowAtFirst = (configuration, epoch, seed) ->
                new Measurement(epoch, Map.of("value", 1.0), 1 + Math.floorMod(seed, 3) * 0.25);
        SimulatedStudy study = Simulator.run(spec("random", new Budget(9, null, null)), slowAtFirst, 3);
        assertThat(study.reports())
                .isSortedAccordingTo((a, b) -> Long.compare(a.atMs(), b.atMs()))
                .extracting(SimulatedStudy.Report::trial)
                .isNotEmpty();
        assertThat(study.virtualMs()).isLessThan(study.busyMs());
    }

    @Test
    void givesTheSameStudyAgain() {
        StudySpec spec = spec("tpe+asha", new Budget(30, null, null));
        assertThat(Simulator.run(spec, CURVES, 4)).isEqualTo(Simulator.run(spec, CURVES, 4));
    }

    @Test
    void trainsLessWithAScheduler() {
        Budget budget = new Budget(30, null, null);
        assertThat(Simulator.run(spec("random+asha", budget), CURVES, 4)
                        .reports()
                        .size())
                .isLessThan(Simulator.run(spec("random", budget), CURVES, 4)
                                .reports()
                                .size()
                        / 2);
    }

    @Test
    void wantsAWorker() {
        assertThatThrownBy(() -> Simulator.run(spec("random", new Budget(1, null, null)), CURVES, 0))
                .hasMessageContaining("got 0");
    }
}
