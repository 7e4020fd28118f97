package dev.tryout.report;

import dev.tryout.study.FinalStanding;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The finalists, best first, as the JSON report has them. */
final class JsonFinals {
    private JsonFinals() {}

    static List<Map<String, @Nullable Object>> of(ReportModel model) {
        List<Map<String, @Nullable Object>> finals = new ArrayList<>();
        for (FinalStanding standing : model.finals().standings()) {
            finals.add(Fields.of("trial", standing.finalist().id())
                    .and("runs", standing.runs().stream().map(Trial::id).toList())
                    .and("scores", standing.scores())
                    .and("mean", standing.mean())
                    .and("deviation", standing.deviation())
                    .and("complete", standing.isComplete())
                    .and("p_value", model.finals().pValue(finals.size()))
                    .map());
        }
        return finals;
    }
}
