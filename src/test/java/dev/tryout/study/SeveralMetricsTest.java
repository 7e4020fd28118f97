package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.sampler.SuggestionRequest;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Goal;
import dev.tryout.trial.History;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeveralMetricsTest {
    private static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);
    private static final Metric COST = new Metric("cost", Goal.MINIMIZE);
    private static final SearchSpace SPACE = new SearchSpace(
            List.of(
                    new Parameter("x", new FloatDomain(0, 1, Scale.LINEAR), null),
                    new Parameter(StudySpec.EPOCHS, new FixedDomain(1), null)),
            List.of());

    private static List<Criterion> criteria(double tolerance) {
        return List.of(new Criterion(ACCURACY, tolerance), new Criterion(COST, 0));
    }

    private static StudySpec spec(Method method, double tolerance, int trials) {
        return new StudySpec(
                "several",
                3,
                ACCURACY,
                criteria(tolerance),
                method,
                new SchedulerSpec.None(),
                null,
                Studies.trials(trials),
                SPACE,
                Knowledge.NONE);
    }

    private static Trial trial(int id, Map<String, Double> metrics) {
        return Trial.suggested(id, new Configuration(Map.of("x", id / 1000.0)), "", 1)
                .assigned("worker-1", 1, 0)
                .measured(new Measurement(1, metrics, 1))
                .ended(TrialState.COMPLETE, "", 1);
    }

    private static Trial trial(int id, double accuracy, double cost) {
        return trial(id, Map.of("accuracy", accuracy, "cost", cost));
    }

    private static int leader(double tolerance, List<Trial> trials) {
        return Ranking.leader(trials, criteria(tolerance)).orElseThrow().id();
    }

    @Test
    void promotesTheCheapestWithinTheToleranceOfTheBest() {
        List<Trial> trials = List.of(trial(1, .90, 9), trial(2, .89, 5), trial(3, .80, 1), trial(4, .89, 7));
        assertThat(leader(0, trials)).isEqualTo(1);
        assertThat(leader(.02, trials)).isEqualTo(2);
        assertThat(leader(.2, trials)).isEqualTo(3);
    }

    @Test
    void leavesATrialThatLacksAValueToTheEnd() {
        Trial silent = trial(1, Map.of("accuracy", .95));
        List<Trial> trials = List.of(silent, trial(2, .8, 2), trial(3, .7, 3), trial(4, .6, 1));
        assertThat(leader(0, trials)).isEqualTo(2);
        assertThat(Ranking.leaderboard(trials, criteria(0)))
                .extracting(Trial::id)
                .containsExactly(2, 4, 3, 1);
        assertThat(leader(0, List.of(silent))).isEqualTo(1);
    }

    @Test
    void takesEveryMetricAtTheBestEpochOfTheFirst() {
        Trial trial = Trial.suggested(1, new Configuration(Map.of("x", .5)), "", 2)
                .assigned("worker-1", 1, 0)
                .measured(new Measurement(1, Map.of("accuracy", .9, "cost", 8.0), 1))
                .measured(new Measurement(2, Map.of("accuracy", .8, "cost", 1.0), 1))
                .ended(TrialState.COMPLETE, "", 1);
        assertThat(leader(.02, List.of(trial, trial(2, .9, 4)))).isEqualTo(2);
    }

    @Test
    void knowsTheSecondsOfAnEpochAsAMetric() {
        Metric seconds = new Metric("seconds", Goal.MINIMIZE);
        assertThat(new Measurement(1, Map.of(), 2.5).value(seconds)).isEqualTo(2.5);
        assertThat(new Measurement(1, Map.of("seconds", 7.0), 2.5).value(seconds))
                .isEqualTo(7);
    }

    @Property(tries = 200)
    void leadsWithATrialThatNoneBeats(@ForAll @IntRange(min = 1, max = 30) int count, @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        List<Trial> trials = IntStream.rangeClosed(1, count)
                .mapToObj(id -> trial(id, random.nextInt(6), random.nextInt(6)))
                .toList();
        Trial leader = Ranking.leader(trials, criteria(random.nextInt(3))).orElseThrow();
        assertThat(trials).noneMatch(other -> beats(other, leader));
    }

    private static boolean beats(Trial a, Trial b) {
        double[] x = {a.score(ACCURACY).orElseThrow(), -a.measurements().get(0).value(COST)};
        double[] y = {b.score(ACCURACY).orElseThrow(), -b.measurements().get(0).value(COST)};
        return x[0] >= y[0] && x[1] >= y[1] && (x[0] > y[0] || x[1] > y[1]);
    }

    /** Accuracy is best at .8 and cost at .2; everything between them is the front. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GRID", "RANDOM", "SOBOL"})
    void findsTheWholeFrontWithEverySamplerThatLearns(Method method) {
        StudyDriver driver = new StudyDriver(spec(method, 0, 60));
        for (Optional<Trial> work = driver.request("a"); work.isPresent(); work = driver.request("a")) {
            double x = work.get().configuration().number("x", 0);
            driver.report(
                    work.get().id(),
                    work.get().attempt(),
                    new Measurement(1, Map.of("accuracy", 1 - (x - .8) * (x - .8), "cost", (x - .2) * (x - .2)), 1));
        }
        List<Double> late = driver.view().trials().stream()
                .skip(20)
                .map(trial -> trial.configuration().number("x", 0))
                .toList();
        assertThat(late.stream().filter(x -> x > .15 && x < .85).count()).isGreaterThan(32);
        assertThat(late).anyMatch(x -> x < .4).anyMatch(x -> x > .6);
    }

    @Test
    void asksTheSamplerForOneMetricThatKeepsTheOrderOfDominance() {
        List<Trial> trials = new ArrayList<>(
                List.of(trial(1, .9, 1), trial(2, .8, 2), trial(3, .7, 3), trial(4, Map.of("accuracy", .99))));
        for (int number = 0; number < 20; number++) {
            SuggestionRequest request = Scalarization.of(spec(Method.RANDOM, 0, 9), History.of(trials), number);
            List<Trial> seen = request.trials();
            assertThat(seen.get(0).score(request.metric()).orElseThrow())
                    .isLessThan(seen.get(1).score(request.metric()).orElseThrow());
            assertThat(seen.get(1).score(request.metric()).orElseThrow())
                    .isLessThan(seen.get(2).score(request.metric()).orElseThrow());
            assertThat(seen.get(3).score(request.metric())).isEmpty();
            assertThat(seen)
                    .extracting(Trial::configuration)
                    .isEqualTo(trials.stream().map(Trial::configuration).toList());
        }
    }

    @Test
    void keepsItsCriteriaInTheJournal() {
        StudySpec spec = spec(Method.TPE, .01, 3);
        StudyEvent event = new StudyEvent.StudyCreated(spec, "{}", "", "test", 1);
        assertThat(Json.read(Json.write(event), StudyEvent.class)).isEqualTo(event);
        assertThat(spec.objectives()).containsExactly(ACCURACY, COST);
    }

    @Test
    void wantsSensibleCriteria() {
        assertThatThrownBy(() -> new Criterion(ACCURACY, -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new StudySpec(
                        "x",
                        1,
                        COST,
                        criteria(0),
                        Method.RANDOM,
                        new SchedulerSpec.None(),
                        null,
                        Studies.trials(1),
                        SPACE,
                        Knowledge.NONE))
                .hasMessageContaining("first criterion must be cost");
    }
}
