package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Metric;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What every scheduler must keep to. */
abstract class SchedulerContract {
    private static final int EPOCHS = 9;

    abstract Scheduler scheduler();

    @Property(tries = 200)
    void neverStopsTheBest(@ForAll long seed, @ForAll @IntRange(min = 1, max = EPOCHS) int epoch) {
        for (Metric metric : List.of(LOSS, ACCURACY)) {
            List<Trial> trials = curves(seed, metric);
            double[] best = new double[epoch];
            Arrays.fill(best, metric.equals(LOSS) ? -1 : 2);
            Trial leader = SampleTrials.running(trials.size() + 1, metric, best);
            trials.add(leader);
            assertThat(scheduler().decide(leader, History.of(trials), metric)).isEqualTo(Decision.CONTINUE);
        }
    }

    @Property(tries = 200)
    void decidesTheSameInAnyOrderOfTrials(@ForAll long seed) {
        List<Trial> trials = curves(seed, LOSS);
        for (Trial trial : List.copyOf(trials)) {
            Decision decision = scheduler().decide(trial, History.of(trials), LOSS);
            Collections.shuffle(trials, new Random(seed));
            assertThat(scheduler().decide(trial, History.of(trials), LOSS)).isEqualTo(decision);
        }
    }

    @Property(tries = 200)
    void saysWhyItStops(@ForAll long seed) {
        List<Trial> trials = curves(seed, LOSS);
        for (Trial trial : trials) {
            Decision decision = scheduler().decide(trial, History.of(trials), LOSS);
            if (decision.action() == Decision.Action.CONTINUE) {
                assertThat(decision.reason()).isEmpty();
            } else {
                assertThat(decision.reason()).startsWith("stopped at epoch " + trial.lastEpoch() + ": ");
            }
        }
    }

    @Test
    void letsATrialWithoutRivalsGoOn() {
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            Trial alone = SampleTrials.running(1, LOSS, new double[epoch]);
            assertThat(scheduler().decide(alone, History.of(List.of(alone)), LOSS))
                    .isEqualTo(Decision.CONTINUE);
        }
    }

    @Test
    void copesWithThousandsOfTrialsFailedOnesAmongThem() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; trials.size() < 3_000; seed++) {
            for (Trial trial : curves(seed, LOSS)) {
                trials.add(SampleTrials.ended(
                        trial.id() % 3 == 0 ? TrialState.FAILED : TrialState.COMPLETE,
                        trials.size() + 1,
                        trial.configuration(),
                        LOSS,
                        trial.measurements().stream()
                                .mapToDouble(m -> m.value(LOSS))
                                .toArray()));
            }
        }
        Trial leader = SampleTrials.running(trials.size() + 1, LOSS, -1, -1, -1);
        trials.add(leader);
        assertThat(scheduler().decide(leader, History.of(trials), LOSS)).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void doesNotMindTrialsThatNeverReported() {
        List<Trial> trials = curves(1, LOSS);
        trials.add(SampleTrials.running(trials.size() + 1, LOSS));
        trials.add(Trial.suggested(trials.size() + 1, new dev.tryout.space.Configuration(Map.of()), "", EPOCHS));
        List<Trial> without = trials.subList(0, trials.size() - 2);
        for (Trial trial : without) {
            assertThat(scheduler().decide(trial, History.of(trials), LOSS))
                    .isEqualTo(scheduler().decide(trial, History.of(without), LOSS));
        }
    }

    /** Up to 20 running trials with values from 0 to 1, some of them NaN. */
    static List<Trial> curves(long seed, Metric metric) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        while (trials.size() < count) {
            double[] values = random.doubles(1 + random.nextInt(EPOCHS))
                    .map(value -> value < 0.05 ? Double.NaN : value)
                    .toArray();
            trials.add(SampleTrials.running(trials.size() + 1, metric, values));
        }
        return trials;
    }
}
