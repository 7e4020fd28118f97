package dev.tryout.cli.progress;

import dev.tryout.study.Budget;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import java.util.OptionalLong;

/** What a study has spent of its budget, and what is left. */
final class Spent {
    private Spent() {}

    /** @param sinceMs how long the study went on since it was looked at */
    static String line(StudyView study, long sinceMs) {
        Budget budget = study.spec().budget();
        long over = study.trials().stream().filter(t -> t.state().isFinal()).count();
        long spentMs = study.spentMs() + sinceMs;
        if (study.finals() != null) {
            return "finals, " + study.finalRunsOver() + " of " + study.finalRuns() + " runs, "
                    + Lines.duration(spentMs);
        }
        StringBuilder text = new StringBuilder();
        text.append(over).append(budget.trials() == null ? " trials" : " of " + budget.trials() + " trials");
        text.append(", ").append(study.epochsSpent());
        text.append(budget.epochs() == null ? " epochs" : " of " + budget.epochs() + " epochs");
        text.append(", ").append(Lines.duration(spentMs));
        if (study.phase() != Phase.FINISHED && study.stopped() == null) {
            remainingMs(budget, over, spentMs)
                    .ifPresent(left ->
                            text.append(", about ").append(Lines.duration(left)).append(" left"));
        }
        return text.toString();
    }

    /** What is left at the pace so far, and by the clock. */
    private static OptionalLong remainingMs(Budget budget, long trialsOver, long spentMs) {
        long byClock = budget.timeMs() == null ? Long.MAX_VALUE : Math.max(0, budget.timeMs() - spentMs);
        long byPace = budget.trials() == null || trialsOver == 0
                ? Long.MAX_VALUE
                : spentMs * (budget.trials() - trialsOver) / trialsOver;
        long left = Math.min(byClock, byPace);
        return left == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(left);
    }
}
