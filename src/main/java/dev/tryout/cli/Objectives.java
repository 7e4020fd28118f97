package dev.tryout.cli;

import dev.tryout.cluster.ObjectiveSource;
import dev.tryout.cluster.RunSettings;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.DataSpec;
import dev.tryout.training.Objective;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.WorkerFailure;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.command.CommandObjective;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.files.DifferentFileException;
import dev.tryout.training.files.FilePlaces;
import dev.tryout.training.files.FileStore;
import dev.tryout.training.files.FileSupply;
import dev.tryout.training.files.FilesAtHand;
import dev.tryout.training.finetune.FineTuning;
import dev.tryout.training.pretrained.PretrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker's objective: made for the first trial, kept for those that follow. */
final class Objectives implements ObjectiveSource {
    private final Device device;
    private final FileStore store;
    private @Nullable RunSettings current;
    private @Nullable Objective objective;
    private @Nullable FilesAtHand files;

    /** @param store for files that are fetched from coordinators */
    Objectives(Device device, FileStore store) {
        this.device = device;
        this.store = store;
    }

    @Override
    public synchronized Objective get(RunSettings settings) {
        return isCurrent(settings) ? objective() : keep(settings, make(settings, FilePlaces.AS_NAMED), null);
    }

    @Override
    public synchronized Objective get(RunSettings settings, FileSupply supply) throws InterruptedException {
        if (isCurrent(settings) || !needsFiles(ObjectiveJson.read(settings.objective()))) {
            return get(settings);
        }
        FilesAtHand gathered = gather(supply);
        boolean kept = false;
        try {
            Objective made = keep(settings, make(settings, gathered.places()), gathered);
            kept = true;
            return made;
        } finally {
            if (!kept) {
                gathered.close();
            }
        }
    }

    private boolean isCurrent(RunSettings settings) {
        return objective != null && settings.equals(current);
    }

    private Objective objective() {
        return Objects.requireNonNull(objective);
    }

    private Objective keep(RunSettings settings, Objective made, @Nullable FilesAtHand itsFiles) {
        if (objective != null) {
            objective.close();
        }
        if (files != null) {
            files.close();
        }
        files = itsFiles;
        objective = made;
        current = settings;
        return made;
    }

    /**
     * Loads what the trials of a study share, ahead of the first one, which waits for it; where they read files, which the coordinator is
     * asked about then, the engine alone.
     *
     * @throws Exception what the first trial will meet, too
     */
    synchronized void prepare(RunSettings settings) throws Exception {
        if (needsFiles(ObjectiveJson.read(settings.objective()))) {
            TorchEngine.start(device);
        } else {
            get(settings).prepare(settings.seed());
        }
    }

    private static boolean needsFiles(ObjectiveSpec spec) {
        return spec instanceof TaskSpec task
                && (task.data().file() != null || !PretrainedModel.isInCatalogue(task.model()));
    }

    /** A machine's other files are the machine's failure, unless they are the right ones and the coordinator's have changed. */
    private FilesAtHand gather(FileSupply supply) throws InterruptedException {
        try {
            return gatherFrom(supply);
        } catch (IOException e) {
            throw new WorkerFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private FilesAtHand gatherFrom(FileSupply supply) throws IOException, InterruptedException {
        try {
            return FilesAtHand.gather(supply.manifest(), store, supply);
        } catch (DifferentFileException e) {
            if (!supply.isUnchanged(e.expected())) {
                throw new StudyFailure(changed(e.expected().path()), e);
            }
            throw new WorkerFailure(
                    e.getMessage() + "; copy that one here, or move this one away to have it fetched", e);
        }
    }

    @Override
    public boolean goesOnElsewhere() {
        return true;
    }

    /** A second objective reads nothing but the file. */
    @Override
    public Path checkpoint(RunSettings settings, Path folder, int epoch) {
        try (Objective reader = make(settings, FilePlaces.AS_NAMED)) {
            return reader.checkpoint(folder, epoch);
        }
    }

    private Objective make(RunSettings settings, FilePlaces places) {
        ObjectiveSpec spec = ObjectiveJson.read(settings.objective());
        if (spec instanceof CommandSpec command) {
            return new CommandObjective(command, settings.metric().name());
        }
        TaskSpec task = (TaskSpec) spec;
        return new FineTuning(
                task,
                settings.metric(),
                (data, seed) -> load(task.type(), data, seed, settings.dataFingerprint(), places),
                device,
                CacheSettings.of(task.kept()),
                places);
    }

    /** Reads the data and refuses it where it is not what the study began with. */
    static LabelledData load(TaskType type, DataSpec spec, long seed, String fingerprint, FilePlaces places) {
        LabelledData data = DataLoader.load(type, spec, seed, places);
        if (!data.fingerprint().equals(fingerprint)) {
            throw new StudyFailure(changed(spec));
        }
        return data;
    }

    /** What to say where the data is not what the study began with. */
    static String changed(DataSpec spec) {
        return changed(spec.file() == null ? "the data '" + spec.source() + "'" : "the data file " + spec.file());
    }

    /** The same of a file. */
    static String changed(String what) {
        return what + " changed since the study began; put the original back and resume, or begin a new study";
    }
}
