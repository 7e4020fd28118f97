package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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

    private void reportForced(Trial trial, int epoch, double microBatch) {
        Map<String, Double> metrics = Map.of(Samples.LOSS.name(), 0.5, TrainingMetrics.MICRO_BATCH, microBatch);
        fixture.tell(new SupervisorMessage.Report(
                trial.id(), trial.attempt(), new Measurement(epoch, metrics, 1), fixture.answers.ref()));
        fixture.decided();
    }

    @Test
    void aForcedMicroBatchIsTheLimitOfLaterTrialsAndOutlivesTheCoordinator() {
        fixture.begin(Samples.spec(3, 2));
        SupervisorFixture.Worker worker = fixture.worker("worker-1");
        WorkerMessage.Assign first = assignment(worker);
        assertThat(first.microBatchLimit()).isEqualTo(MemoryLimit.NONE);
        reportForced(first.trial(), 1, 16);
        reportForced(first.trial(), 2, 8);
        assertThat(assignment(worker).microBatchLimit()).isEqualTo(8);

        fixture.restart();
        fixture.tell(new SupervisorMessage.Resume());
        assertThat(assignment(fixture.worker("worker-2")).microBatchLimit()).isEqualTo(8);
    }
}
