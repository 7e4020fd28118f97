package dev.tryout.cli;

import dev.tryout.cluster.RunSettings;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.files.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a study needs before its supervisor can begin it, or go on with it: its folder, its data, and nobody else at work on it. */
final class StudyStart {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Home home;

    StudyStart(Home home) {
        this.home = home;
    }

    /**
     * A study whose folder this process has claimed.
     *
     * @param opening that begins the study or goes on with it
     * @param aside where an earlier study of its name is now
     */
    record Claimed(StudyFile study, StudyFolder folder, StudyFolder.Lock lock, Opening opening, Optional<Path> aside) {}

    /**
     * What opens a study.
     *
     * @param message for its supervisor
     * @param settings of its trials
     * @param files that its trials read
     */
    record Opening(SupervisorMessage message, RunSettings settings, Manifest files) {}

    /**
     * Makes room for a new study, and claims it.
     *
     * @param fresh whether an unfinished study of its name is to be set aside
     */
    Claimed begin(StudyFile study, boolean fresh) throws IOException {
        Optional<DataSummary> data =
                DataSummary.of(study.objective(), study.study().seed());
        StudySpec spec = WarmStarts.resolve(study.study(), home);
        StudyFolder folder = home.study(study.study().name());
        Optional<Path> aside = setAside(study, folder, fresh);
        StudyFolder.Lock lock = claim(folder);
        boolean done = false;
        try {
            Files.createDirectories(folder.logs());
            Files.writeString(folder.resolvedStudy(), study.resolved());
            if (data.isPresent()) {
                data.get().write(folder);
            }
            done = true;
        } finally {
            if (!done) {
                lock.close();
            }
        }
        SupervisorMessage.Begin begin = new SupervisorMessage.Begin(
                spec,
                ObjectiveJson.write(study.objective()),
                data.map(DataSummary::fingerprint).orElse(""),
                Version.tryout());
        Manifest files = data.map(DataSummary::files).orElse(Manifest.EMPTY);
        return new Claimed(study, folder, lock, new Opening(begin, RunSettings.of(folder.name(), begin), files), aside);
    }

    /** What goes on with a study, where its data and its model are what they were. */
    static Opening goOn(StudyFolder folder, StudyState state) throws IOException {
        ObjectiveSpec objective = ObjectiveJson.read(state.created().objective());
        Optional<DataSummary> data = DataSummary.of(objective, state.spec().seed());
        if (data.isPresent()) {
            if (!data.get().fingerprint().equals(state.created().dataFingerprint())) {
                throw new UserError(ExitCode.INPUT, Objectives.changed(((TaskSpec) objective).data()));
            }
            Optional<String> file = DataSummary.read(folder).flatMap(data.get()::otherModelFile);
            if (file.isPresent()) {
                throw new UserError(ExitCode.INPUT, Objectives.changed(file.get()));
            }
        }
        return new Opening(
                new SupervisorMessage.Resume(),
                RunSettings.of(folder.name(), state.created()),
                data.map(DataSummary::files).orElse(Manifest.EMPTY));
    }

    static StudyFolder.Lock claim(StudyFolder folder) throws IOException {
        return folder.lock()
                .orElseThrow(() -> new UserError(
                        ExitCode.STATE,
                        "another process is working on the study in " + folder.root() + "; wait for it, or end it"));
    }

    /** Never deletes anything. */
    private static Optional<Path> setAside(StudyFile study, StudyFolder folder, boolean fresh) throws IOException {
        if (!folder.isStudy()) {
            return Optional.empty();
        }
        try (StudyFolder.Lock lock = claim(folder)) {
            StudyState state = Home.journal(folder).replay();
            boolean over = !state.exists() || state.champion().isPresent();
            if (!over && !fresh) {
                String name = folder.name();
                throw new UserError(
                        ExitCode.STATE,
                        "study '" + name + "' is there already and not finished ("
                                + state.trials().size()
                                + " trials); go on with it:  ./tryout resume " + name
                                + "\nor set it aside and begin again:  ./tryout run --fresh " + study.path());
            }
        }
        Path aside = folder.root()
                .resolveSibling(folder.name() + "." + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        Files.move(folder.root(), aside);
        return Optional.of(aside);
    }
}
