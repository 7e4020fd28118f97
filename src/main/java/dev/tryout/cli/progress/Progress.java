package dev.tryout.cli.progress;

import dev.tryout.cluster.SupervisorMessage;

/** A display of a running study. Called from one thread. */
public interface Progress extends AutoCloseable {
    /** The study changed, or a trial went on. */
    void update(SupervisorMessage.Update update, long nowMs);

    /** Something worth a line that is not the study's. */
    void notice(String text);

    /** Time passed. */
    void tick(long nowMs);

    /** Leaves the terminal as it should be. */
    @Override
    void close();
}
