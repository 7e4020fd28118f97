package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrefixHoldersTest {
    private static final List<String> ALL = List.of("worker-1", "worker-2", "worker-3");

    private final StudyState state = new StudyState();
    private int trials;

    @BeforeEach
    void begin() {
        state.apply(new StudyEvent.StudyCreated(Samples.spec(9, 1), "{}", "", "test", 1));
        state.apply(new StudyEvent.SessionOpened(1));
    }

    @Test
    void aWorkerThatRanTheDepthGetsTheTrial() {
        ran("worker-2", 4);
        ran("worker-3", 4);
        ran("worker-1", 6);

        assertThat(preferred("worker-1", ALL, 4)).isEqualTo("worker-2");
        assertThat(preferred("worker-3", ALL, 4)).isEqualTo("worker-3");
        assertThat(preferred("worker-2", ALL, 6)).isEqualTo("worker-1");
    }

    @Test
    void whereNobodyIdleHoldsThePrefixWhoeverAskedGetsTheTrial() {
        ran("worker-2", 4);

        assertThat(preferred("worker-1", ALL, 5)).isEqualTo("worker-1");
        assertThat(preferred("worker-1", List.of("worker-1", "worker-3"), 4)).isEqualTo("worker-1");
        assertThat(preferred("worker-1", ALL, 0)).isEqualTo("worker-1");
    }

    @Test
    void aWorkerThatWasJustGivenATrialIsNotGivenAnother() {
        ran("worker-2", 4);
        begins("worker-2", 4);

        assertThat(preferred("worker-1", ALL, 4)).isEqualTo("worker-1");
    }

    @Test
    void aWorkerThatMayNotHaveItIsPassedOver() {
        ran("worker-2", 4);
        List<StudyEvent> decided = List.of(suggested(trials + 1, 4));
        assertThat(PrefixHolders.preferred(state, decided, "worker-1", ALL, worker -> !worker.equals("worker-2")))
                .isEqualTo("worker-1");
    }

    @Test
    void aTrialThatGoesOnPrefersThemToo() {
        int id = begins("worker-3", 4);
        state.apply(new StudyEvent.EpochMeasured(id, 1, new Measurement(1, Map.of("loss", 0.5), 1), 1));
        state.apply(new StudyEvent.TrialPaused(id, "waits", 1));
        StudyEvent again = new StudyEvent.TrialAssigned(id, 2, "worker-1", null, null, 1);

        assertThat(PrefixHolders.preferred(state, List.of(again), "worker-1", ALL, worker -> true))
                .isEqualTo("worker-3");
    }

    private void ran(String worker, int depth) {
        int id = begins(worker, depth);
        state.apply(new StudyEvent.EpochMeasured(id, 1, new Measurement(1, Map.of("loss", 0.5), 1), 1));
        state.apply(new StudyEvent.TrialCompleted(id, "", 1));
    }

    private int begins(String worker, int depth) {
        trials++;
        state.apply(suggested(trials, depth));
        state.apply(new StudyEvent.TrialAssigned(trials, 1, worker, null, null, 1));
        return trials;
    }

    private static StudyEvent suggested(int id, int depth) {
        return new StudyEvent.TrialSuggested(
                id, new Configuration(Map.of("freeze_depth", (long) depth)), 1, "random", 1);
    }

    private String preferred(String asking, List<String> idle, int depth) {
        return PrefixHolders.preferred(state, List.of(suggested(trials + 1, depth)), asking, idle, worker -> true);
    }
}
