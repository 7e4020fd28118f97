package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.audit.EpochRule;
import dev.tryout.audit.JournalAudit;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, doubled and late, whoever dies and whatever the clocks say: the journal keeps its rules. And the ranking is the
 * one of a run in which nothing went wrong, where a trial's configuration and length follow from its number alone (grid and random
 * search without a scheduler), or where there is one worker, so that all comes in one order.
 */
class FaultSimulationTest {
    private static final int TRIALS = 8;
    private static final Map<Object, List<List<Object>>> UNDISTURBED = new HashMap<>();

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void anyStudyKeepsTheRulesOfItsJournal(@ForAll("any") StudySpec spec, @ForAll boolean shares, @ForAll long seed) {
        audited(FaultyCluster.run(spec, sharing(shares), 3, Faults.ALL, seed));
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void lostDoubledAndLateMessagesChangeNoRanking(
            @ForAll("steady") StudySpec spec, @ForAll boolean shares, @ForAll long seed) {
        FaultyCluster cluster = FaultyCluster.run(spec, sharing(shares), 4, Faults.MESSAGES, seed);
        audited(cluster);
        assertThat(ranking(cluster.view())).isEqualTo(undisturbed(spec, shares, 4));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void norDoTheyWithOneWorkerUnderAnyMethodAndScheduler(
            @ForAll("any") StudySpec spec, @ForAll boolean shares, @ForAll long seed) {
        FaultyCluster cluster = FaultyCluster.run(spec, sharing(shares), 1, Faults.MESSAGES, seed);
        audited(cluster);
        assertThat(ranking(cluster.view())).isEqualTo(undisturbed(spec, shares, 1));
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void deathsChangeNoRankingWhereNoTrialIsGivenUp(@ForAll("steady") StudySpec spec, @ForAll long seed) {
        FaultyCluster cluster = FaultyCluster.run(spec, EpochSharing.NEVER, 3, Faults.ALL, seed);
        audited(cluster);
        StudyView view = cluster.view();
        boolean givenUp = view.trials().stream()
                .anyMatch(trial ->
                        trial.state() == TrialState.FAILED && trial.reason().contains("attempts in a row"));
        if (!givenUp) {
            assertThat(ranking(view)).isEqualTo(undisturbed(spec, false, 3));
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void clocksThatAreAnHourWrongChangeNoDecision(@ForAll("any") StudySpec spec, @ForAll long seed) {
        FaultyCluster cluster = FaultyCluster.run(spec, EpochSharing.NEVER, 1, Faults.CLOCKS, seed);
        audited(cluster);
        assertThat(ranking(cluster.view())).isEqualTo(undisturbed(spec, false, 1));
    }

    @Test
    void theFaultsHappen() {
        StudySpec spec = spec(Method.RANDOM, new SchedulerSpec.None(), null, null);
        int workers = 0;
        int coordinators = 0;
        int voidReports = 0;
        for (int seed = 1; seed <= 50; seed++) {
            FaultyCluster cluster = FaultyCluster.run(spec, EpochSharing.NEVER, 3, Faults.ALL, seed);
            workers += cluster.workerDeaths;
            coordinators += cluster.coordinatorDeaths;
            voidReports += cluster.voidReports;
        }
        assertThat(workers).as("workers that died").isGreaterThan(50);
        assertThat(coordinators).as("coordinators that died").isGreaterThan(50);
        assertThat(voidReports).as("reports of attempts that are void").isGreaterThan(20);
    }

    private static EpochSharing sharing(boolean shares) {
        return configuration -> shares;
    }

    private static void audited(FaultyCluster cluster) {
        assertThat(JournalAudit.of(cluster.journal, EpochRule.EVERY, cluster.acknowledged))
                .isEmpty();
        assertThat(cluster.view().trials()).allMatch(trial -> trial.state().isFinal());
        assertThat(cluster.view().champion()).isNotNull();
    }

    private static List<List<Object>> undisturbed(StudySpec spec, boolean shares, int workers) {
        return UNDISTURBED.computeIfAbsent(
                List.of(spec, shares, workers),
                key -> ranking(FaultyCluster.run(spec, sharing(shares), workers, Faults.NONE, 1)
                        .view()));
    }

    /** Everything but times, attempts and reasons. */
    private static List<List<Object>> ranking(StudyView view) {
        return view.leaderboard().stream()
                .map(trial -> List.<Object>of(trial.id(), trial.configuration(), trial.state(), values(trial)))
                .toList();
    }

    private static List<Object> values(Trial trial) {
        return trial.measurements().stream()
                .map(Measurement::metrics)
                .<Object>map(Map::copyOf)
                .toList();
    }

    @Provide
    Arbitrary<StudySpec> any() {
        return Combinators.combine(
                        Arbitraries.of(Method.values()), Arbitraries.of(Studies.SCHEDULERS), stopping(), finalists())
                .as(FaultSimulationTest::spec);
    }

    @Provide
    Arbitrary<StudySpec> steady() {
        return Combinators.combine(Arbitraries.of(Method.GRID, Method.RANDOM), stopping(), finalists())
                .as((method, stopping, finalists) -> spec(method, new SchedulerSpec.None(), stopping, finalists));
    }

    private static Arbitrary<@Nullable EarlyStopping> stopping() {
        return Arbitraries.of(new EarlyStopping(1, 0.1)).injectNull(0.5);
    }

    private static Arbitrary<@Nullable Finalists> finalists() {
        return Arbitraries.of(new Finalists(2, 2)).injectNull(0.7);
    }

    private static StudySpec spec(
            Method method, SchedulerSpec scheduler, @Nullable EarlyStopping stopping, @Nullable Finalists finalists) {
        return Studies.spec(
                        method == Method.GRID ? Studies.SMALL : Studies.SPACE,
                        Studies.trials(TRIALS),
                        method,
                        scheduler,
                        stopping)
                .withFinalists(finalists);
    }
}
