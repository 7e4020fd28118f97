package dev.tryout.cli;

import dev.tryout.study.FinalStanding;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Digits;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout leaderboard}. */
@Command(name = "leaderboard", description = "Ranks a study's trials, from its journal; the study may be running.")
final class LeaderboardCommand implements Callable<Integer> {
    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int top = 20;

    @Option(names = "--json", description = "Print one JSON array, scores with every digit.")
    private boolean json;

    @Mixin
    private AskedStudy asked = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        StudyView study = asked.find().state().view();
        List<Trial> ranked = study.leaderboard().stream().limit(top).toList();
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(ObjectiveJson.JSON.writeValueAsString(rows(ranked, study)));
            return ExitCode.OK;
        }
        Metric metric = study.spec().metric();
        out.printf("%4s %6s %10s %6s  %-9s %s%n", "rank", "trial", metric.name(), "epoch", "state", "configuration");
        for (int i = 0; i < ranked.size(); i++) {
            Trial trial = ranked.get(i);
            out.printf(
                    Locale.ROOT,
                    "%4d %6d %10s %6d  %-9s %s%n",
                    i + 1,
                    trial.id(),
                    Digits.text(trial.score(metric).orElse(Double.NaN)),
                    trial.best(metric).orElseThrow().epoch(),
                    trial.state().name().toLowerCase(Locale.ROOT),
                    study.spec().space().distinct(trial.configuration()));
        }
        printFinals(study, out);
        return ExitCode.OK;
    }

    private static void printFinals(StudyView study, PrintWriter out) {
        if (study.finals() == null) {
            return;
        }
        out.printf("%n%4s %6s %10s %10s  %s%n", "rank", "trial", "mean", "deviation", "finals: seeds");
        int rank = 1;
        for (FinalStanding standing : study.finalists()) {
            out.printf(
                    Locale.ROOT,
                    "%4d %6d %10s %10s  %s%s%n",
                    rank++,
                    standing.finalist().id(),
                    Digits.text(standing.mean()),
                    Digits.text(standing.deviation()),
                    standing.scores().stream().map(Digits::text).collect(Collectors.joining(" ")),
                    standing.isComplete() ? "" : " of " + study.finals().seeds());
        }
    }

    private static List<Map<String, Object>> rows(List<Trial> ranked, StudyView study) {
        Metric metric = study.spec().metric();
        List<FinalStanding> finalists = study.finalists();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Trial trial : ranked) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("rank", rows.size() + 1);
            row.put("trial", trial.id());
            row.put(metric.name(), trial.score(metric).orElse(Double.NaN));
            row.put("epoch", trial.best(metric).orElseThrow().epoch());
            row.put("state", trial.state());
            row.put("configuration", trial.configuration());
            for (FinalStanding standing : finalists) {
                if (standing.finalist().id() == trial.id()) {
                    row.put("final_rank", finalists.indexOf(standing) + 1);
                    row.put("final_scores", standing.scores());
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
