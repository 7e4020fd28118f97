package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.MemoryLimits;
import dev.tryout.training.TrainingMetrics;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one trial found out about a device's memory, later ones need not find out again. */
class SupervisorMemoryTest {
    private final SupervisorFixture fixture = new SupervisorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static WorkerMessage.Assign assignment(SupervisorFixture.Worker worker) {
        return worker.ask().inbox.expectMessageClass(WorkerMessage.Assign.class);
    }

    private void reportForced(Trial trial, int epoch, String what, double examples) {
        Map<String, Double> metrics = Map.of(Samples.LOSS.name(), 0.5, what, examples);
        fixture.tell(new SupervisorMessage.Report(
                trial.id(), trial.attempt(), new Measurement(epoch, metrics, 1), fixture.answers.ref()));
        fixture.decided();
    }

    @Test
    void whatFitsIsTheLimitOfLaterTrialsAndOutlivesTheCoordinator() {
        fixture.begin(Samples.spec(3, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1");
        WorkerMessage.Assign first = assignment(worker);
        assertThat(first.memory()).isEqualTo(MemoryLimits.NONE);
        reportForced(first.trial(), 1, TrainingMetrics.EVALUATION_BATCH, 64);
        reportForced(first.trial(), 2, TrainingMetrics.MICRO_BATCH, 8);
        assertThat(assignment(worker).memory()).isEqualTo(new MemoryLimits(8, 64));

        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());
        assertThat(assignment(fixture.worker("worker-2")).memory()).isEqualTo(new MemoryLimits(8, 64));
    }
}
