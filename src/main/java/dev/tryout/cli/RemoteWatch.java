package dev.tryout.cli;

import dev.tryout.cli.progress.Glance;
import dev.tryout.cluster.RemoteStudy;
import dev.tryout.cluster.StudyLink;
import dev.tryout.study.StudyView;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A study as the process sees it that works on it. */
final class RemoteWatch implements Watch {
    private final RemoteDoor door;
    private final StudyLink link;
    private final RemoteStudy remote;

    RemoteWatch(RemoteDoor door) {
        this.door = door;
        this.link = door.link();
        this.remote = new RemoteStudy(link);
    }

    @Override
    public Glance look() throws IOException, InterruptedException {
        try {
            remote.refresh();
        } catch (TimeoutException e) {
            throw door.silent();
        }
        StudyView study = remote.state().view();
        return new Glance(
                study, PhaseWords.of(study, remote.isWorkedOn()), remote.progress(), remote.workers(), remote.waits());
    }

    @Override
    public void close() {
        link.close();
    }
}
