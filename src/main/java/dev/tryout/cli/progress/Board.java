package dev.tryout.cli.progress;

import dev.tryout.cluster.WorkerInfo;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything worth a look of a running study, in lines. */
public final class Board {
    private static final int MAX_WORKERS = 12;
    private static final int BEST = 5;
    private static final int CURVE_CELLS = 40;

    private Board() {}

    /** The lines, none of them empty but between parts. */
    public static List<String> lines(Glance glance) {
        StudyView study = glance.study();
        List<String> lines = new ArrayList<>();
        lines.add(study.spec().name() + "  " + glance.phase());
        if (!study.phaseReason().isEmpty()) {
            lines.add("        " + study.phaseReason());
        }
        glance.waits().forEach(wait -> lines.add("        " + wait));
        lines.add("spent   " + Spent.line(study, 0));
        lines.add("trials  " + counts(study));
        lines.add("best    " + Lines.best(study));
        double[] bestSoFar = bestSoFar(study);
        if (bestSoFar.length > 1) {
            lines.add("        " + TrialBar.curve(bestSoFar) + " best so far, by trial");
        }
        workers(glance, lines);
        ranking(study, lines);
        return lines;
    }

    private static String counts(StudyView study) {
        String counts = Arrays.stream(TrialState.values())
                .map(state -> {
                    long count = study.trials().stream()
                            .filter(trial -> trial.state() == state)
                            .count();
                    return count == 0 ? "" : count + " " + state.name().toLowerCase(Locale.ROOT);
                })
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none yet" : counts;
    }

    /** The best score after each trial of the search, thinned out to a line's length. */
    private static double[] bestSoFar(StudyView study) {
        Metric metric = study.spec().metric();
        double[] scores = study.searched().stream()
                .flatMapToDouble(trial -> trial.score(metric).stream())
                .toArray();
        for (int i = 1; i < scores.length; i++) {
            scores[i] = metric.isBetter(scores[i], scores[i - 1]) ? scores[i] : scores[i - 1];
        }
        int cells = Math.min(CURVE_CELLS, scores.length);
        double[] thinned = new double[cells];
        for (int i = 0; i < cells; i++) {
            thinned[i] = scores[(int) ((i + 1L) * scores.length / cells) - 1];
        }
        return thinned;
    }

    private static void workers(Glance glance, List<String> lines) {
        StudyView study = glance.study();
        List<Trial> running = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .toList();
        List<String> all = new ArrayList<>();
        running.forEach(trial -> all.add(TrialBar.line(trial, study, glance.progress())));
        for (WorkerInfo worker : glance.workers()) {
            boolean isBusy =
                    running.stream().anyMatch(trial -> trial.worker().orElse("").equals(worker.name()));
            if (!isBusy) {
                all.add("  idle       " + worker.name() + "  " + worker.device() + ", " + worker.host());
            }
        }
        if (all.isEmpty()) {
            return;
        }
        lines.add("");
        all.stream().limit(MAX_WORKERS).forEach(lines::add);
        if (all.size() > MAX_WORKERS) {
            lines.add("  and " + (all.size() - MAX_WORKERS) + " more");
        }
    }

    private static void ranking(StudyView study, List<String> lines) {
        Metric metric = study.spec().metric();
        List<Trial> ranked = study.leaderboard();
        if (ranked.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(String.format(
                "%4s %6s %10s %6s  %-9s %s", "rank", "trial", metric.name(), "epoch", "state", "configuration"));
        for (int i = 0; i < Math.min(BEST, ranked.size()); i++) {
            Trial trial = ranked.get(i);
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d %6d %10s %6d  %-9s %s",
                    i + 1,
                    trial.id(),
                    Lines.number(trial.score(metric).orElse(Double.NaN)),
                    trial.best(metric).orElseThrow().epoch(),
                    trial.state().name().toLowerCase(Locale.ROOT),
                    study.spec().space().distinct(trial.configuration())));
        }
    }

    /** Many studies, one in a line. */
    public static List<String> table(List<Glance> studies) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %-12s %-9s %-8s %s", "study", "trials", "epochs", "time", "phase; best"));
        for (Glance glance : studies) {
            StudyView study = glance.study();
            Integer budget = study.spec().budget().trials();
            long over = study.searched().stream()
                    .filter(trial -> trial.state().isFinal())
                    .count();
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %-12s %-9d %-8s %s; %s",
                    study.spec().name(),
                    budget == null ? over : over + " of " + budget,
                    study.epochsSpent(),
                    Lines.duration(study.spentMs()),
                    glance.phase(),
                    Lines.best(study)));
        }
        return lines;
    }
}
