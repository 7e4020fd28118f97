package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.StudyOpener;
import dev.tryout.cluster.journal.EventSource;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The studies that a standing cluster works on, in this machine's folder of studies. */
final class HostedStudies implements StudyOpener {
    private final Home home;
    private final String cluster;
    private final Consumer<String> notices;

    /**
     * @param cluster where the studies' nodes join, {@code host:port}
     * @param notices lines for people, from any thread
     */
    HostedStudies(Home home, String cluster, Consumer<String> notices) {
        this.home = home;
        this.cluster = cluster;
        this.notices = notices;
    }

    @Override
    public Hosted begin(String name, String study, boolean fresh, Listener listener) throws Exception {
        Files.createDirectories(home.studies());
        Path submitted = Files.createTempFile(home.studies(), ".submitted-", ".yaml");
        try {
            Files.writeString(submitted, study);
            StudyFile file = StudyFile.readNew(submitted);
            if (!file.study().name().equals(name)) {
                throw new UserError(
                        ExitCode.INPUT,
                        "the study is submitted as '" + name + "' and names itself '"
                                + file.study().name() + "'");
            }
            StudyStart.Claimed claimed = new StudyStart(home).begin(file, fresh);
            claimed.aside().ifPresent(aside -> notices.accept("the earlier study '" + name + "' is now in " + aside));
            return open(claimed.study(), claimed.folder(), claimed.lock(), claimed::opening, listener);
        } finally {
            Files.deleteIfExists(submitted);
        }
    }

    @Override
    public Hosted goOn(String name, Listener listener) throws Exception {
        StudyFolder folder = home.begun(name);
        StudyFolder.Lock lock = StudyStart.claim(folder);
        StudyState state;
        boolean read = false;
        try {
            state = Home.journal(folder).replay();
            if (state.champion().isPresent()) {
                HostedStudy.unmark(folder);
                throw new UserError(ExitCode.STATE, "study '" + name + "' is finished");
            }
            read = true;
        } finally {
            if (!read) {
                lock.close();
            }
        }
        if (!state.exists()) {
            lock.close(); // Its host ended before the journal had its first event.
            return begin(name, Files.readString(folder.resolvedStudy()), true, listener);
        }
        return open(
                StudyFile.read(folder.resolvedStudy()), folder, lock, () -> StudyStart.goOn(folder, state), listener);
    }

    /** @param opening what begins the study or goes on with it; where it cannot, the folder is given back */
    private Hosted open(
            StudyFile study,
            StudyFolder folder,
            StudyFolder.Lock lock,
            Callable<StudyStart.Opening> opening,
            Listener listener)
            throws Exception {
        HostedStudy hosted = new HostedStudy(home, folder, lock, notices, listener);
        boolean started = false;
        try {
            hosted.start(study, cluster, opening.call());
            started = true;
            return hosted;
        } finally {
            if (!started) {
                hosted.close();
            }
        }
    }

    @Override
    public List<String> names() {
        return home.studyNames();
    }

    @Override
    public EventSource journal(String name) throws IOException {
        return Home.journal(home.study(name));
    }

    @Override
    public List<String> unfinished() throws IOException {
        List<String> unfinished = new ArrayList<>();
        for (String name : home.studyNames()) {
            if (HostedStudy.isMarked(home.study(name))) {
                unfinished.add(name);
            }
        }
        return unfinished;
    }
}
