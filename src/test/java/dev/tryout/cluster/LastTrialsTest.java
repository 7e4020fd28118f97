package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Budget;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Measurement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LastTrialsTest {
    private static final Set<String> BOTH = Set.of("fast", "slow");

    private final StudyState state = new StudyState();
    private int trials;

    @Test
    void threeTimesAsLongIsSlow() {
        assertThat(LastTrials.held(1, Map.of("a", 0.3, "b", 2.99))).isEmpty();
        assertThat(LastTrials.held(1, Map.of("a", 0.3, "b", 3.0))).containsOnlyKeys("b");
    }

    @Test
    void whileThereAreMoreTrialsThanFasterWorkersEverybodyTrains() {
        Map<String, Double> pace = Map.of("a", 0.5, "b", 1.0, "c", 4.0);
        assertThat(LastTrials.held(3, pace)).isEmpty();
        assertThat(LastTrials.held(2, pace)).containsOnlyKeys("c");
        assertThat(LastTrials.held(0, pace)).containsOnlyKeys("c");
    }

    @Property
    void whoeverIsHeldIsSlowAndEveryTrialHasAFasterWorker(
            @ForAll @IntRange(max = 20) int left,
            @ForAll @Size(max = 12) Map<@IntRange(max = 30) Integer, @DoubleRange(min = 0.01, max = 50) Double> paces) {
        Map<String, Double> pace = new HashMap<>();
        paces.forEach((worker, ratio) -> pace.put("worker-" + worker, ratio));
        Map<String, Double> held = LastTrials.held(left, pace);
        assertThat(held.values()).allMatch(ratio -> ratio >= LastTrials.SLOW);
        if (!held.isEmpty()) {
            assertThat(pace.size() - held.size()).isGreaterThanOrEqualTo(Math.max(1, left));
            Map<String, Double> withoutFaster = new HashMap<>(pace);
            withoutFaster.keySet().retainAll(held.keySet());
            assertThat(LastTrials.held(left, withoutFaster)).isEmpty();
        }
    }

    @Test
    void theLastTrialIsTheOneThatTheBudgetEndsWith() {
        begin(Samples.spec(4, 1));
        ran("fast", 1);
        ran("slow", 3);
        assertThat(new LastTrials(state, BOTH).held(1)).isEmpty();
        ran("fast", 1);
        assertThat(new LastTrials(state, BOTH).held(1)).containsOnlyKeys("slow");
        assertThat(new LastTrials(state, Set.of("slow")).held(1)).isEmpty();
    }

    @Test
    void aTrialThatWasLostCountsAsOneToBeGiven() {
        begin(Samples.spec(4, 1));
        ran("fast", 1);
        ran("slow", 3);
        begins("fast");
        assertThat(new LastTrials(state, BOTH).held(1)).containsOnlyKeys("slow");
        state.apply(new StudyEvent.TrialLost(3, true, "gone", 1));
        assertThat(new LastTrials(state, BOTH).held(1)).isEmpty();
    }

    @Test
    void withoutABoundOnTrialsNobodyKnowsWhichIsTheLast() {
        StudySpec spec = Samples.spec(4, 1);
        begin(spec.with(new Budget(null, 1_000_000L, null), spec.space()));
        ran("fast", 1);
        ran("slow", 9);
        assertThat(new LastTrials(state, BOTH).held(1)).isEmpty();
        state.apply(new StudyEvent.StudyStopped("stopped by ann", 1));
        assertThat(new LastTrials(state, BOTH).held(1)).containsOnlyKeys("slow");
    }

    private void begin(StudySpec spec) {
        state.apply(new StudyEvent.StudyCreated(spec, "{}", "", "test", 1));
        state.apply(new StudyEvent.SessionOpened(1));
    }

    private void ran(String worker, double seconds) {
        begins(worker);
        state.apply(new StudyEvent.EpochMeasured(trials, 1, new Measurement(1, Map.of("loss", 0.5), seconds), 1));
        state.apply(new StudyEvent.TrialCompleted(trials, "", 1));
    }

    private void begins(String worker) {
        trials++;
        state.apply(new StudyEvent.TrialSuggested(
                trials, new dev.tryout.space.Configuration(Map.of("x", 0.5)), 1, "random", 1));
        state.apply(new StudyEvent.TrialAssigned(trials, 1, worker, null, null, 1));
    }
}
