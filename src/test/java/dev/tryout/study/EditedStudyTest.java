package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditedStudyTest {
    private static final Domain NARROW = new FloatDomain(1e-3, 1e-2, Scale.LOG);
    private static final Domain WIDE = new FloatDomain(1e-7, 1e-1, Scale.LOG);

    private static StudyDriver driver(Method method, int trials) {
        return new StudyDriver(
                Studies.spec(Studies.SPACE, Studies.trials(trials), method, new SchedulerSpec.None(), null));
    }

    private static StudySpec with(StudySpec spec, String name, Domain domain) {
        List<Parameter> parameters = spec.space().parameters().stream()
                .map(old -> old.name().equals(name) ? new Parameter(name, domain, old.when()) : old)
                .toList();
        return spec.with(spec.budget(), new SearchSpace(parameters, spec.space().constraints()));
    }

    private static StudySpec with(StudySpec spec, Budget budget) {
        return spec.with(budget, spec.space());
    }

    private static List<StudyEvent> edit(StudyDriver driver, StudySpec wanted) {
        return driver.send(new StudyCommand.Edit(wanted, driver.nowMs()));
    }

    /** One worker works until so many more trials have begun, and the last has nothing more to do for now. */
    private static void run(StudyDriver driver, int trials) {
        run(driver, trials, Studies::measure);
    }

    private static void run(StudyDriver driver, int trials, BiFunction<Configuration, Integer, Measurement> training) {
        int goal = driver.state().suggestedCount() + trials;
        while (driver.state().suggestedCount() < goal) {
            Trial trial = driver.request("worker-1").orElseThrow();
            for (int epoch = trial.lastEpoch() + 1; driver.trial(trial.id()).state() == TrialState.RUNNING; epoch++) {
                driver.pass(1_000);
                driver.report(trial.id(), trial.attempt(), training.apply(trial.configuration(), epoch));
            }
        }
    }

    /** The best learning rate is beyond what the space has at first. */
    private static Measurement betterBeyond(Configuration configuration, int epoch) {
        double off = Math.log10(configuration.number("learning_rate", Double.NaN) / 5e-2);
        return new Measurement(epoch, Map.of("accuracy", 1 / (1 + off * off)), 1);
    }

    private static List<Double> rates(StudyDriver driver, int from) {
        return driver.view().trials().stream()
                .skip(from)
                .map(trial -> trial.configuration().number("learning_rate", Double.NaN))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, mode = EnumSource.Mode.EXCLUDE, names = "GRID")
    void everyMethodKeepsToANarrowerRangeAndUsesAWiderOne(Method method) {
        StudyDriver driver = driver(method, 1000);
        run(driver, 14, EditedStudyTest::betterBeyond);
        edit(driver, with(driver.state().spec(), "learning_rate", NARROW));
        run(driver, 14, EditedStudyTest::betterBeyond);
        assertThat(rates(driver, 0).subList(0, 14)).anyMatch(rate -> rate < 1e-3);
        assertThat(rates(driver, 14)).allMatch(rate -> rate >= 1e-3 && rate <= 1e-2);

        edit(driver, with(driver.state().spec(), "learning_rate", WIDE));
        run(driver, 30, EditedStudyTest::betterBeyond);
        assertThat(rates(driver, 28)).anyMatch(rate -> rate > 1e-2);
        assertThat(driver.view().edits()).hasSize(2);
        assertThat(driver.view().created().spec().space()).isEqualTo(Studies.SPACE);
    }

    @Test
    void anAddedValueIsTriedAndARemovedOneIsNot() {
        StudyDriver driver = driver(Method.TPE, 1000);
        run(driver, 10);
        edit(driver, with(driver.state().spec(), "batch_size", new CategoricalDomain(List.of(16, 128))));
        run(driver, 20);
        List<Integer> sizes = driver.view().trials().stream()
                .skip(10)
                .map(trial -> trial.configuration().integer("batch_size", 0))
                .toList();
        assertThat(sizes).contains(128).doesNotContain(32, 64);
    }

    @Test
    void aGridGoesOnWithTheAddedValueAndNothingTwice() {
        StudyDriver driver = new StudyDriver(
                Studies.spec(Studies.SMALL, Studies.trials(100), Method.GRID, new SchedulerSpec.None(), null));
        run(driver, 4);
        edit(driver, with(driver.state().spec(), "optimizer", new CategoricalDomain(List.of("adamw", "sgd", "lion"))));
        driver.runToTheEnd();
        assertThat(driver.view().trials())
                .hasSize(9)
                .extracting(Trial::configuration)
                .doesNotHaveDuplicates();
    }

    @Test
    void moreBudgetGoesOnAndLessEndsTheStudy() {
        StudyDriver driver = driver(Method.RANDOM, 2);
        Trial first = driver.request("worker-1").orElseThrow();
        assertThat(driver.request("worker-2")).isPresent();
        assertThat(driver.request("worker-3")).isEmpty();
        edit(driver, with(driver.state().spec(), Studies.trials(4)));
        assertThat(driver.request("worker-3")).map(Trial::id).contains(3);

        edit(driver, with(driver.state().spec(), Studies.trials(3)));
        assertThat(driver.request("worker-4")).isEmpty();
        driver.report(first.id(), 1, 1, 0.5);
        assertThat(driver.trial(1).state()).as("trials that have begun go on").isEqualTo(TrialState.RUNNING);
        driver.loseWorker("worker-1");
        assertThat(driver.request("worker-1")).map(Trial::id).contains(1);
        driver.fail(1, 2, FailureOwner.TRIAL, "no");
        driver.fail(2, 1, FailureOwner.TRIAL, "no");
        driver.fail(3, 1, FailureOwner.TRIAL, "no");
        assertThat(driver.request("worker-1")).isEmpty();
        assertThat(driver.view().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void aTrialOutsideTheNewRangeGoesOnAndCounts() {
        StudyDriver driver = driver(Method.TPE, 20);
        run(driver, 3);
        double best = driver.view().leaderboard().get(0).configuration().number("learning_rate", 0);
        Domain elsewhere = best > 1e-4 ? new FloatDomain(1e-5, 5e-5, Scale.LOG) : NARROW;
        int leader = driver.view().leaderboard().get(0).id();
        Trial running = driver.request("worker-1").orElseThrow();
        edit(driver, with(driver.state().spec(), "learning_rate", elsewhere));

        driver.loseWorker("worker-1");
        assertThat(driver.request("worker-1")).map(Trial::id).contains(running.id());
        assertThat(driver.view().leaderboard()).extracting(Trial::id).startsWith(leader);
        assertThat(driver.view().inSpace()).extracting(Trial::id).doesNotContain(leader);
        assertThat(driver.state().inSpace().trials()).isEqualTo(driver.view().inSpace());
    }

    @Test
    void aReplayedJournalGivesTheSameNextSuggestion() {
        for (Method method : List.of(Method.SOBOL, Method.TPE, Method.GP, Method.MULTI_FIDELITY)) {
            StudyDriver driver = driver(method, 100);
            run(driver, 12);
            edit(driver, with(driver.state().spec(), "learning_rate", NARROW));
            run(driver, 3);
            StudyDriver replayed = driver.reopened(driver.batches().size());
            assertThat(replayed.state().spec()).isEqualTo(driver.state().spec());
            Optional<Trial> expected = driver.request("worker-1");
            assertThat(replayed.request("worker-1").map(Trial::configuration))
                    .isEqualTo(expected.map(Trial::configuration));
        }
    }

    @Test
    void aBudgetBelowWhatIsSpentIsRefused() {
        StudyDriver driver = driver(Method.RANDOM, 10);
        run(driver, 3);
        int epochs = driver.view().epochsSpent();
        Budget tooSmall = new Budget(2, 1L, epochs - 1);
        assertThat(edit(driver, with(driver.state().spec(), tooSmall))).isEmpty();
        assertThat(Edits.of(driver.state(), with(driver.state().spec(), tooSmall))
                        .refusals())
                .extracting(Refusal::toString)
                .containsExactly(
                        "a budget of 'trials: 2' is below what is spent already, 3; give it at least that",
                        "a budget of 'time: 1s' is below what is spent already, " + epochs + "s; give it at least that",
                        "a budget of 'epochs: " + (epochs - 1) + "' is below what is spent already, " + epochs
                                + "; give it at least that");
        Budget enough = new Budget(3, epochs * 1000L, epochs);
        assertThat(edit(driver, with(driver.state().spec(), enough))).hasSize(1);
        assertThat(edit(driver, with(driver.state().spec(), enough)))
                .as("nothing to change")
                .isEmpty();
    }

    @Test
    void aFinishedStudyIsRefused() {
        StudyDriver driver = driver(Method.RANDOM, 1).runToTheEnd();
        StudySpec wanted = with(driver.state().spec(), Studies.trials(9));
        assertThat(edit(driver, wanted)).isEmpty();
        assertThat(Edits.of(driver.state(), wanted).refusals())
                .extracting(Refusal::toString)
                .containsExactly("study 'words' is finished; begin a new study with warm_start_from: [words]");
    }

    @Test
    void anEditWhileNobodyWorksOnTheStudyCostsNoTime() {
        StudyDriver driver = driver(Method.RANDOM, 10);
        run(driver, 1);
        long spentMs = driver.view().spentMs();
        driver.pass(3_600_000);
        edit(driver, with(driver.state().spec(), Studies.trials(11)));
        assertThat(driver.view().spentMs()).isEqualTo(spentMs).isPositive();
        driver.open();
        assertThat(driver.view().spentMs()).isEqualTo(spentMs);
    }

    @Test
    void aMultiObjectiveStudyLeavesOutWhatIsOutsideToo() {
        StudySpec one = Studies.spec(Studies.SPACE, Studies.trials(100));
        StudySpec two = new StudySpec(
                one.name(),
                one.seed(),
                one.metric(),
                List.of(
                        new Criterion(one.metric(), 0),
                        new Criterion(new dev.tryout.trial.Metric("seconds", dev.tryout.trial.Goal.MINIMIZE), 0)),
                Method.TPE,
                one.scheduler(),
                null,
                one.budget(),
                one.space(),
                one.knowledge());
        StudyDriver driver = new StudyDriver(two);
        run(driver, 12);
        edit(driver, with(driver.state().spec(), "learning_rate", NARROW));
        run(driver, 12);
        assertThat(rates(driver, 12)).allMatch(rate -> rate >= 1e-3);
    }
}
