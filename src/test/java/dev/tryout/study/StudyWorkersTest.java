package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Several workers that train at their own pace, and are lost now and then, under every method and scheduler. */
class StudyWorkersTest {
    private static final int WORKERS = 3;
    private static final int MOST_STEPS = 5_000;

    /** Trains as a trial does: from its last recorded epoch on, until it is told otherwise. */
    private static final class Workers {
        private final StudyDriver driver;
        private final Random random;
        private final double lossRate;
        private final Map<String, Trial> busy = new TreeMap<>();
        private final Map<String, Integer> trained = new HashMap<>();
        private int losses;

        Workers(StudySpec spec, long seed, double lossRate) {
            driver = new StudyDriver(spec);
            random = new Random(seed);
            this.lossRate = lossRate;
        }

        void run() {
            for (int step = 0; driver.view().phase() == Phase.RUNNING; step++) {
                assertThat(step).as("steps without an end").isLessThan(MOST_STEPS);
                driver.pass(100);
                String worker = "worker-" + random.nextInt(WORKERS);
                if (!busy.containsKey(worker)) {
                    checkReplay(worker);
                    driver.request(worker).ifPresent(trial -> busy.put(worker, trial));
                } else {
                    train(worker, busy.get(worker));
                }
            }
        }

        private void train(String worker, Trial assigned) {
            int epoch = driver.trial(assigned.id()).lastEpoch() + 1;
            trained.merge(assigned.id() + "/" + epoch, 1, Integer::sum);
            if (random.nextDouble() < lossRate) {
                losses++;
                driver.loseWorker(worker);
                busy.remove(worker);
                return;
            }
            driver.report(assigned.id(), assigned.attempt(), measure(assigned, epoch));
            if (Study.answer(driver.state(), assigned.id(), assigned.attempt()).action() != Decision.Action.CONTINUE) {
                busy.remove(worker);
            }
        }

        /** The same value at every epoch, so that the best trial is the best from its first epoch on. */
        private static Measurement measure(Trial trial, int epoch) {
            double value = new Random(trial.configuration().hashCode() * 31L).nextDouble();
            return new Measurement(epoch, Map.of("accuracy", 0.3 + 0.7 * value), 1);
        }

        private void checkReplay(String worker) {
            if (random.nextInt(10) == 0) {
                StudyState replayed = new StudyState();
                driver.events().forEach(replayed::apply);
                StudyCommand request = new StudyCommand.RequestWork(worker, driver.nowMs());
                Study rules = Study.of(driver.state().spec());
                assertThat(rules.decide(replayed, request)).isEqualTo(rules.decide(driver.state(), request));
            }
        }
    }

    @Property(tries = 200)
    void trainsNoEpochTwiceButAfterALoss(@ForAll("specs") StudySpec spec, @ForAll long seed) {
        Workers workers = new Workers(spec, seed, seed % 2 == 0 ? 0 : 0.05);
        workers.run();
        int repeated =
                workers.trained.values().stream().mapToInt(times -> times - 1).sum();
        assertThat(repeated).isLessThanOrEqualTo(workers.losses);

        StudyView view = workers.driver.view();
        assertThat(view.trials()).allMatch(trial -> trial.state().isFinal());
        Budget budget = spec.budget();
        if (budget.trials() != null) {
            assertThat(view.trials()).hasSizeLessThanOrEqualTo(budget.trials());
        }
        if (budget.epochs() != null) {
            assertThat(view.epochsSpent()).isLessThanOrEqualTo(budget.epochs());
        }
        Optional<Trial> leader = view.leader();
        assertThat(leader.isPresent())
                .isEqualTo(view.trials().stream()
                        .anyMatch(trial -> trial.state() != TrialState.FAILED
                                && !trial.measurements().isEmpty()));
        Set<Object> configurations = new HashSet<>();
        view.trials().forEach(trial -> configurations.add(trial.configuration()));
        assertThat(configurations).hasSameSizeAs(view.trials());
    }

    @Property(tries = 200)
    void promotesTheBestTrialWhereEveryTrialTellsWhatItIsFromTheFirst(
            @ForAll("methods") Method method, @ForAll("schedulers") SchedulerSpec scheduler, @ForAll long seed) {
        Workers workers =
                new Workers(Studies.spec(space(method), Studies.trials(20), method, scheduler, null), seed, 0);
        workers.run();
        StudyView view = workers.driver.view();
        Trial leader = view.leader().orElseThrow();
        assertThat(leader.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(leader.lastEpoch()).isEqualTo(leader.epochs());
        assertThat(leader.score(Studies.ACCURACY))
                .isEqualTo(view.leaderboard().get(0).score(Studies.ACCURACY));
    }

    private static SearchSpace space(Method method) {
        return method == Method.GRID ? Studies.SMALL : Studies.SPACE;
    }

    @Provide
    Arbitrary<Method> methods() {
        return Arbitraries.of(Arrays.asList(Method.values()));
    }

    @Provide
    Arbitrary<SchedulerSpec> schedulers() {
        return Arbitraries.of(Studies.SCHEDULERS);
    }

    @Provide
    Arbitrary<StudySpec> specs() {
        Arbitrary<Budget> budgets =
                Arbitraries.of(new Budget(20, null, null), new Budget(null, null, 40), new Budget(30, 6_000L, null));
        return Combinators.combine(budgets, methods(), schedulers())
                .as((budget, method, scheduler) -> Studies.spec(space(method), budget, method, scheduler, null));
    }
}
