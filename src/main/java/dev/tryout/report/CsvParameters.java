package dev.tryout.report;

import dev.tryout.insight.Comparison;
import dev.tryout.insight.Importance;
import dev.tryout.insight.RankSettling;
import dev.tryout.insight.Region;
import dev.tryout.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The searched parameters as a table, one row each; {@code docs/guides/report-files.md} explains the columns. */
final class CsvParameters {
    private static final List<String> HEADER = List.of(
            "parameter",
            "alone",
            "with_others",
            "low",
            "high",
            "noise",
            "matters",
            "best_min",
            "best_max",
            "best_values",
            "edge",
            "compared_epoch",
            "compared_trials",
            "settled_epoch");

    private CsvParameters() {}

    static String render(ReportModel model) {
        Csv csv = new Csv().record(HEADER);
        Comparison comparison = model.insights().comparison();
        if (comparison != null) {
            model.insights().importances().forEach(importance -> csv.record(cells(model, comparison, importance)));
        }
        return csv.toString();
    }

    private static List<@Nullable Object> cells(ReportModel model, Comparison comparison, Importance importance) {
        Region region = model.insights().region(importance.parameter()).orElse(null);
        RankSettling settling = model.insights().settling();
        boolean isInterval = region != null && region.isInterval();
        return Arrays.asList(
                importance.parameter(),
                importance.alone(),
                importance.withOthers(),
                importance.low(),
                importance.high(),
                importance.noise(),
                importance.matters(),
                region != null && isInterval ? region.values().get(0) : null,
                region != null && isInterval ? region.values().get(1) : null,
                region == null || isInterval
                        ? null
                        : region.values().stream().map(Configuration::format).collect(Collectors.joining("; ")),
                region == null ? null : Show.lower(region.edge()),
                comparison.epoch(),
                comparison.trials().size(),
                settling == null || !settling.isEarly() ? null : settling.epoch());
    }
}
