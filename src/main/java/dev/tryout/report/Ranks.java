package dev.tryout.report;

import dev.tryout.insight.RankSettling;
import java.util.Locale;

/** From which epoch on the order of the trials was that of the end, in a sentence. */
final class Ranks {
    private Ranks() {}

    static String sentence(ReportModel model) {
        RankSettling settling = model.insights().settling();
        if (settling == null) {
            return "Too few trials reached a second epoch together to say when their order settles: it takes "
                    + RankSettling.MIN_TRIALS + ".";
        }
        String first = String.format(
                Locale.ROOT,
                " After epoch %d the rank correlation with the end was %.2f.",
                settling.correlations().get(0).epoch(),
                settling.correlations().get(0).spearman());
        String who = "the " + settling.trials() + " trials that reached epoch " + settling.lastEpoch();
        return settling.isEarly()
                ? "The order of " + who + " was settled after epoch " + settling.epoch()
                        + ": from there on its rank correlation (Spearman) with the end stayed at 0.9 or above."
                        + (settling.epoch() == settling.correlations().get(0).epoch() ? "" : first)
                : "The order of " + who
                        + " did not settle before the end: its rank correlation (Spearman) with the end "
                        + "never stayed at 0.9 or above." + first + " Stop trials early with care.";
    }
}
