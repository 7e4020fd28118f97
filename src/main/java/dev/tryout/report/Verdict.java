package dev.tryout.report;

import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.trial.TrialState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report's first sentences. */
final class Verdict {
    private Verdict() {}

    /** Who leads, with what, and by how much. */
    static String of(ReportModel model, TrialRow leader) {
        String metric = model.metric().name();
        if (model.finals().areOver()) {
            return ofFinals(model, leader);
        }
        String trial = "Trial " + leader.trial().id();
        String score = metric + " " + Show.score(leader.score()) + " on validation";
        Champion champion = model.study().champion();
        if (champion != null) {
            return trial + " won with " + score + margin(model, leader) + "." + test(champion, metric);
        }
        return model.study().phase() == Phase.FINISHED
                ? trial + " is the best with " + score + margin(model, leader) + ". It was not promoted."
                : "The study is not over. " + trial + " leads with " + score + margin(model, leader) + ".";
    }

    private static String ofFinals(ReportModel model, TrialRow leader) {
        String metric = model.metric().name();
        String run = model.finals().seed(leader.trial().id());
        Champion champion = model.study().champion();
        return model.finals().verdict() + " Its best run is " + run + ", with " + metric + " "
                + Show.score(leader.score()) + " on validation."
                + (champion == null ? " It was not promoted." : test(champion, metric));
    }

    /** Why there is nobody to name. */
    static String withoutLeader(ReportModel model) {
        int trials = model.rows().size();
        if (trials == 0) {
            return "No trial has begun yet.";
        }
        if (model.failed().size() == trials) {
            return (trials == 1 ? "The only trial failed." : "All " + trials + " trials failed.")
                    + " Their messages are below, under Failures.";
        }
        Map<TrialState, Long> states = model.rows().stream()
                .collect(Collectors.groupingBy(row -> row.trial().state(), TreeMap::new, Collectors.counting()));
        return "No trial has a score yet: "
                + states.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + Show.lower(entry.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** The best ranked trial but the leader. */
    static Optional<TrialRow> runnerUp(ReportModel model, TrialRow leader) {
        return model.ranked().stream()
                .filter(row -> row.trial().id() != leader.trial().id())
                .findFirst();
    }

    private static String margin(ReportModel model, TrialRow leader) {
        return runnerUp(model, leader)
                .filter(second ->
                        model.metric().loss(second.score()) >= model.metric().loss(leader.score()))
                .map(second -> {
                    double margin = Math.abs(leader.score() - second.score());
                    String trial = "trial " + second.trial().id();
                    return margin == 0 ? ", the same as " + trial : ", " + Show.score(margin) + " ahead of " + trial;
                })
                .orElse("");
    }

    private static String test(Champion champion, String metric) {
        Double value = champion.testMetrics().get(metric);
        return value == null
                ? ""
                : " On the test part, which nothing was chosen by, it has " + metric + " " + Show.score(value) + ".";
    }
}
