package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A coordinator whose clock is an hour off takes a study over: the budget of time is spent by what passes, not by the date. */
class WrongClockTest {
    private static final long HOUR_MS = 3_600_000;

    @ParameterizedTest
    @ValueSource(longs = {-HOUR_MS, 0, HOUR_MS})
    void theBudgetOfTimeOutlivesATakeover(long errorMs) {
        StudyDriver first = new StudyDriver(Studies.spec(Studies.SPACE, new Budget(null, 10_000L, null)));
        Trial trial = first.request("worker-1").orElseThrow();
        first.pass(6_000);
        first.report(trial.id(), trial.attempt(), Studies.measure(trial.configuration(), 1));

        StudyDriver second = first.reopened(first.batches().size(), errorMs);
        second.pass(3_000);
        assertThat(second.request("worker-1")).as("after 9 s").isPresent();
        second.pass(1_500);
        Trial again = second.trial(trial.id());
        second.report(again.id(), again.attempt(), Studies.measure(again.configuration(), 2));
        assertThat(second.request("worker-1")).as("after 10.5 s").isEmpty();
        assertThat(second.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(second.view().spentMs()).isEqualTo(10_500);
    }

    @Test
    void anEditByAnotherNodeInBetweenSpendsNothing() {
        StudyDriver study = new StudyDriver(Studies.spec(Studies.SPACE, new Budget(null, 10_000L, null)));
        study.pause("by hand");
        study.pass(HOUR_MS);
        study.send(new StudyCommand.Edit(
                study.state().spec().with(new Budget(5, 10_000L, null), Studies.SPACE), study.nowMs()));
        study.open();
        assertThat(study.request("worker-1")).isPresent();
        assertThat(study.view().spentMs()).isZero();
    }
}
