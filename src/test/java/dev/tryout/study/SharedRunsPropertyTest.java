package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Several workers, losses, failures and new sessions among them: no epoch of a run is trained twice, and every study ends. */
class SharedRunsPropertyTest {
    private static final int WORKERS = 3;
    private static final int STEPS = 2_000;

    @Property(tries = 300)
    void trainsNoEpochOfARunTwice(@ForAll("specs") StudySpec spec, @ForAll Random chance) {
        StudyDriver driver = StudyDriver.sharing(spec);
        Set<List<Integer>> trained = new HashSet<>();
        for (int step = 0; step < STEPS && driver.view().phase() != Phase.FINISHED; step++) {
            driver.pass(10);
            for (StudyEvent event : step(driver, "worker-" + chance.nextInt(WORKERS), chance)) {
                if (event instanceof StudyEvent.EpochMeasured measured) {
                    int run = driver.trial(measured.trial()).origin().run();
                    assertThat(trained.add(List.of(run, measured.measurement().epoch())))
                            .isTrue();
                }
            }
            check(driver);
        }
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
        assertThat(driver.view().trials()).allMatch(trial -> trial.state().isFinal());
        StudyState replayed = new StudyState();
        driver.events().forEach(replayed::apply);
        assertThat(replayed.view()).isEqualTo(driver.view());
    }

    private static List<StudyEvent> step(StudyDriver driver, String worker, Random chance) {
        Trial own = driver.state().runningTrials().stream()
                .filter(trial -> trial.worker().orElse("").equals(worker))
                .findFirst()
                .orElse(null);
        int dice = chance.nextInt(100);
        if (dice < 2) {
            return driver.loseWorker(worker);
        }
        if (dice == 2) {
            driver.pause("by hand");
            return driver.open();
        }
        if (own == null) {
            return driver.send(new StudyCommand.RequestWork(worker, driver.nowMs()));
        }
        if (dice == 3) {
            return driver.fail(own.id(), own.attempt(), FailureOwner.TRIAL, "bad");
        }
        return driver.report(own.id(), own.attempt(), measure(own));
    }

    /** What an epoch of a run gives, whoever trains it. */
    private static Measurement measure(Trial trial) {
        int epoch = trial.lastEpoch() + 1;
        int hash = Runs.withoutEpochs(trial.configuration()).hashCode() * 31 + epoch;
        return new Measurement(epoch, Map.of("accuracy", new Random(hash).nextDouble()), 1);
    }

    private static void check(StudyDriver driver) {
        Map<Integer, Trial> running = new HashMap<>();
        Map<Integer, List<Measurement>> longest = new HashMap<>();
        int spent = 0;
        for (Trial trial : driver.view().trials()) {
            int run = trial.origin().run();
            if (trial.state() == TrialState.RUNNING) {
                assertThat(running.put(run, trial))
                        .as("two workers train one run")
                        .isNull();
            }
            List<Measurement> known = longest.getOrDefault(run, List.of());
            int both = Math.min(known.size(), trial.measurements().size());
            assertThat(trial.measurements().subList(0, both)).isEqualTo(known.subList(0, both));
            if (trial.measurements().size() > known.size()) {
                longest.put(run, trial.measurements());
            }
            assertThat(trial.lastEpoch()).isLessThanOrEqualTo(trial.epochs());
            spent += trial.trained().size();
        }
        assertThat(driver.view().epochsSpent()).isEqualTo(spent);
        assertThat(longest.values().stream().mapToInt(List::size).sum()).isEqualTo(spent);
    }

    @Provide
    Arbitrary<StudySpec> specs() {
        Arbitrary<Budget> budgets = Arbitraries.of(
                new Budget(100, null, null),
                new Budget(5, null, null),
                new Budget(100, null, 8),
                new Budget(100, 900L, null));
        Arbitrary<Method> methods = Arbitraries.of(Method.GRID, Method.RANDOM, Method.TPE, Method.MULTI_FIDELITY);
        Arbitrary<SchedulerSpec> schedulers = Arbitraries.of(Studies.SCHEDULERS);
        Arbitrary<EarlyStopping> stopping = Arbitraries.of(new EarlyStopping(1, 0.1), new EarlyStopping(2, 0))
                .injectNull(0.5);
        return Combinators.combine(budgets, methods, schedulers, stopping)
                .as((budget, method, scheduler, early) ->
                        Studies.spec(Studies.SMALL, budget, method, scheduler, early));
    }
}
