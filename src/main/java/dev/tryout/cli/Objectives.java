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
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.command.CommandObjective;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.training.finetune.FineTuning;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A worker's objective: made for the first trial, kept for those that follow. */
final class Objectives implements ObjectiveSource {
    private final Device device;
    private @Nullable RunSettings current;
    private @Nullable Objective objective;

    Objectives(Device device) {
        this.device = device;
    }

    @Override
    public synchronized Objective get(RunSettings settings) {
        if (objective != null && settings.equals(current)) {
            return objective;
        }
        if (objective != null) {
            objective.close();
        }
        Objective made = make(settings);
        objective = made;
        current = settings;
        return made;
    }

    /**
     * Loads what the trials of a study share, ahead of the first one, which waits for it.
     *
     * @throws Exception what the first trial will meet, too
     */
    synchronized void prepare(RunSettings settings) throws Exception {
        get(settings).prepare(settings.seed());
    }

    /** A second objective reads nothing but the file. */
    @Override
    public Path checkpoint(RunSettings settings, Path folder, int epoch) {
        try (Objective reader = make(settings)) {
            return reader.checkpoint(folder, epoch);
        }
    }

    private Objective make(RunSettings settings) {
        ObjectiveSpec spec = ObjectiveJson.read(settings.objective());
        if (spec instanceof CommandSpec command) {
            return new CommandObjective(command, settings.metric().name());
        }
        TaskSpec task = (TaskSpec) spec;
        return new FineTuning(
                task,
                settings.metric(),
                (data, seed) -> load(task.type(), data, seed, settings.dataFingerprint()),
                device,
                CacheSettings.of(task.kept()));
    }

    /** Reads the data and refuses it where it is not what the study began with. */
    static LabelledData load(TaskType type, DataSpec spec, long seed, String fingerprint) {
        LabelledData data = DataLoader.load(type, spec, seed);
        if (!data.fingerprint().equals(fingerprint)) {
            throw new StudyFailure(changed(spec));
        }
        return data;
    }

    /** What to say where the data is not what the study began with. */
    static String changed(DataSpec spec) {
        String what = spec.file() == null ? "the data '" + spec.source() + "'" : "the data file " + spec.file();
        return what + " changed since the study began; put the original back and resume, or begin a new study";
    }
}
