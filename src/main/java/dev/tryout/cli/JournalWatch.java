package dev.tryout.cli;

import dev.tryout.cli.progress.Glance;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.study.StudyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A study from its journal: what has happened, but not what goes on between two epochs. */
final class JournalWatch implements Watch {
    private final StudyFolder folder;
    private final Journal journal;
    private StudyState state = new StudyState();
    private long read;
    private @Nullable Object begun;

    /** @param folder of a study that was begun */
    JournalWatch(StudyFolder folder) throws IOException {
        this.folder = folder;
        this.journal = Home.journal(folder);
    }

    @Override
    public Glance look() throws IOException {
        // A folder that nobody holds is claimed for a moment: only where a coordinator has, or had, its address there.
        boolean isWorkedOn = folder.address().isPresent() && StudyDoor.isHeld(folder);
        Object now =
                Files.readAttributes(folder.root(), BasicFileAttributes.class).fileKey();
        if (!Objects.equals(now, begun)) { // The study was set aside, and another of its name has begun.
            begun = now;
            state = new StudyState();
            read = 0;
        }
        List<StudyEvent> events = journal.read(read);
        events.forEach(state::apply);
        read += events.size();
        if (!state.exists()) {
            throw new UserError(
                    ExitCode.STATE, "study '" + folder.root().getFileName() + "' has not begun yet; try again");
        }
        StudyView study = state.view();
        return new Glance(study, PhaseWords.of(study, isWorkedOn), Map.of(), List.of(), List.of());
    }

    @Override
    public void close() {}
}
