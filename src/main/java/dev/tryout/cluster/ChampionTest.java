package dev.tryout.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.files.FileSupply;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A worker's part in the promotion: fetch the champion's checkpoint, evaluate it on the test data, say how it does. */
final class ChampionTest {
    private final WorkerActor.Setup setup;
    private final WorkerMessage.TestChampion request;
    private final FileSupply files;
    private final Listener listener;

    /** Called from any thread. */
    interface Listener {
        void alive();

        /** Called once, with what the leaderboard is to be told. */
        void over(Leaderboard.Message answer);
    }

    private ChampionTest(
            ActorSystem<?> system, WorkerActor.Setup setup, WorkerMessage.TestChampion request, Listener listener) {
        this.setup = setup;
        this.request = request;
        this.files = new CoordinatorFiles(
                system, request.settings().study(), request.replyTo().path().address(), listener::alive);
        this.listener = listener;
    }

    static void start(
            ActorContext<?> context, WorkerActor.Setup setup, WorkerMessage.TestChampion request, Listener listener) {
        ChampionTest test = new ChampionTest(context.getSystem(), setup, request, listener);
        Path file = setup.studies()
                .resolve(request.settings().study())
                .resolve("trials")
                .resolve("champion-test")
                .resolve("trial-" + request.trial().id() + ".checkpoint");
        context.spawnAnonymous(Download.create(file, test::fetched), DispatcherSelector.blocking())
                .tell(request.checkpoint());
    }

    private void fetched(Download.Result result) {
        Path file = result.file();
        if (file == null) {
            listener.over(new Leaderboard.TestFailed(request.trial().id(), result.failure()));
        } else {
            listener.alive();
            setup.trialExecutor().execute(() -> listener.over(test(file)));
        }
    }

    private Leaderboard.Message test(Path checkpoint) {
        int trial = request.trial().id();
        AttemptThread run = new AttemptThread(
                request.trial(),
                request.settings().seed(),
                MemoryLimits.NONE,
                setup.runFolder(
                        request.settings().study(), request.trial().origin().run()),
                new SignsOfLife(listener));
        try {
            return new Leaderboard.Tested(
                    trial, setup.objectives().get(request.settings(), files).test(checkpoint, run));
        } catch (Throwable e) { // Whatever it is, the leaderboard waits for an answer.
            return new Leaderboard.TestFailed(trial, Blame.message(e));
        } finally {
            delete(checkpoint);
        }
    }

    private static void delete(Path checkpoint) {
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(ChampionTest.class).warn("cannot delete {}", checkpoint, e);
        }
    }

    private record SignsOfLife(Listener listener) implements AttemptThread.Listener {
        @Override
        public void measured(Measurement measurement, CompletableFuture<Decision> answer) {
            answer.complete(Decision.CONTINUE);
        }

        @Override
        public void progressed(int epoch, double fraction) {
            listener.alive();
        }

        @Override
        public void returned(@Nullable Throwable failure) {}
    }
}
