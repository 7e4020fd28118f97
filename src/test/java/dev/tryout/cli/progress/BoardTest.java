package dev.tryout.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cluster.WorkerInfo;
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
import dev.tryout.study.StudyView;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final WorkerInfo BUSY = new WorkerInfo("worker-1", "cpu, 2 threads", "desk", Device.Kind.CPU, 0);
    private static final WorkerInfo IDLE = new WorkerInfo("worker-2", "gpu 0", "rack", Device.Kind.GPU, 0);

    private static StudyState begun() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("x", new FloatDomain(0, 1, Scale.LINEAR), null),
                        new Parameter("epochs", new FixedDomain(2), null)),
                List.of());
        StudySpec spec = new StudySpec(
                "nouns",
                1,
                new Metric("loss", Goal.MINIMIZE),
                Method.RANDOM,
                new SchedulerSpec.None(),
                null,
                new Budget(8, null, null),
                space);
        StudyState state = new StudyState();
        state.apply(new StudyEvent.StudyCreated(spec, "{}", "", "test", 0));
        return state.apply(new StudyEvent.SessionOpened(0));
    }

    private static void trial(StudyState state, int id, double... losses) {
        state.apply(new StudyEvent.TrialSuggested(id, new Configuration(Map.of("x", 0.5, "epochs", 2)), 2, "", id));
        state.apply(new StudyEvent.TrialAssigned(id, 1, "worker-1", null, null, id));
        for (int i = 0; i < losses.length; i++) {
            Measurement measurement = new Measurement(i + 1, Map.of("loss", losses[i]), 1);
            state.apply(new StudyEvent.EpochMeasured(id, 1, measurement, 60_000 + id));
        }
        if (losses.length == 2) {
            state.apply(new StudyEvent.TrialCompleted(id, "", 60_000 + id));
        }
    }

    private static StudyView study() {
        StudyState state = begun();
        trial(state, 1, 0.5, 0.4);
        trial(state, 2, 0.9, 0.8);
        trial(state, 3, 0.3, 0.2);
        trial(state, 4, 0.6);
        return state.view();
    }

    @Test
    void showsWhatIsSpentWhoTrainsWhatAndTheBest() {
        List<String> lines =
                Board.lines(new Glance(study(), "running", Map.of(4, 1.5), List.of(BUSY, IDLE), List.of()));
        assertThat(lines)
                .startsWith(
                        "nouns  running",
                        "spent   3 of 8 trials, 7 epochs, 1:00, about 1:40 left",
                        "trials  1 running, 3 complete",
                        "best    trial 3  loss 0.2000 at epoch 2  x=0.5",
                        "        ██▁▁ best so far, by trial");
        assertThat(lines)
                .contains(
                        "  trial 4    worker-1   [############    ] epoch 2/2  ▅ 0.6000",
                        "  idle       worker-2  gpu 0, rack",
                        "rank  trial       loss  epoch  state     configuration");
        assertThat(lines.get(lines.size() - 4)).startsWith("   1      3     0.2000      2  complete");
    }

    @Test
    void aStudyWithoutATrialSaysSo() {
        assertThat(Board.lines(new Glance(begun().view(), "running", Map.of(), List.of(), List.of())))
                .containsExactly(
                        "nouns  running",
                        "spent   0 of 8 trials, 0 epochs, 0:00",
                        "trials  none yet",
                        "best    none yet");
    }

    @Test
    void aStudyThatWaitsSaysForWhat() {
        String wait = "waits for a worker that has a gpu; no worker is there";
        assertThat(Board.lines(new Glance(begun().view(), "running", Map.of(), List.of(), List.of(wait))))
                .startsWith("nouns  running", "        " + wait);
    }

    @Test
    void aStoppedStudySaysWhyAndNoTimeIsLeftOfIt() {
        StudyState state = begun();
        trial(state, 1, 0.5, 0.4);
        state.apply(new StudyEvent.StudyStopped("stopped by ann@desk", 70_000));
        state.apply(new StudyEvent.StudyFinished("stopped by ann@desk", 70_000));
        assertThat(Board.lines(new Glance(state.view(), "promoting", Map.of(), List.of(), List.of())))
                .startsWith("nouns  promoting", "        stopped by ann@desk", "spent   1 of 8 trials, 2 epochs, 1:10");
    }

    @Test
    void manyStudiesHaveALineEach() {
        Glance glance = new Glance(study(), "running", Map.of(), List.of(), List.of());
        assertThat(Board.table(List.of(glance, glance)))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("nouns                    3 of 8       7         1:00     running; trial 3  loss 0.2000");
    }

    @Test
    void isPaintedOverWithEveryLookAndNoLongerThanTheTerminal() {
        StringWriter text = new StringWriter();
        Repainted display = new Repainted(new PrintWriter(text), 60, 8, false);
        display.show(Board.lines(new Glance(study(), "running", Map.of(), List.of(BUSY, IDLE), List.of())), "q leaves");
        display.show(List.of("nouns  finished"), "q leaves");
        Screen screen = new Screen();
        screen.write(text.toString());
        assertThat(screen.lines()).containsExactly("nouns  finished", "q leaves");
        assertThat(text.toString().split("\u001b")[0].lines()).hasSize(7).allMatch(line -> line.length() < 60);
    }
}
