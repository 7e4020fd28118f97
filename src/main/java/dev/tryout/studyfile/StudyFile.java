package dev.tryout.studyfile;

import dev.tryout.sampler.Method;
import dev.tryout.study.Refusal;
import dev.tryout.study.StudySpec;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A study file that was read and found to be without mistakes.
 *
 * @param path as it was named
 * @param study what is searched for and how, every default filled in
 * @param objective what the trials run; paths of data are absolute
 * @param workers how many worker processes train at once, or null where the devices decide
 * @param defaulted the keys that the file left to the defaults of tasks
 */
public record StudyFile(
        Path path,
        StudySpec study,
        ObjectiveSpec objective,
        @Nullable Integer workers,
        List<String> defaulted) {
    public StudyFile {
        defaulted = List.copyOf(defaulted);
    }

    /**
     * Reads and checks a study file. Relative paths in it begin at its folder.
     *
     * @throws StudyFileException with every mistake that was found
     */
    public static StudyFile read(Path file) {
        Mistakes mistakes = new Mistakes(file.toString());
        String text = StudyText.read(file, mistakes);
        TaskDefaults.Filled filled = TaskDefaults.fill(file, YamlReader.read(text, StudySchema.guide(), mistakes));
        SchemaCheck.check(filled.tree(), mistakes);
        return new StudyReader(file, filled.tree().cursor(), mistakes).read(filled.keys());
    }

    /**
     * Reads and checks the file of a study that is to begin: its settings must all count, too. One that has begun keeps what it has.
     *
     * @throws StudyFileException with every mistake that was found
     */
    public static StudyFile readNew(Path file) {
        StudyFile read = read(file);
        List<Refusal> idle = read.objective() instanceof TaskSpec task
                ? IdleSettings.of(read.study().space(), ModelReader.stages(task.model()))
                : List.of();
        if (!idle.isEmpty()) {
            throw read.refused(idle);
        }
        return read;
    }

    /** How many points the grid has and what it is made of; empty for every other method. */
    public Optional<String> grid() {
        return study.method() == Method.GRID ? Optional.of(Describe.grid(study.space())) : Optional.empty();
    }

    /** Whether trials that differ in epochs alone share a run, and why where they do not; empty where there are no such trials. */
    public Optional<String> sharing() {
        return SharedEpochs.describe(study, objective);
    }

    /** The same file with what is searched for as an edit left it. */
    public StudyFile with(StudySpec edited) {
        return new StudyFile(path, edited, objective, workers, defaulted);
    }

    /** What does not go, as mistakes at their places in this file. */
    public StudyFileException refused(List<Refusal> refusals) {
        Mistakes mistakes = new Mistakes(path.toString());
        Tree tree = YamlReader.read(StudyText.read(path, mistakes), StudySchema.guide(), mistakes);
        for (Refusal refusal : refusals) {
            Place place = refusal.path().isEmpty() ? Place.WHOLE_FILE : tree.keyPlace(refusal.path());
            mistakes.add(refusal.path(), place, refusal.message(), refusal.remedy());
        }
        return mistakes.exception();
    }

    /** The study as YAML with every default written out; reading it gives an equal study. */
    public String resolved() {
        return new ResolvedStudy(this).yaml();
    }
}
