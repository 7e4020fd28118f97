package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Span;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any commands in any order, stale, repeated and senseless ones among them. */
class StudyPropertyTest {
    private static final int WORKERS = 3;
    private static final int MAX_EPOCH = 4;

    /** What happens; {@code choice} picks among the attempts there ever were. */
    record Action(Kind kind, int worker, int choice, double value) {
        enum Kind {
            REQUEST,
            REQUEST_AGAIN,
            REPORT,
            REPORT_AGAIN,
            REPORT_AND_AGAIN,
            STALE_REPORT,
            END,
            FAIL_TRIAL,
            FAIL_WORKER,
            FAIL_UNCERTAIN,
            FAIL_STUDY,
            LOSE_WORKER,
            ADD,
            PAUSE,
            STOP,
            RETRY,
            OPEN,
            PROMOTE
        }
    }

    private record Assignment(int trial, int attempt, String worker) {}

    @Property(tries = 300)
    void keepsItsPromises(@ForAll("specs") StudySpec spec, @ForAll("actions") List<Action> actions) {
        StudyDriver driver = new StudyDriver(spec);
        List<Assignment> assignments = new ArrayList<>();
        Map<Integer, Assignment> owners = new HashMap<>();
        for (Action action : actions) {
            driver.pass(100);
            boolean finished = driver.view().phase() == Phase.FINISHED;
            StudyView before = driver.view();
            StudyCommand command = command(action, driver, assignments);
            List<StudyEvent> events = driver.send(command);
            for (StudyEvent event : events) {
                checkOwner(event, assignments, owners);
            }
            if (isStale(command, before)) {
                assertThat(events).isEmpty();
            }
            boolean mayGoOn = command instanceof StudyCommand.Retry && before.champion() == null;
            if (finished && !mayGoOn && !(command instanceof StudyCommand.Promote)) {
                assertThat(events).isEmpty();
            }
            if (before.stopped() != null) {
                assertThat(events)
                        .noneMatch(StudyEvent.TrialSuggested.class::isInstance)
                        .noneMatch(StudyEvent.TrialAssigned.class::isInstance)
                        .noneMatch(StudyEvent.TrialsRetried.class::isInstance);
            }
            check(driver, owners);
        }
        StudyState replayed = new StudyState();
        driver.events().forEach(replayed::apply);
        assertThat(replayed.view()).isEqualTo(driver.view());
    }

    private static void checkOwner(StudyEvent event, List<Assignment> assignments, Map<Integer, Assignment> owners) {
        if (event instanceof StudyEvent.TrialAssigned e) {
            Assignment assignment = new Assignment(e.trial(), e.attempt(), e.worker());
            assertThat(owners.put(e.trial(), assignment))
                    .as("two owners of a trial")
                    .isNull();
            assertThat(assignments.stream().filter(a -> a.trial() == e.trial()))
                    .allMatch(earlier -> earlier.attempt() < e.attempt());
            assignments.add(assignment);
        } else if (event instanceof StudyEvent.EpochMeasured e) {
            assertThat(owners.get(e.trial()))
                    .isNotNull()
                    .extracting(Assignment::attempt)
                    .isEqualTo(e.attempt());
        } else if (event instanceof StudyEvent.TrialCompleted e) {
            owners.remove(e.trial());
        } else if (event instanceof StudyEvent.TrialFailed e) {
            owners.remove(e.trial());
        } else if (event instanceof StudyEvent.TrialPruned e) {
            owners.remove(e.trial());
        } else if (event instanceof StudyEvent.TrialPaused e) {
            assertThat(owners.remove(e.trial())).isNotNull();
        } else if (event instanceof StudyEvent.TrialLost e) {
            assertThat(owners.remove(e.trial())).isNotNull();
        }
    }

    private static boolean isStale(StudyCommand command, StudyView before) {
        return command instanceof StudyCommand.Report report
                && before.trials().stream()
                        .noneMatch(trial -> trial.id() == report.trial()
                                && trial.state() == TrialState.RUNNING
                                && trial.attempt() == report.attempt()
                                && trial.lastEpoch() < report.measurement().epoch());
    }

