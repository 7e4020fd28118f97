package dev.tryout.studyfile;

import dev.tryout.study.Criterion;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the champion is chosen by: {@code metric}, and what {@code trade_off} lists. */
final class CriteriaReader {
    private final Cursor metric;
    private final Cursor tradeOff;
    private final boolean isCommand;
    private final Mistakes mistakes;

    CriteriaReader(Cursor root, Mistakes mistakes) {
        this.metric = root.at("metric");
        this.tradeOff = root.at("trade_off");
        this.isCommand = root.at("command").isThere();
        this.mistakes = mistakes;
    }

    /** Looks for what the schema cannot see. */
    void check() {
        if (metric.at("tolerance").isThere() && !tradeOff.isThere()) {
            mistakes.add(
                    metric.at("tolerance"),
                    "a tolerance means nothing where there is one metric",
                    "remove it, or list in trade_off what the metric may be traded against");
        }
        checkGoal(metric);
        tradeOff.items().forEach(this::checkGoal);
        Set<String> names = new HashSet<>(Set.of(metric.at("name").text()));
        for (Cursor other : tradeOff.items()) {
            Cursor name = other.at("name");
            if (mistakes.isSound(name) && !names.add(name.text())) {
                mistakes.add(name, "the metric " + Show.quoted(name.text()) + " is there twice", "");
            }
        }
    }

    /** A task knows its metrics; what a program prints under a name is the program's own. */
    private void checkGoal(Cursor criterion) {
        if (isCommand
                && mistakes.isSound(criterion.at("name"))
                && !criterion.at("goal").isThere()) {
            mistakes.addAtKey(
                    criterion.at("name"),
                    "the metric " + Show.quoted(criterion.at("name").text())
                            + " of a command has no goal, and only the program knows which way is better",
                    "add goal: maximize, or goal: minimize");
        }
    }

    List<Criterion> read() {
        List<Criterion> criteria = new ArrayList<>(List.of(criterion(metric)));
        tradeOff.items().forEach(item -> criteria.add(criterion(item)));
        return criteria;
    }

    private static Criterion criterion(Cursor cursor) {
        Goal goal = Goal.valueOf(cursor.at("goal").text().toUpperCase(Locale.ROOT));
        return new Criterion(
                new Metric(cursor.at("name").text(), goal),
                cursor.at("tolerance").real(0));
    }
}
