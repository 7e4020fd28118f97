package dev.tryout.cli;

import dev.tryout.report.SimulationReport;
import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.TestProblem;
import dev.tryout.simulation.TestProblems;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout simulate}. */
@Command(
        name = "simulate",
        description =
                "Shows what a study would find and cost, before paying for it: runs it in virtual time on a table of "
                        + "learning curves, or on a built-in objective, with several seeds, and compares policies.")
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private SimulationOptions options = new SimulationOptions();

    @Mixin
    private ReportsFolder reports = new ReportsFolder();

    @Option(names = "--json", description = "Print one JSON object in place of the table.")
    private boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        if (options.asksForObjectives()) {
            listObjectives(out);
            return ExitCode.OK;
        }
        PrintWriter err = command.commandLine().getErr();
        Comparison comparison = options.simulate(err::println);
        SimulationReport.Files files = SimulationReport.write(comparison, reports.path());
        if (json) {
            out.print(SimulationReport.json(comparison));
            out.flush();
        } else {
            SimulationTable.print(comparison, out);
            out.println(files.html());
            out.println(files.csv());
        }
        return ExitCode.OK;
    }

    private static void listObjectives(PrintWriter out) {
        for (TestProblem problem : TestProblems.all()) {
            int parameters = problem.space().searched().size();
            out.printf(
                    "%-12s %d parameters, %d %s%n",
                    problem.name(), parameters, problem.epochs(), problem.epochs() == 1 ? "epoch" : "epochs");
        }
    }
}
