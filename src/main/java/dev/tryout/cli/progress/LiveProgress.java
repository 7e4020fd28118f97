package dev.tryout.cli.progress;

import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One block at the bottom of a terminal, drawn again as the study goes on; what is over scrolls away above it. */
public final class LiveProgress implements Progress {
    private static final long REDRAW_MS = 200;
    private static final int MAX_RUNNING = 12;

    private final PrintWriter out;
    private final Terminal terminal;
    private SupervisorMessage.@Nullable Update latest;
    private long latestAtMs;
    private long drawnAtMs;

    /**
     * A display.
     *
     * @param columns of the terminal; longer lines are cut
     * @param colour whether emphasis may be used
     */
    public LiveProgress(PrintWriter out, int columns, boolean colour) {
        this.out = out;
        this.terminal = new Terminal(out, columns, colour);
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
            terminal.erase();
            terminal.print(lines);
            draw(nowMs);
        } else {
            tick(nowMs);
        }
    }

    private static boolean isWorthKeeping(StudyEvent event) {
        return event instanceof StudyEvent.TrialCompleted
                || event instanceof StudyEvent.TrialPruned
                || event instanceof StudyEvent.TrialFailed
                || event instanceof StudyEvent.TrialLost
                || event instanceof StudyEvent.TrialsRetried
                || event instanceof StudyEvent.StudyStopped;
    }

    @Override
    public void notice(String text) {
        terminal.erase();
        out.println(text);
        draw(latestAtMs);
    }

    @Override
    public void tick(long nowMs) {
        if (nowMs - drawnAtMs >= REDRAW_MS) {
            terminal.erase();
            draw(nowMs);
        }
    }

    @Override
    public void close() {
        terminal.erase();
        latest = null;
        out.flush();
    }

    private void draw(long nowMs) {
        drawnAtMs = nowMs;
        if (latest != null) {
            terminal.draw(block(latest, nowMs - latestAtMs));
        }
        out.flush();
    }

    private List<String> block(SupervisorMessage.Update update, long sinceMs) {
        StudyView study = update.study();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(terminal.emphasised(study.spec().name()) + "  " + Spent.line(study, sinceMs));
        lines.add("best  " + Lines.best(study));
        List<Trial> running = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .toList();
        if (study.phase() == Phase.FINISHED) {
            lines.add("  testing and promoting the champion");
        } else if (!update.waits().isEmpty()) {
            update.waits().forEach(wait -> lines.add("  " + wait));
        } else if (running.isEmpty() && update.workers().isEmpty()) {
            lines.add("  waiting for workers");
        }
        running.stream().limit(MAX_RUNNING).forEach(trial -> lines.add(TrialBar.line(trial, study, update.progress())));
        if (running.size() > MAX_RUNNING) {
            lines.add("  and " + (running.size() - MAX_RUNNING) + " more");
        }
        return lines;
    }
}
