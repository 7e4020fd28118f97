package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WorkerPaceTest {
    private static final Set<String> ALL = Set.of("a", "b", "c");

    private final List<Trial> trials = new ArrayList<>();

    @Test
    void comparesEachMedianWithTheMedianOfTheOthers() {
        trained("a", 0, 1, 1, 9);
        trained("b", 0, 2);
        trained("c", 0, 6, 6);
        assertThat(WorkerPace.of(trials, ALL)).containsOnly(entry("a", 0.25), entry("b", 2 / 3.5), entry("c", 4.0));
    }

    @Test
    void comparesOnlyTrialsThatFreezeAsManyStages() {
        trained("a", 6, 0.1, 0.1);
        trained("b", 0, 10, 10);
        assertThat(WorkerPace.of(trials, ALL)).isEmpty();

        trained("c", 0, 10);
        trained("c", 6, 0.3);
        assertThat(WorkerPace.of(trials, ALL).get("b")).isEqualTo(1);
        assertThat(WorkerPace.of(trials, ALL).get("c"))
                .as("once as fast, and three times slower")
                .isCloseTo(2, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void knowsNothingOfWhoeverTrainedNothingOrIsGone() {
        trained("a", 0, 1);
        trained("b", 0, 5);
        assertThat(WorkerPace.of(trials, ALL)).doesNotContainKey("c");
        assertThat(WorkerPace.of(trials, Set.of("b", "c"))).isEmpty();
    }

    @Test
    void leavesOutTrialsThatChangedTheirWorker() {
        trained("a", 0, 1);
        Trial moved = trial(0, 2).assigned("b", 1, 1).measured(epoch(1, 99)).lost(true, false, "gone", 2);
        trials.add(moved.assigned("a", 2, 3).measured(epoch(2, 1)));
        assertThat(WorkerPace.of(trials, ALL)).isEmpty();
    }

    @Test
    void dividesByNoTimeThatWasTooShortToMeasure() {
        trained("a", 0, 0);
        trained("b", 0, 1);
        assertThat(WorkerPace.of(trials, ALL)).containsOnly(entry("a", 0.0));
    }

    /** The definition, the slow way. */
    @Property
    void isTheRatioToTheMedianOfTheOthers(
            @ForAll @Size(min = 2, max = 9) List<@DoubleRange(min = 0.01, max = 9) Double> seconds) {
        List<Trial> all = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            all.add(Trial.suggested(i + 1, new Configuration(Map.of("x", 1L)), "", 1)
                    .assigned("worker-" + i, 1, 1)
                    .measured(epoch(1, seconds.get(i))));
        }
        Set<String> workers =
                all.stream().map(trial -> trial.worker().orElseThrow()).collect(Collectors.toSet());
        Map<String, Double> pace = WorkerPace.of(all, workers);
        for (int i = 0; i < seconds.size(); i++) {
            List<Double> others = new ArrayList<>(seconds);
            others.remove(i);
            others.sort(null);
            int middle = others.size() / 2;
            double median =
                    others.size() % 2 == 1 ? others.get(middle) : (others.get(middle - 1) + others.get(middle)) / 2;
            assertThat(pace.get("worker-" + i)).isEqualTo(seconds.get(i) / median);
        }
    }

    private void trained(String worker, int depth, double... seconds) {
        Trial trial = trial(depth, seconds.length).assigned(worker, 1, 1);
        for (int i = 0; i < seconds.length; i++) {
            trial = trial.measured(epoch(i + 1, seconds[i]));
        }
        trials.add(trial);
    }

    private Trial trial(int depth, int epochs) {
        return Trial.suggested(trials.size() + 1, new Configuration(Map.of("freeze_depth", (long) depth)), "", epochs);
    }

    private static Measurement epoch(int epoch, double seconds) {
        return new Measurement(epoch, Map.of("loss", 0.5), seconds);
    }
}
