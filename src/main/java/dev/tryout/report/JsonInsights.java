package dev.tryout.report;

import dev.tryout.insight.Comparison;
import dev.tryout.insight.Importance;
import dev.tryout.insight.Insights;
import dev.tryout.insight.RankSettling;
import dev.tryout.insight.Region;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the search teaches, as the JSON report has it. */
final class JsonInsights {
    private JsonInsights() {}

    static Map<String, @Nullable Object> of(Insights insights) {
        Comparison comparison = insights.comparison();
        RankSettling settling = insights.settling();
        return Fields.of("compared_epoch", comparison == null ? null : comparison.epoch())
                .and(
                        "compared_trials",
                        comparison == null ? null : comparison.trials().size())
                .and(
                        "importances",
                        insights.importances().stream()
                                .map(JsonInsights::importance)
                                .toList())
                .and(
                        "regions",
                        insights.regions().stream().map(JsonInsights::region).toList())
                .and("settling", settling == null ? null : settling(settling))
                .map();
    }

    private static Map<String, @Nullable Object> importance(Importance importance) {
        return Fields.of("parameter", importance.parameter())
                .and("alone", importance.alone())
                .and("with_others", importance.withOthers())
                .and("low", importance.low())
                .and("high", importance.high())
                .and("noise", importance.noise())
                .and("matters", importance.matters())
                .map();
    }

    private static Map<String, @Nullable Object> region(Region region) {
        Fields fields = Fields.of("parameter", region.parameter());
        if (region.isInterval()) {
            fields.and("min", region.values().get(0)).and("max", region.values().get(1));
        } else {
            fields.and("values", region.values());
        }
        return fields.and("edge", Show.lower(region.edge())).map();
    }

    private static Map<String, @Nullable Object> settling(RankSettling settling) {
        return Fields.of("trials", settling.trials())
                .and("last_epoch", settling.lastEpoch())
                .and("epoch", settling.isEarly() ? settling.epoch() : null)
                .and(
                        "correlations",
                        settling.correlations().stream()
                                .map(correlation -> Fields.of("epoch", correlation.epoch())
                                        .and("spearman", correlation.spearman())
                                        .map())
                                .toList())
                .map();
    }
}
