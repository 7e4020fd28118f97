package dev.tryout.cli;

import dev.tryout.cli.progress.Glance;
import dev.tryout.cluster.StudyFolder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study of this machine: through the process that works on it while there is one, else from its journal. */
final class FolderWatch implements Watch {
    private final StudyFolder folder;
    private final String name;
    private final JournalWatch journal;
    private String address = "";
    private @Nullable RemoteWatch remote;

    FolderWatch(StudyFolder folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        this.journal = new JournalWatch(folder);
    }

    @Override
    public Glance look() throws IOException, InterruptedException {
        String now = folder.address().filter(found -> !found.isEmpty()).orElse("");
        if (!now.equals(address)) {
            close();
            address = now;
            boolean isWorkedOn = !now.isEmpty() && StudyDoor.isHeld(folder);
            remote = isWorkedOn ? new RemoteWatch(new RemoteDoor(List.of(now), name, StudyDoor.LIMIT)) : null;
        }
        if (remote != null) {
            try {
                return remote.look();
            } catch (UserError silence) {
                close(); // The journal knows nearly as much.
            }
        }
        return journal.look();
    }

    @Override
    public void close() {
        if (remote != null) {
            remote.close();
            remote = null;
        }
    }
}
