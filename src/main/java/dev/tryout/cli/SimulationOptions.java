package dev.tryout.cli;

import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.CurveTable;
import dev.tryout.simulation.CurveTableReader;
import dev.tryout.simulation.Matching;
import dev.tryout.simulation.SimulatedObjective;
import dev.tryout.simulation.TestProblem;
import dev.tryout.simulation.TestProblems;
import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code simulate} is to simulate. */
final class SimulationOptions {
    private static final String LIST = "list";
    private static final int TRIALS = 100;
    private static final int FULL_TRAININGS = 30;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY.yaml",
            description = "The study file whose parameters, metric, budget and policy are simulated.")
    private @Nullable Path study;

    @Option(
            names = "--table",
            paramLabel = "CSV",
            description =
                    "Learning curves to look measurements up in: columns for the study's parameters, 'epoch', the "
                            + "metrics and 'seconds'; a row for each epoch of a configuration.")
    private @Nullable Path table;

    @Option(
            names = "--match",
            paramLabel = "HOW",
            defaultValue = "nearest",
            description = "The table's curve for a configuration: nearest or exact (default: ${DEFAULT-VALUE}).")
    private Matching matching = Matching.NEAREST;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            description = "A built-in objective in place of a study and a table; 'list' lists them.")
    private @Nullable String objective;

    @Option(
            names = "--method",
            paramLabel = "POLICY",
            description = "A sampler, or sampler+scheduler, in place of the study's own, such as tpe or random+asha. "
                    + "Repeat it to compare several.")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many train at once (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often each policy is run, each time with another seed (default: ${DEFAULT-VALUE}).")
    private int seeds = 1;

    @Option(names = "--trials", paramLabel = "N", description = "Budget of trials, in place of the study's budget.")
    private @Nullable Integer trials;

    @Option(names = "--epochs", paramLabel = "N", description = "Budget of epochs, in place of the study's budget.")
    private @Nullable Integer epochs;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    boolean asksForObjectives() {
        return LIST.equals(objective);
    }

    /** @param progress told what is simulated, line by line */
    Comparison simulate(Consumer<String> progress) throws IOException {
        require("--workers", workers);
        require("--seeds", seeds);
        Subject subject = subject(progress);
        return Comparison.run(
                subject.study(),
                subject.objective(),
                contenders(subject.study()),
                workers,
                seeds,
                name -> progress.accept("simulating " + name + ", " + seeds + (seeds == 1 ? " seed" : " seeds")));
    }

    private record Subject(StudySpec study, SimulatedObjective objective) {}

    private Subject subject(Consumer<String> progress) throws IOException {
        if (objective != null) {
            if (study != null || table != null) {
                throw wrong("--objective stands in place of a study and a table: leave them out, or it");
            }
            TestProblem problem = problem(objective);
            return new Subject(spec(problem), problem);
        }
        if (study == null || table == null) {
            throw wrong("simulate needs STUDY.yaml and --table CSV, or --objective NAME");
        }
        StudySpec read = StudyFile.read(study).study();
        StudySpec spec = trials == null && epochs == null ? read : read.with(budget(), read.space());
        CurveTable curves = CurveTableReader.read(table, spec, matching);
        if (!curves.missing().isEmpty()) {
            progress.accept(table + ": has no column for " + String.join(", ", curves.missing())
                    + ", which the study trades off: simulated without");
        }
        progress.accept(table + ": " + curves.size() + " configurations"
                + (curves.leftOut() == 0 ? "" : "; " + curves.leftOut() + " more are outside the study's space"));
        return new Subject(
                spec.withCriteria(spec.criteria().stream()
                        .filter(criterion ->
                                !curves.missing().contains(criterion.metric().name()))
                        .toList()),
                curves);
    }

    private TestProblem problem(String name) {
        return TestProblems.named(name)
                .orElseThrow(() -> wrong("no objective '" + name + "': use one of "
                        + String.join(
                                ", ",
                                TestProblems.all().stream()
                                        .map(TestProblem::name)
                                        .toList())));
    }

    private StudySpec spec(TestProblem problem) {
        Policy best = Policy.best(problem.epochs());
        Budget budget = trials == null && epochs == null
                ? problem.epochs() == 1
                        ? new Budget(TRIALS, null, null)
                        : new Budget(null, null, FULL_TRAININGS * problem.epochs())
                : budget();
        return new StudySpec(
                problem.name(), 0, TestProblem.VALUE, best.method(), best.scheduler(), null, budget, problem.space());
    }

    private Budget budget() {
        try {
            return new Budget(trials, null, epochs);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private List<Comparison.Contender> contenders(StudySpec spec) {
        if (methods.isEmpty()) {
            Policy own = new Policy(spec.method(), spec.scheduler());
            return List.of(new Comparison.Contender(own.name(), own));
        }
        return methods.stream()
                .distinct()
                .map(name -> new Comparison.Contender(name, policy(name)))
                .toList();
    }

    private Policy policy(String name) {
        try {
            return Policy.parse(name);
        } catch (IllegalArgumentException e) {
            throw wrong("--method " + name + ": " + e.getMessage());
        }
    }

    private void require(String option, int value) {
        if (value < 1) {
            throw wrong(option + " must be 1 or more, got " + value);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
