package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two workers, one of which takes four times as long for an epoch. */
class SupervisorLastTrialsTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final SupervisorFixture fixture = new SupervisorFixture();
    private final SupervisorFixture.Worker fast = fixture.worker("fast");
    private final SupervisorFixture.Worker slow = fixture.worker("slow");

    @AfterEach
    void close() {
        fixture.close();
    }

    private void ends(Trial trial, double seconds) {
        Measurement epoch = new Measurement(1, Map.of("loss", 0.5), seconds);
        fixture.tell(new SupervisorMessage.Report(trial.id(), trial.attempt(), epoch, fixture.answers.ref()));
        fixture.decided();
    }

    /** Of four trials two are over, the fast worker has begun the third, and the slow one has asked for the last. */
    private Trial untilTheLast() {
        fixture.begin(Samples.spec(4, 1));
        Trial first = fast.ask().assigned();
        Trial second = slow.ask().assigned();
        ends(first, 1);
        Trial third = fast.ask().assigned();
        ends(second, 4);
        slow.ask();
        return third;
    }

    @Test
    void theSlowOneIsHeldAndTheFastOneGetsTheLast() {
        Trial third = untilTheLast();
        slow.inbox.expectNoMessage(MOMENT);
        assertThat(fixture.latest().waits())
                .containsExactly(
                        "slow is held, as faster workers take the last trials; its epochs take 4.0 times as long");
        fixture.broker.fishForMessage(
                Duration.ofSeconds(10),
                message -> message.equals(new BrokerMessage.NothingToDo("slow", fixture.supervisor()))
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());

        ends(third, 1);
        slow.ask();
        assertThat(fast.ask().assigned().id()).isEqualTo(4);
        slow.ask();
        slow.inbox.expectNoMessage(MOMENT);
        fast.ask(); // Again, as if it had not heard of it.
        assertThat(fixture.latest().study().trials()).hasSize(4);
    }

    @Test
    void theSlowOneGetsBothWhenTheFastOneIsGone() {
        Trial third = untilTheLast();
        fast.stop();
        Trial inherited = slow.assigned();
        assertThat(inherited.id()).isEqualTo(third.id());
        ends(inherited, 4);
        assertThat(slow.ask().assigned().id()).isEqualTo(4);
    }

    @Test
    void theSlowOneGetsItWhenTheFastOneLeaves() {
        untilTheLast();
        slow.inbox.expectNoMessage(MOMENT);
        fixture.tell(new SupervisorMessage.Leaving("fast"));
        assertThat(slow.ask().assigned().id()).isEqualTo(4);
    }

    @Test
    void whileThereAreMoreTrialsThanFasterWorkersItTrains() {
        fixture.begin(Samples.spec(5, 1));
        Trial first = fast.ask().assigned();
        Trial second = slow.ask().assigned();
        ends(first, 1);
        fast.ask().assigned();
        ends(second, 4);
        assertThat(slow.ask().assigned().id()).isEqualTo(4);
    }

    @Test
    void aStudyFinishesThoughASlowWorkerIsHeld() {
        Trial third = untilTheLast();
        ends(third, 1);
        ends(fast.ask().assigned(), 1);
        slow.ask();
        fast.ask();
        assertThat(fixture.events(dev.tryout.study.StudyEvent.StudyFinished.class))
                .hasSize(1);
        assertThat(fixture.latest().waits()).isEmpty();
    }
}
