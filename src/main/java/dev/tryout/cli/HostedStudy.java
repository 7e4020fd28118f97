package dev.tryout.cli;

import dev.tryout.cluster.Coordinator;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.StudyOpener;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.report.ReportFiles;
import dev.tryout.study.EpochSharing;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.studyfile.SharedEpochs;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One study of a standing cluster, with a node of its own. A mark in its folder says that another host is to go on with it. */
final class HostedStudy implements StudyOpener.Hosted, Coordinator.Listener {
    private static final String MARK = "hosted";

    /** Whoever watches the study sees its end. */
    private static final long LINGER_SECONDS = 10;

    private final Home home;
    private final StudyFolder folder;
    private final StudyFolder.Lock lock;
    private final Consumer<String> notices;
    private final StudyOpener.Listener listener;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable StudyView latest;
    private @Nullable Coordinator node;

    /** @param lock given back by {@link #close} */
    HostedStudy(
            Home home,
            StudyFolder folder,
            StudyFolder.Lock lock,
            Consumer<String> notices,
            StudyOpener.Listener listener) {
        this.home = home;
        this.folder = folder;
        this.lock = lock;
        this.notices = notices;
        this.listener = listener;
    }

    static boolean isMarked(StudyFolder folder) {
        return Files.exists(mark(folder));
    }

    /** No host is to go on with it of its own accord. */
    static void unmark(StudyFolder folder) throws IOException {
        Files.deleteIfExists(mark(folder));
    }

    private static Path mark(StudyFolder folder) {
        return folder.root().resolve(MARK);
    }

    /** @param cluster where its node joins, {@code host:port} */
    void start(StudyFile study, String cluster, StudyStart.Opening opening) throws IOException {
        EpochSharing sharing = SharedEpochs.of(study.objective());
        Coordinator started = Coordinator.start(
                folder,
                study.study().name(),
                Home.configuration("coordinator"),
                Optional.of(cluster),
                spec -> Study.of(spec, sharing),
                new Promotion(folder),
                this);
        node = started;
        Files.writeString(
                mark(folder),
                "A cluster works on this study, and goes on with it when its coordinator starts again.\n");
        started.handOut(opening.files());
        started.tell(opening.message());
        notices.accept(folder.name() + ": work begins");
    }

    @Override
    public void onUpdate(SupervisorMessage.Update update) {
        StudyView study = update.study();
        latest = study;
        if (study.champion() != null) {
            end("finished: " + study.phaseReason());
            return;
        }
        for (StudyEvent event : update.events()) {
            if (event instanceof StudyEvent.StudyPaused paused) {
                end("paused: " + paused.reason());
            } else if (event instanceof StudyEvent.StudyEdited) {
                keepEdit(study);
            }
        }
    }

    private void keepEdit(StudyView study) {
        try {
            ResolvedStudy.keep(folder, study.spec());
        } catch (IOException e) {
            onNotice("the study file in " + folder.root() + " is not brought up to date: " + e.getMessage());
        }
    }

    @Override
    public void onPromotionFailed(String reason) {
        end("no champion: " + reason);
    }

    @Override
    public void onNotice(String text) {
        notices.accept(folder.name() + ": " + text);
    }

    /** The mark stays: a host goes on with the study, this one or another. */
    @Override
    public void onFailure(String reason) {
        if (isOver.compareAndSet(false, true)) {
            onNotice("no more work here: " + reason);
            listener.onFailure();
        }
    }

    private void end(String how) {
        if (isOver.compareAndSet(false, true)) {
            onNotice(how);
            try {
                unmark(folder);
            } catch (IOException e) {
                onNotice("the mark of a study that is worked on stays: " + e.getMessage());
            }
            CompletableFuture.delayedExecutor(LINGER_SECONDS, TimeUnit.SECONDS).execute(listener::onOver);
        }
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        try (StudyFolder.Lock claim = lock) {
            StudyView study = latest;
            if (study != null && study.phase() != Phase.RUNNING) {
                ReportFiles files = new SessionRunner(home, new ProgressOptions(), new PrintWriter(Writer.nullWriter()))
                        .write(Optional.of(folder), study);
                onNotice("report " + files.html());
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(HostedStudy.class).warn("the end of study {}", folder.name(), e);
            onNotice("its report cannot be written: " + e.getMessage());
        }
    }
}
