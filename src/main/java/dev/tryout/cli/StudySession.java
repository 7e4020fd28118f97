package dev.tryout.cli;

import dev.tryout.cli.progress.Progress;
import dev.tryout.cluster.Coordinator;
import dev.tryout.cluster.LocalWorkers;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.EpochSharing;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.studyfile.SharedEpochs;
import dev.tryout.studyfile.StudyFileException;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.device.Device;
import dev.tryout.training.files.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a study in this process: coordinator, local workers, display; until it is done, paused or interrupted. */
final class StudySession implements AutoCloseable {
    private static final long TICK_MS = 250;
    private static final long PAUSE_LIMIT_MS = 5_000;
    private static final long CLOSE_LIMIT_SECONDS = 40;

    private final StudyFolder folder;
    private final String name;
    private final EpochSharing sharing;
    private final List<Device> devices;
    private final boolean trains;
    private final Progress progress;
    private final Waits waits = new Waits();
    private final BlockingQueue<News> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupted");

    /** How a session ended. */
    enum Ending {
        DONE,
        NO_CHAMPION,
        PAUSED,
        ASKED_TO_PAUSE,
        FAILED,
        INTERRUPTED
    }

    /**
     * What a session leaves.
     *
     * @param study as it stands, or null where not even that was reached
     * @param reason for people
     */
    record Outcome(Ending ending, @Nullable StudyView study, String reason) {}

    private sealed interface News {
        record Changed(SupervisorMessage.Update update) implements News {}

        record Notice(String text) implements News {}

        record Over(Ending ending, String reason) implements News {}
    }

    StudySession(StudyFolder folder, String name, ObjectiveSpec objective, List<Device> devices, Progress progress) {
        this.folder = folder;
        this.name = name;
        this.sharing = SharedEpochs.of(objective);
        this.devices = devices;
        this.trains = objective instanceof TaskSpec;
        this.progress = progress;
    }

    /**
     * Runs the study.
     *
     * @param start what begins or resumes it
     */
    Outcome run(StudyStart.Opening start) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(hook);
        Coordinator.Listener listener = new Coordinator.Listener() {
            @Override
            public void onUpdate(SupervisorMessage.Update update) {
                queue.add(new News.Changed(update));
            }

            @Override
            public void onPromotionFailed(String reason) {
                queue.add(new News.Over(Ending.NO_CHAMPION, reason));
            }

            @Override
            public void onNotice(String text) {
                queue.add(new News.Notice(text));
            }

            @Override
            public void onFailure(String reason) {
                queue.add(new News.Over(Ending.FAILED, reason));
            }
        };
        try (Coordinator coordinator = Coordinator.start(
                        folder,
                        name,
                        Home.configuration("coordinator"),
                        Optional.empty(),
                        spec -> Study.of(spec, sharing),
                        new Promotion(folder),
                        listener);
                LocalWorkers workers = new LocalWorkers(coordinator::tell, text -> queue.add(new News.Notice(text)))) {
            coordinator.handOut(start.files());
            for (int i = 0; i < devices.size(); i++) {
                String worker = "worker-" + (i + 1);
                workers.start(
                        worker,
                        WorkerProcess.builder(
                                worker,
                                devices.get(i),
                                folder.root().resolveSibling(""),
                                folder.logs(),
                                coordinator.address(),
                                trains ? start.settings() : null,
                                FileStore.DEFAULT_BYTES));
            }
            coordinator.tell(start.message());
            return follow(coordinator, workers);
        }
    }

    /** To be called when the last word is said: a process that was interrupted ends now. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is running.
        }
    }

    private Outcome follow(Coordinator coordinator, LocalWorkers workers) throws InterruptedException {
        StudyView latest = null;
        String interruption = "";
        long interruptedAtMs = Long.MAX_VALUE;
        while (true) {
            News news = queue.poll(TICK_MS, TimeUnit.MILLISECONDS);
            long nowMs = System.currentTimeMillis();
            if (news instanceof News.Changed changed) {
                latest = changed.update().study();
                progress.update(changed.update(), nowMs);
                waits.news(changed.update().waits()).forEach(progress::notice);
                changed.update()
                        .events()
                        .forEach(event -> praise(event, changed.update().study(), workers));
                keepEdits(changed.update());
                if (latest.champion() != null) {
                    return new Outcome(Ending.DONE, latest, latest.phaseReason());
                }
                for (StudyEvent event : changed.update().events()) {
                    if (event instanceof StudyEvent.StudyPaused paused) {
                        Ending ending = paused.by() == null ? Ending.PAUSED : Ending.ASKED_TO_PAUSE;
                        return new Outcome(
                                interruption.isEmpty() ? ending : Ending.INTERRUPTED, latest, paused.reason());
                    }
                }
            } else if (news instanceof News.Notice notice) {
                progress.notice(notice.text());
            } else if (news instanceof News.Over over) {
                if (over.ending() != Ending.INTERRUPTED) {
                    return new Outcome(over.ending(), latest, over.reason());
                }
                interruption = over.reason();
                interruptedAtMs = nowMs;
                coordinator.tell(new SupervisorMessage.Pause(interruption));
            } else {
                progress.tick(nowMs);
            }
            boolean nothingToPause = latest == null || latest.phase() == Phase.FINISHED;
            if (!interruption.isEmpty() && (nothingToPause || nowMs - interruptedAtMs > PAUSE_LIMIT_MS)) {
                return new Outcome(Ending.INTERRUPTED, latest, interruption);
            }
        }
    }

    /** Whoever works on the study writes its study file: an edit may come from a machine that has no folder of it. */
    private void keepEdits(SupervisorMessage.Update update) {
        if (update.events().stream().anyMatch(StudyEvent.StudyEdited.class::isInstance)) {
            try {
                ResolvedStudy.keep(folder, update.study().spec());
            } catch (IOException | StudyFileException e) {
                progress.notice(folder.resolvedStudy() + " is not as the edit left the study: " + e.getMessage());
            }
        }
    }

    private static void praise(StudyEvent event, StudyView study, LocalWorkers workers) {
        if (event instanceof StudyEvent.EpochMeasured measured) {
            study.trials().get(measured.trial() - 1).worker().ifPresent(workers::madeProgress);
        }
    }

    /** Runs as the JVM ends by a signal: has the session close, and waits for it. */
    private void interrupted() {
        if (closed.getCount() > 0) {
            queue.add(new News.Over(Ending.INTERRUPTED, "interrupted"));
            try {
                closed.await(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
