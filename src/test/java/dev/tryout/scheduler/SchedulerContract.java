package dev.tryout.scheduler;

import static dev.tryout.trial.SampleTrials.ACCURACY;
import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
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
            assertThat(scheduler().decide(leader, History.of(trials), metric).action())
                    .isNotEqualTo(Decision.Action.STOP);
        }
    }

    @Property(tries = 20)
    void seesTheBestToItsEnd(@ForAll long seed) {
        for (Metric metric : List.of(LOSS, ACCURACY)) {
            double[] values = new Random(seed).doubles(400).toArray();
            int best = 0;
            for (int i = 1; i < values.length; i++) {
                best = metric.isBetter(values[i], values[best]) ? i : best;
            }
            Race race = new Race(scheduler(), metric, (trial, epoch) -> values[trial - 1]).run(values.length, EPOCHS);
            assertThat(race.trial(best + 1).state()).isEqualTo(TrialState.COMPLETE);
        }
    }

    @Property(tries = 20)
    void decidesFromTheTrialsAloneHoweverTheHistoryCameAbout(@ForAll long seed) {
        Race.Curve curve = (trial, epoch) -> new Random(seed + trial * 31L + epoch).nextInt(9) / 8.0;
        new Race(scheduler(), LOSS, curve, race -> {
                    List<Trial> shuffled = new ArrayList<>(race.history().trials());
                    Collections.shuffle(shuffled, new Random(seed));
                    History anew = History.of(shuffled);
                    assertThat(scheduler().promote(anew, LOSS))
                            .isEqualTo(scheduler().promote(race.history(), LOSS));
                    for (Trial trial : shuffled) {
                        if (trial.lastEpoch() > 0) {
                            assertThat(scheduler().decide(trial, anew, LOSS))
                                    .isEqualTo(scheduler().decide(trial, race.history(), LOSS));
                        }
                    }
                })
                .run(25, EPOCHS);
    }

    @Property(tries = 50)
    void promotesNoTrialThatHasNothingToShow(@ForAll long seed) {
        // A third of the trials report nothing that counts, from some epoch on.
        Race.Curve curve = (trial, epoch) -> {
            Random random = new Random(seed * 1_000 + trial);
            boolean diverges = random.nextInt(3) == 0 && epoch > random.nextInt(4);
            double[] nothing = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            return diverges ? nothing[random.nextInt(3)] : random.nextDouble();
        };
        Race race = new Race(scheduler(), LOSS, curve).run(60, EPOCHS);
        for (Promotion promotion : race.promotions) {
            Trial trial = race.trial(promotion.trial());
            assertThat(promotion.to()).isLessThanOrEqualTo(EPOCHS);
            assertThat(promotion.reason())
                    .matches("promoted to (rung \\d|its last epoch): \\d+(st|nd|rd|th) of \\d+ on .*");
            assertThat(trial.at(1).orElseThrow().value(LOSS)).isFinite();
        }
        assertThat(scheduler().promote(withoutValues(race.history()), LOSS)).isEmpty();
    }

    /** The same trials, that never reported the metric. */
    private static History withoutValues(History history) {
        List<Trial> silent = new ArrayList<>();
        for (Trial trial : history.trials()) {
            Trial copy = Trial.suggested(trial.id(), trial.configuration(), "", trial.epochs())
                    .assigned("w", 1, 0);
            for (int epoch = 1; epoch <= trial.lastEpoch(); epoch++) {
                copy = copy.measured(new Measurement(epoch, Map.of("other", 0.5), 1));
            }
            silent.add(copy.ended(TrialState.PAUSED, "", 0));
        }
        return History.of(silent);
    }

    @Test
    void prefersTheEarlierOfEquals() {
        Race race = new Race(scheduler(), LOSS, (trial, epoch) -> 0.5).run(60, EPOCHS);
        List<Trial> completed = race.in(TrialState.COMPLETE);
        assertThat(completed).isNotEmpty();
        assertThat(completed.get(0).id()).isEqualTo(1);
    }

    @Property(tries = 200)
    void saysWhyItStopsOrPauses(@ForAll long seed) {
        List<Trial> trials = curves(seed, LOSS);
        for (Trial trial : trials) {
            Decision decision = scheduler().decide(trial, History.of(trials), LOSS);
            if (decision.action() == Decision.Action.CONTINUE) {
                assertThat(decision.reason()).isEmpty();
            } else {
                String what = decision.action() == Decision.Action.STOP ? "stopped" : "paused";
                assertThat(decision.reason()).startsWith(what + " at epoch " + trial.lastEpoch() + ": ");
            }
        }
    }

    @Test
    void stopsNoTrialWithoutRivals() {
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            Trial alone = SampleTrials.running(1, LOSS, new double[epoch]);
            assertThat(scheduler()
                            .decide(alone, History.of(List.of(alone)), LOSS)
                            .action())
                    .isNotEqualTo(Decision.Action.STOP);
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
        assertThat(scheduler().decide(leader, History.of(trials), LOSS).action())
                .isNotEqualTo(Decision.Action.STOP);
        assertThat(scheduler().promote(History.of(trials), LOSS)).isEmpty();
    }

    @Test
    void doesNotMindTrialsThatNeverReported() {
        List<Trial> trials = curves(1, LOSS);
        trials.add(SampleTrials.running(trials.size() + 1, LOSS));
        trials.add(Trial.suggested(trials.size() + 1, new Configuration(Map.of()), "", EPOCHS));
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
