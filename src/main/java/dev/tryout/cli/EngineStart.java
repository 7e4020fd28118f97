package dev.tryout.cli;

import dev.tryout.training.WorkerFailure;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the native engine beside everything else that a worker does before its first trial. */
final class EngineStart {
    private static final Logger LOG = LoggerFactory.getLogger(EngineStart.class);

    private EngineStart() {}

    static void begin(Device device) {
        Thread thread = new Thread(() -> start(device), "engine-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void start(Device device) {
        try {
            LOG.info("the engine is there: {}", TorchEngine.start(device).describe());
        } catch (WorkerFailure fault) {
            LOG.info("the engine did not start; the first trial will meet the same", fault);
        }
    }
}
