package dev.tryout.cli;

import dev.tryout.cluster.RunSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads what a study's trials share, engine, weights and data, beside everything else that a worker does before its first trial. */
final class HeadStart {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    private HeadStart() {}

    static void begin(Objectives objectives, RunSettings settings) {
        Thread thread = new Thread(() -> prepare(objectives, settings), "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void prepare(Objectives objectives, RunSettings settings) {
        try {
            objectives.prepare(settings);
            LOG.info("all that trials share is there");
        } catch (Exception fault) {
            LOG.info("what trials share is not there; the first trial will meet the same", fault);
        }
    }
}
