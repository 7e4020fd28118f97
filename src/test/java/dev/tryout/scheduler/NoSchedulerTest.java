package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(new SchedulerSpec.None());
    }

    @Test
    void letsTheWorstGoOn() {
        Trial worst = SampleTrials.running(2, LOSS, 9, 9);
        assertThat(scheduler().decide(worst, History.of(List.of(SampleTrials.running(1, LOSS, 1, 1), worst)), LOSS))
                .isEqualTo(Decision.CONTINUE);
    }
}
