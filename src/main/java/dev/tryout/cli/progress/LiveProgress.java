package dev.tryout.cli.progress;

import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.Budget;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One block at the bottom of a terminal, drawn again as the study goes on; what is over scrolls away above it. Uses four control
 * sequences of ECMA-48: cursor up, erase below, and bold on and off.
 */
public final class LiveProgress implements Progress {
    private static final String ESCAPE = "\u001b[";
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int BAR_CELLS = 16;
    private static final long REDRAW_MS = 200;
    private static final int MAX_RUNNING = 12;

    private final PrintWriter out;
    private final int columns;
    private final boolean colour;
    private SupervisorMessage.@Nullable Update latest;
    private long latestAtMs;
    private long drawnAtMs;
    private int drawnLines;

    /**
     * A display.
     *
     * @param columns of the terminal; longer lines are cut
     * @param colour whether emphasis may be used
     */
    public LiveProgress(PrintWriter out, int columns, boolean colour) {
        this.out = out;
        this.columns = Math.max(40, columns);
        this.colour = colour;
    }

    @Override
    public void update(SupervisorMessage.Update update, long nowMs) {
        latest = update;
        latestAtMs = nowMs;
        List<String> lines = new ArrayList<>();
        for (StudyEvent event : update.events()) {
            if (isWorthKeeping(event)) {
                Lines.line(event, update.study()).ifPresent(lines::add);
            }
        }
        if (!lines.isEmpty()) {
            erase();
            lines.forEach(line -> out.println(cut(line)));
            draw(nowMs);
        } else {
            tick(nowMs);
        }
    }

    private static boolean isWorthKeeping(StudyEvent event) {
        return event instanceof StudyEvent.TrialCompleted
                || event instanceof StudyEvent.TrialPruned
                || event instanceof StudyEvent.TrialFailed
                || event instanceof StudyEvent.TrialLost;
    }

    @Override
    public void notice(String text) {
        erase();
        out.println(text);
        draw(latestAtMs);
    }

    @Override
    public void tick(long nowMs) {
        if (nowMs - drawnAtMs >= REDRAW_MS) {
            erase();
            draw(nowMs);
        }
    }

    @Override
    public void close() {
        erase();
        latest = null;
        out.flush();
    }

    private void erase() {
        if (drawnLines > 0) {
            out.print(ESCAPE + drawnLines + "A\r" + ESCAPE + "J");
            drawnLines = 0;
        }
    }

    private void draw(long nowMs) {
        drawnAtMs = nowMs;
        if (latest != null) {
            List<String> block = block(latest, nowMs - latestAtMs);
            block.forEach(line -> out.println(cut(line)));
            drawnLines = block.size();
        }
        out.flush();
    }

    private List<String> block(SupervisorMessage.Update update, long sinceMs) {
        StudyView study = update.study();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(emphasised(study.spec().name()) + "  " + spent(study, sinceMs));
        lines.add("best  " + Lines.best(study));
        List<Trial> running = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .toList();
        if (study.phase() == Phase.FINISHED) {
            lines.add("  testing and promoting the champion");
        } else if (running.isEmpty() && update.workers().isEmpty()) {
            lines.add("  waiting for workers");
        }
        running.stream().limit(MAX_RUNNING).forEach(trial -> lines.add(line(trial, update)));
        if (running.size() > MAX_RUNNING) {
            lines.add("  and " + (running.size() - MAX_RUNNING) + " more");
        }
        return lines;
    }

    private String spent(StudyView study, long sinceMs) {
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
        remainingMs(budget, over, spentMs)
                .ifPresent(left ->
                        text.append(", about ").append(Lines.duration(left)).append(" left"));
        return text.toString();
    }

    /** What is left at the pace so far, and by the clock. */
    private static java.util.OptionalLong remainingMs(Budget budget, long trialsOver, long spentMs) {
        long byClock = budget.timeMs() == null ? Long.MAX_VALUE : Math.max(0, budget.timeMs() - spentMs);
        long byPace = budget.trials() == null || trialsOver == 0
                ? Long.MAX_VALUE
                : spentMs * (budget.trials() - trialsOver) / trialsOver;
        long left = Math.min(byClock, byPace);
        return left == Long.MAX_VALUE ? java.util.OptionalLong.empty() : java.util.OptionalLong.of(left);
    }

    private String line(Trial trial, SupervisorMessage.Update update) {
        double done = Math.max(trial.lastEpoch(), update.progress().getOrDefault(trial.id(), 0.0));
        int filled = (int) Math.round(Math.min(1, done / trial.epochs()) * BAR_CELLS);
        return String.format(
                Locale.ROOT,
                "  trial %-4d %-10s [%s%s] epoch %d/%d  %s",
                trial.id(),
                trial.worker().orElse(""),
                "#".repeat(filled),
                " ".repeat(BAR_CELLS - filled),
                Math.min(trial.epochs(), (int) done + 1),
                trial.epochs(),
                curve(trial, update.study()));
    }

    private static String curve(Trial trial, StudyView study) {
        List<Measurement> measurements = trial.measurements();
        if (measurements.isEmpty()) {
            return "";
        }
        double[] values = measurements.stream()
                .mapToDouble(measurement -> measurement.value(study.spec().metric()))
                .filter(Double::isFinite)
                .toArray();
        double low = java.util.Arrays.stream(values).min().orElse(0);
        double high = java.util.Arrays.stream(values).max().orElse(0);
        StringBuilder curve = new StringBuilder();
        for (double value : values) {
            double position = high > low ? (value - low) / (high - low) : 0.5;
            curve.append(BARS.charAt((int) Math.round(position * (BARS.length() - 1))));
        }
        return curve + " "
                + Lines.number(measurements
                        .get(measurements.size() - 1)
                        .value(study.spec().metric()));
    }

    private String emphasised(String text) {
        return colour ? ESCAPE + "1m" + text + ESCAPE + "0m" : text;
    }

    private String cut(String line) {
        int room = columns
                - 1
                + (line.length() - line.replaceAll("\u001b\\[[0-9;]*m", "").length());
        return line.length() > room ? line.substring(0, room - 1) + "…" : line;
    }
}
