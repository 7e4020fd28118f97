package dev.tryout.cli.progress;

import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudyEvent;
import java.io.PrintWriter;

/** A line for each thing that happens, for pipes and files. */
public final class PlainProgress implements Progress {
    private final PrintWriter out;
    private long startMs = -1;

    public PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void update(SupervisorMessage.Update update, long nowMs) {
        startMs = startMs < 0 ? nowMs : startMs;
        for (StudyEvent event : update.events()) {
            Lines.line(event, update.study())
                    .ifPresent(line -> out.println("[" + Lines.duration(nowMs - startMs) + "] " + line));
        }
        out.flush();
    }

    @Override
    public void notice(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void tick(long nowMs) {}

    @Override
    public void close() {
        out.flush();
    }
}
