package dev.tryout.report;

import dev.tryout.insight.SeedComparison;
import dev.tryout.study.FinalStanding;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The finalists and whether they can be told apart.
 *
 * @param standings best first; none where there are no finals
 * @param seeds how many runs each is to have
 * @param areOver whether they have had them
 */
record FinalsTable(List<FinalStanding> standings, int seeds, boolean areOver, SeedComparison comparison) {
    static FinalsTable of(StudyView study) {
        List<FinalStanding> standings = study.finalists();
        return new FinalsTable(
                standings,
                study.finals() == null ? 0 : study.finals().seeds(),
                study.finals() != null && study.phase() == Phase.FINISHED,
                SeedComparison.of(standings.stream().map(FinalStanding::scores).toList()));
    }

    boolean isEmpty() {
        return standings.isEmpty();
    }

    /** The place's p-value against the first, counted from 0; NaN for the first itself, and where too few runs are over. */
    double pValue(int place) {
        return place == 0 ? Double.NaN : comparison.adjusted().get(place - 1);
    }

    /** The finalist that a trial is a run of, itself where it is none's. */
    int finalist(int trial) {
        return standings.stream()
                .filter(standing -> standing.runs().stream().anyMatch(run -> run.id() == trial))
                .map(standing -> standing.finalist().id())
                .findFirst()
                .orElse(trial);
    }

    /** Which run of the finalist it is, as in "seed 2 of trial 5". */
    String seed(int trial) {
        for (FinalStanding standing : standings) {
            for (int seed = 0; seed < standing.runs().size(); seed++) {
                if (standing.runs().get(seed).id() == trial) {
                    return "seed " + (seed + 1) + " of trial "
                            + standing.finalist().id();
                }
            }
        }
        return "trial " + trial;
    }

    /** Who is best and whether that may be chance. */
    String verdict() {
        if (!areOver) {
            return "The finals are not over.";
        }
        FinalStanding first = standings.get(0);
        String best = "Trial " + first.finalist().id() + " has the best mean of its seeds, " + Show.score(first.mean())
                + (first.scores().size() > 1 ? " with standard deviation " + Show.score(first.deviation()) : "") + ".";
        if (standings.size() == 1) {
            return best + " There was no other finalist.";
        }
        List<Integer> alike = new ArrayList<>();
        for (int place = 1; place < standings.size(); place++) {
            if (standings.get(place).isComplete() && !comparison.isApart(place)) {
                alike.add(standings.get(place).finalist().id());
            }
        }
        return best
                + (alike.isEmpty()
                        ? " It can be told apart from every other finalist that completed its seeds."
                        : " It cannot be told apart from " + (alike.size() == 1 ? "trial " : "trials ")
                                + alike.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + ": the choice among these may be chance.");
    }
}
