package dev.tryout.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tryout.simulation.Comparison;
import dev.tryout.simulation.FrontMember;
import dev.tryout.simulation.PolicyOutcome;
import dev.tryout.trial.Metric;
import j2html.TagCreator;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.stream.Collectors;

/** What simulated policies find of what one metric can be traded for another. Absent where there is one metric. */
final class SimulatedFronts {
    private SimulatedFronts() {}

    static List<HtmlReport.Section> section(Comparison comparison) {
        if (comparison.metrics().size() < 2) {
            return List.of();
        }
        long seed = comparison.outcomes().get(0).runs().get(0).seed();
        return List.of(Html.section(
                "fronts",
                "Trade-offs",
                "What can be traded for what",
                p(comparison.outcomes().stream()
                                .map(outcome -> sentence(comparison, outcome))
                                .collect(Collectors.joining(" ")))
                        .withClass("lead"),
                Html.scrolling("Trials of seed " + seed + " on the front, scrolls", members(comparison, seed))));
    }

    private static String sentence(Comparison comparison, PolicyOutcome outcome) {
        String size = Show.count(Math.round(outcome.median(run -> run.front().size())), "trial");
        String covered = comparison.covered(outcome).isPresent()
                ? ", and covers " + Show.percent(comparison.covered(outcome).getAsDouble())
                        + " of the rectangle between the best and the worst values of all fronts"
                : "";
        return "The front of " + outcome.name() + " has " + size + covered + ", in the median over seeds.";
    }

    private static TableTag members(Comparison comparison, long seed) {
        return table(
                        Html.caption("Trials that none beats in every metric, with the first seed, " + seed
                                + ". A head sorts by its column."),
                        thead(tr(
                                Html.sortable("Policy", false),
                                each(comparison.metrics(), metric -> Html.sortable(metric.name(), true)),
                                Html.sortable("Trial", true),
                                TagCreator.th("Configuration").attr("scope", "col"))),
                        tbody(each(
                                comparison.outcomes(),
                                outcome -> each(
                                        outcome.runs().get(0).front(),
                                        member -> row(outcome.name(), comparison.metrics(), member)))))
                .withId("simulated-fronts");
    }

    private static TrTag row(String policy, List<Metric> metrics, FrontMember member) {
        return tr(
                td(policy),
                each(metrics, metric -> {
                    double value = member.values().get(metrics.indexOf(metric));
                    return Html.number(Show.score(value), value);
                }),
                Html.number(Integer.toString(member.trial()), member.trial()),
                td(member.configuration().toString()).withClass("reason"));
    }
}
