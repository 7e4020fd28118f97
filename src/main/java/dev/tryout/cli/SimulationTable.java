package dev.tryout.cli;

import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.FrontMember;
import dev.tryout.simulation.PolicyOutcome;
import dev.tryout.simulation.SimulatedRun;
import dev.tryout.space.Configuration;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison of policies as a table on the terminal, medians over seeds. */
final class SimulationTable {
    private SimulationTable() {}

    static void print(Comparison comparison, PrintWriter out) {
        double reached = comparison.reachedByAll();
        out.printf(
                Locale.ROOT,
                "%-18s %10s %23s %7s %8s %10s %10s %6s %9s %10s%n",
                "policy",
                "best " + comparison.metric().name(),
                "10-90 % of seeds",
                "trials",
                "epochs",
                "time",
                "busy",
                "used",
                "epochs to",
                number(reached) + " in");
        for (PolicyOutcome outcome : comparison.outcomes()) {
            PolicyOutcome.Band best = outcome.best();
            out.printf(
                    Locale.ROOT,
                    "%-18s %10s %23s %7.0f %8.0f %10s %10s %5.0f%% %9s %10s%n",
                    outcome.name(),
                    number(best.median()),
                    number(best.lucky()) + " - " + number(best.unlucky()),
                    outcome.median(SimulatedRun::trials),
                    outcome.median(SimulatedRun::epochs),
                    time(outcome.median(SimulatedRun::virtualMs)),
                    time(outcome.median(SimulatedRun::busyMs)),
                    100 * outcome.utilisation(),
                    Double.isFinite(outcome.epochsTo(reached))
                            ? String.format(Locale.ROOT, "%.0f", outcome.epochsTo(reached))
                            : "-",
                    time(outcome.msTo(reached)));
        }
        if (comparison.metrics().size() > 1) {
            printFronts(comparison, out);
        }
        out.println("Medians over " + comparison.outcomes().get(0).runs().size() + " seeds, "
                + comparison.workers() + (comparison.workers() == 1 ? " worker" : " workers")
                + ", virtual time; busy: time of "
                + "all workers together; used: its share of what they had.");
    }

    private static void printFronts(Comparison comparison, PrintWriter out) {
        out.printf("%n%-18s %12s %8s%n", "policy", "on the front", "covered");
        for (PolicyOutcome outcome : comparison.outcomes()) {
            OptionalDouble covered = comparison.covered(outcome);
            out.printf(
                    Locale.ROOT,
                    "%-18s %12.0f %8s%n",
                    outcome.name(),
                    outcome.median(run -> run.front().size()),
                    covered.isPresent() ? String.format(Locale.ROOT, "%.0f%%", 100 * covered.getAsDouble()) : "-");
        }
        for (PolicyOutcome outcome : comparison.outcomes()) {
            SimulatedRun first = outcome.runs().get(0);
            out.println();
            out.println(outcome.name() + ", seed " + first.seed() + ": trials that none beats in every metric");
            for (FrontMember member : first.front()) {
                out.println("  " + values(comparison, member) + "  trial " + member.trial() + ": "
                        + member.configuration());
            }
        }
        out.println();
    }

    private static String values(Comparison comparison, FrontMember member) {
        return IntStream.range(0, member.values().size())
                .mapToObj(m -> comparison.metrics().get(m).name() + " "
                        + number(member.values().get(m)))
                .collect(Collectors.joining("  "));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Configuration.format(value) : "-";
    }

    private static String time(double ms) {
        if (!Double.isFinite(ms)) {
            return "-";
        }
        Duration time = Duration.ofMillis(Math.round(ms));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                        : String.format(Locale.ROOT, "%.1f s", ms / 1_000);
    }
}
