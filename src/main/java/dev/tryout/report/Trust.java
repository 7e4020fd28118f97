package dev.tryout.report;

import dev.tryout.study.Champion;
import dev.tryout.trial.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a careful reader would ask about the leader's score, answered. */
final class Trust {
    private Trust() {}

    static List<String> remarks(ReportModel model, TrialRow leader) {
        List<String> remarks = new ArrayList<>();
        if (model.finals().areOver()) {
            return afterFinals(model, leader);
        }
        remarks.add(closeness(model, leader));
        addHigherRanked(remarks, model, leader);
        if (model.ranked().size() > 1) {
            remarks.add("It was chosen as the best of " + model.ranked().size()
                    + " trials by its validation score, which flatters that score a little.");
        }
        remarks.add(test(model, leader));
        remarks.add("Every trial ran with one seed, " + model.study().spec().seed()
                + "; how much the score varies from seed to seed was not measured.");
        return remarks;
    }

    private static List<String> afterFinals(ReportModel model, TrialRow leader) {
        int finalists = model.finals().standings().size();
        return List.of(
                Show.count(finalists, "finalist") + (finalists == 1 ? " was" : " were") + " trained with "
                        + model.finals().seeds() + " seeds; the configuration was chosen by their mean.",
                "Of its runs the best was promoted, which flatters that run's validation score a little.",
                test(model, leader));
    }

    private static String closeness(ReportModel model, TrialRow leader) {
        Interval interval = leader.interval();
        if (interval == null) {
            boolean itsOwn = model.validationInterval(leader) != null;
            return (itsOwn ? "The other trials' scores" : "The scores") + " have no interval: "
                    + (model.context().validationExamples() == null
                            ? "how many validation examples there were is not known."
                            : model.metric().name() + " is not a share of examples.");
        }
        long close = model.ranked().stream()
                .filter(row -> row.trial().id() != leader.trial().id() && overlaps(row.interval(), interval))
                .count();
        int others = model.ranked().size() - 1;
        if (others == 0) {
            return "There is no other scored trial to compare it with.";
        }
        if (close == 0) {
            return "No other trial's 95 % interval overlaps with its own: the lead is unlikely to be chance.";
        }
        return Show.count(close) + " of the " + Show.count(others, "other scored trial")
                + (close == 1 ? " has a 95 % interval that overlaps" : " have 95 % intervals that overlap")
                + " with its own: the order among these may be chance.";
    }

    private static boolean overlaps(@Nullable Interval one, Interval other) {
        return one != null && one.overlaps(other);
    }

    /** The champion completed; a trial that was stopped may have had a better epoch. */
    private static void addHigherRanked(List<String> remarks, ReportModel model, TrialRow leader) {
        TrialRow first = model.ranked().isEmpty() ? leader : model.ranked().get(0);
        if (first.trial().id() != leader.trial().id()) {
            remarks.add("Trial " + first.trial().id() + " has a higher rank but is "
                    + Show.lower(first.trial().state()) + ": completed trials go first.");
        }
    }

    private static String test(ReportModel model, TrialRow leader) {
        Champion champion = model.study().champion();
        if (champion == null) {
            return "There is no test score: the test part is used once, for the champion.";
        }
        Double value = champion.testMetrics().get(model.metric().name());
        if (value == null) {
            return "The objective reported no test score.";
        }
        double gap = model.metric().loss(value) - model.metric().loss(leader.score());
        String difference = gap == 0
                ? "the same as on validation"
                : Show.score(Math.abs(gap)) + (gap > 0 ? " worse" : " better") + " than on validation";
        return "The test score is the one to expect on new data; it is " + difference + ".";
    }
}
