package dev.tryout.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Configuration CONFIGURATION = new Configuration(Map.of("learning_rate", 3.2e-4, "epochs", 3));
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final StudyState state = new StudyState();

    private SupervisorMessage.Update after(StudyEvent... events) {
        for (StudyEvent event : events) {
            state.apply(event);
        }
        return new SupervisorMessage.Update(state.view(), List.of(events), Map.of(1, 1.5), Map.of(), List.of());
    }

    private SupervisorMessage.Update firstEpoch() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("learning_rate", new FloatDomain(1e-5, 1e-2, Scale.LOG), null),
                        new Parameter("epochs", new FixedDomain(3), null)),
                List.of());
        StudySpec spec = new StudySpec(
                "nouns",
                1,
                new Metric("accuracy", Goal.MAXIMIZE),
                Method.RANDOM,
                new SchedulerSpec.None(),
                null,
                new Budget(4, null, null),
                space);
        return after(
                new StudyEvent.StudyCreated(spec, "{}", "", "test", 0),
                new StudyEvent.SessionOpened(0),
                new StudyEvent.TrialSuggested(1, CONFIGURATION, 3, "random", 0),
                new StudyEvent.TrialAssigned(1, 1, "worker-1", null, null, 0),
                new StudyEvent.EpochMeasured(
                        1, 1, new Measurement(1, Map.of("accuracy", 0.5, "loss", 1.25), 2.5), 9_000));
    }

    @Test
    void aHeadsFewParametersAreACountAndAPerfectScoreIsNone() {
        assertThat(Lines.number(385)).isEqualTo("385");
        assertThat(Lines.number(22_566_146)).isEqualTo("22,566,146");
        assertThat(Lines.number(1)).isEqualTo("1.0000");
    }

    @Test
    void plainLinesTellWhatHappenedWithoutControlSequences() {
        try (Progress progress = new PlainProgress(out)) {
            progress.update(firstEpoch(), 10_000);
            progress.update(
                    after(new StudyEvent.TrialPruned(1, "stopped at epoch 1: 9th of 9 on rung 1", 9_500)), 75_000);
        }
        assertThat(text.toString().lines())
                .contains(
                        "[0:00] trial 1: learning_rate=0.00032",
                        "[0:00] trial 1 epoch 1/3: accuracy 0.5000, loss 1.2500 (2.5 s)",
                        "[1:05] trial 1 pruned, accuracy 0.5000 at epoch 1: stopped at epoch 1: 9th of 9 on rung 1");
        assertThat(text.toString()).doesNotContain("\u001b");
    }

    @Test
    void jsonLinesAreTheJournalsEvents() throws Exception {
        try (Progress progress = new JsonProgress(out)) {
            progress.update(firstEpoch(), 10_000);
            progress.notice("worker-1 was killed by signal 9; starting it again");
        }
        List<String> lines = text.toString().lines().toList();
        JsonNode epoch = new ObjectMapper().readTree(lines.get(4));
        assertThat(epoch.get("event").asText()).isEqualTo("epoch_measured");
        assertThat(epoch.at("/measurement/metrics/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(new ObjectMapper().readTree(lines.get(5)).get("event").asText())
                .isEqualTo("notice");
    }

    @Test
    void theLiveBlockShowsTheBestTheRunningAndTheBudgetWithinTheWidth() {
        try (Progress progress = new LiveProgress(out, 60, false)) {
            progress.update(firstEpoch(), 10_000);
            assertThat(text.toString())
                    .contains("nouns  0 of 4 trials, 1 epochs, 0:09", "best  trial 1  accuracy 0.5000 at epoch 1")
                    .contains("trial 1", "worker-1", "epoch 2/3", "[########        ]");
            assertThat(text.toString().lines()).allMatch(line -> line.length() < 60);
        }
    }

    @Test
    void theLiveBlockIsDrawnOverItselfAndGoneAtTheEnd() {
        Screen screen = new Screen();
        try (Progress progress = new LiveProgress(out, 80, true)) {
            progress.update(firstEpoch(), 10_000);
            progress.tick(10_500);
            progress.notice("worker-1 was killed by signal 9; starting it again");
            screen.write(text.toString());
            assertThat(screen.lines().stream().filter(line -> line.contains("best  trial 1")))
                    .hasSize(1);
        }
        screen.clear();
        screen.write(text.toString());
        assertThat(screen.lines()).containsExactly("worker-1 was killed by signal 9; starting it again");
    }

    @Test
    void theLiveBlockKeepsALineForEachTrialThatIsOver() {
        Screen screen = new Screen();
        try (Progress progress = new LiveProgress(out, 80, false)) {
            progress.update(firstEpoch(), 10_000);
            progress.update(after(new StudyEvent.TrialFailed(1, "loss is NaN at epoch 2", 9_500)), 11_000);
        }
        screen.write(text.toString());
        assertThat(screen.lines()).containsExactly("trial 1 failed: loss is NaN at epoch 2");
    }
}
