package dev.tryout.cli;

import dev.tryout.study.StudyView;
import dev.tryout.trial.TrialState;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout status}. */
@Command(name = "status", description = "Says where a study stands, from its journal; the study may be running.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private AskedStudy asked = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        AskedStudy.Found found = asked.findWithWaits();
        Map<String, Object> status = status(found.state().view(), found.isWorkedOn());
        if (!found.waits().isEmpty()) {
            status.put("waiting", String.join("; ", found.waits()));
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(ObjectiveJson.JSON.writeValueAsString(status));
        } else {
            status.forEach((key, value) -> out.printf("%-16s%s%n", key.replace('_', ' '), value));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> status(StudyView study, boolean running) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("study", study.spec().name());
        status.put("phase", PhaseWords.of(study, running));
        status.put("reason", study.phaseReason());
        Arrays.stream(TrialState.values()).forEach(state -> {
            long count =
                    study.searched().stream().filter(t -> t.state() == state).count();
            if (count > 0) {
                status.put("trials_" + state.name().toLowerCase(java.util.Locale.ROOT), count);
            }
        });
        if (study.finals() != null) {
            status.put("finalists", study.finals().finalists());
            status.put("finals_runs_over", study.finalRunsOver());
            status.put("finals_runs", study.finalRuns());
        }
        status.put("epochs", study.epochsSpent());
        status.put("seconds", study.spentMs() / 1000);
        study.leaderboard().stream().findFirst().ifPresent(best -> {
            status.put("best_trial", best.id());
            status.put(
                    "best_" + study.spec().metric().name(),
                    best.score(study.spec().metric()).orElse(Double.NaN));
            status.put(
                    "best_values",
                    best.configuration().values().entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + "=" + dev.tryout.space.Configuration.format(entry.getValue()))
                            .collect(Collectors.joining(" ")));
        });
        if (study.champion() != null) {
            status.put("champion", study.champion().trial());
            status.put("model", study.champion().folder());
        }
        return status;
    }
}
