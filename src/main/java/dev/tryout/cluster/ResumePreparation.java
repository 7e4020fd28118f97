package dev.tryout.cluster;

import dev.tryout.training.WorkerFailure;
import dev.tryout.training.files.FileSupply;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a trial that goes on find its checkpoint: what is in this machine's folder, or newer and fetched from the coordinator. */
final class ResumePreparation {
    private static final Logger LOG = LoggerFactory.getLogger(ResumePreparation.class);

    /** A checkpoint may be replaced by a newer one while it is fetched. */
    private static final int MAX_TRIES = 2;

    private final Trial trial;
    private final Path folder;

    ResumePreparation(Trial trial, Path folder) {
        this.trial = trial;
        this.folder = folder;
    }

    /**
     * Fetches the checkpoint where that helps.
     *
     * @return behind which epoch the trial goes on; where nothing is at hand, the last that is recorded
     * @throws WorkerFailure where what was fetched cannot be put in place
     */
    int fetch(FileSupply files) throws InterruptedException {
        int recorded = trial.lastEpoch();
        int own = new RunFolder(folder).epoch();
        if (recorded == 0 || own >= recorded) {
            return recorded;
        }
        int at = Math.max(own, fetchNewer(files, own));
        if (at == 0) {
            LOG.warn("Trial {} has no checkpoint here, though epoch {} is recorded", trial.id(), recorded);
            return recorded;
        }
        return Math.min(at, recorded);
    }

    /** @return the epoch of what was fetched, 0 where nothing was */
    private int fetchNewer(FileSupply files, int own) throws InterruptedException {
        int run = trial.origin().run();
        for (int i = 1; i <= MAX_TRIES; i++) {
            try {
                Optional<RunFiles> kept = files.checkpoint(run);
                if (kept.isEmpty() || kept.get().epoch() <= own) {
                    return 0;
                }
                fetch(files, kept.get());
                LOG.info(
                        "Trial {} goes on from the coordinator's checkpoint of epoch {}",
                        trial.id(),
                        kept.get().epoch());
                return kept.get().epoch();
            } catch (IOException e) {
                LOG.warn("The checkpoint of trial {} cannot be had (try {} of {})", trial.id(), i, MAX_TRIES, e);
            }
        }
        return 0;
    }

    private void fetch(FileSupply files, RunFiles wanted) throws IOException, InterruptedException {
        RunFolder run = new RunFolder(folder);
        Path staging = run.staging();
        for (RunFile file : wanted.files()) {
            files.fetch(file.entry(), file.in(staging));
        }
        try {
            run.replaceBy(staging, wanted);
        } catch (IOException e) {
            throw new WorkerFailure("cannot put a checkpoint into " + folder + ": " + e, e);
        }
    }
}