    private static void check(StudyDriver driver, Map<Integer, Assignment> owners) {
        StudyView view = driver.view();
        List<Trial> trained =
                view.trials().stream().filter(trial -> !trial.isAdded()).toList();
        Budget budget = view.spec().budget();
        if (budget.trials() != null) {
            assertThat(trained).hasSizeLessThanOrEqualTo(budget.trials());
        }
        if (budget.epochs() != null) {
            // What is under way when the budget ends is still counted, reports that skip epochs among it.
            assertThat(view.epochsSpent()).isLessThanOrEqualTo(budget.epochs() + MAX_EPOCH * trained.size());
        }
        assertThat(view.epochsSpent())
                .isEqualTo(trained.stream().mapToInt(Trial::lastEpoch).sum());
        assertThat(new HashSet<>(trained.stream().map(Trial::configuration).toList()))
                .hasSameSizeAs(trained);
        assertThat(trained)
                .noneMatch(later -> view.trials().stream()
                        .anyMatch(added -> added.isAdded()
                                && added.id() < later.id()
                                && added.configuration().equals(later.configuration())));
        for (Trial trial : view.trials()) {
            boolean runs = trial.state() == TrialState.RUNNING;
            assertThat(owners.containsKey(trial.id())).isEqualTo(runs);
            assertThat(trial.spans().stream().filter(span -> span.endMs() == null))
                    .hasSize(runs ? 1 : 0);
            assertThat(trial.spans()).extracting(Span::attempt).isSorted().doesNotHaveDuplicates();
            assertThat(trial.measurements())
                    .extracting(Measurement::epoch)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        if (view.phase() != Phase.RUNNING) {
            assertThat(owners).isEmpty();
        }
        if (view.phase() == Phase.FINISHED) {
            assertThat(view.trials()).allMatch(trial -> trial.state().isFinal());
        }
    }

    private static StudyCommand command(Action action, StudyDriver driver, List<Assignment> assignments) {
        long nowMs = driver.nowMs();
        String worker = "worker-" + action.worker();
        Assignment any = assignments.isEmpty()
                ? new Assignment(1, 1, worker)
                : assignments.get(action.choice() % assignments.size());
        Assignment current = assignments.stream()
                .filter(a -> a.worker().equals(worker))
                .reduce((first, second) -> second)
                .orElse(any);
        int lastEpoch =
                driver.state().trial(current.trial()).map(Trial::lastEpoch).orElse(0);
        return switch (action.kind()) {
            case REQUEST, REQUEST_AGAIN -> new StudyCommand.RequestWork(worker, nowMs);
            case REPORT, REPORT_AGAIN, REPORT_AND_AGAIN ->
                new StudyCommand.Report(
                        current.trial(), current.attempt(), measurement(lastEpoch + 1, action.value()), nowMs);
            case STALE_REPORT ->
                new StudyCommand.Report(
                        any.trial(),
                        any.attempt(),
                        measurement(1 + action.choice() % MAX_EPOCH, action.value()),
                        nowMs);
            case END -> new StudyCommand.End(any.trial(), any.attempt(), nowMs);
            case FAIL_TRIAL -> new StudyCommand.Fail(any.trial(), any.attempt(), FailureOwner.TRIAL, "bad", nowMs);
            case FAIL_WORKER -> new StudyCommand.Fail(any.trial(), any.attempt(), FailureOwner.WORKER, "oom", nowMs);
            case FAIL_UNCERTAIN ->
                new StudyCommand.Fail(any.trial(), any.attempt(), FailureOwner.UNCERTAIN, "silent", nowMs);
            case FAIL_STUDY -> new StudyCommand.Fail(any.trial(), any.attempt(), FailureOwner.STUDY, "disk", nowMs);
            case LOSE_WORKER -> new StudyCommand.LoseWorker(worker, "gone", nowMs);
            case ADD ->
                new StudyCommand.Add(
                        added(driver.state().spec().space(), action.choice()),
                        List.of(measurement(2, action.value())),
                        "",
                        nowMs);
            case PAUSE -> new StudyCommand.Pause("by hand", nowMs);
            case STOP -> new StudyCommand.Stop("by hand", nowMs);
            case RETRY -> new StudyCommand.Retry(nowMs);
            case OPEN -> new StudyCommand.Open(nowMs);
            case PROMOTE ->
                new StudyCommand.Promote(
                        new Champion(any.trial(), 1, "/champion", Map.of(), 0, List.of(), List.of()), nowMs);
        };
    }

    private static Configuration added(SearchSpace space, int choice) {
        double[] point = new double[space.searched().size()];
        Arrays.fill(point, choice % 10 / 10.0);
        return space.fromUnit(point);
    }

    private static Measurement measurement(int epoch, double value) {
        return new Measurement(epoch, Map.of("accuracy", value), 1);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Double> values = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.doubles().between(0, 1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY)));
        Arbitrary<Action> action = Combinators.combine(
                        Arbitraries.of(Action.Kind.class),
                        Arbitraries.integers().between(1, WORKERS),
                        Arbitraries.integers().between(0, 1_000),
                        values)
                .as(Action::new);
        return action.list().ofMaxSize(120);
    }

    @Provide
    Arbitrary<StudySpec> specs() {
        Arbitrary<SearchSpace> spaces = Arbitraries.of(List.of(Studies.SPACE, Studies.SMALL));
        Arbitrary<Budget> budgets = Arbitraries.of(
                new Budget(5, null, null),
                new Budget(null, 5_000L, null),
                new Budget(null, null, 9),
                new Budget(8, 9_000L, 20));
        Arbitrary<Method> methods = Arbitraries.of(Method.class);
        Arbitrary<SchedulerSpec> schedulers = Arbitraries.of(Studies.SCHEDULERS);
        Arbitrary<EarlyStopping> stopping = Arbitraries.of(new EarlyStopping(1, 0.1), new EarlyStopping(3, 0))
                .injectNull(0.5);
        return Combinators.combine(spaces, budgets, methods, schedulers, stopping)
                .as((space, budget, method, scheduler, early) ->
                        Studies.spec(method == Method.GRID ? Studies.SMALL : space, budget, method, scheduler, early));
    }
}
