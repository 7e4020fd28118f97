package dev.tryout.cluster;

import akka.actor.typed.javadsl.ActorContext;
import dev.tryout.training.TestResult;
import java.nio.file.Path;

/** A worker's part in the promotion: fetch the champion's checkpoint, evaluate it on the test data, answer. */
final class ChampionTest {
    private ChampionTest() {}

    /**
     * Begins a test; the leaderboard is answered whatever happens.
     *
     * @param whenOver called once, from any thread
     */
    static void start(
            ActorContext<?> context, WorkerActor.Setup setup, WorkerMessage.TestChampion request, Runnable whenOver) {
        Path folder = setup.folder().resolve("champion-test");
        Path file = folder.resolve("trial-" + request.trial().id() + ".checkpoint");
        context.spawnAnonymous(Download.create(file, result -> {
                    Path fetched = result.file();
                    if (fetched == null) {
                        request.replyTo().tell(new Leaderboard.TestFailed(result.failure()));
                        whenOver.run();
                    } else {
                        setup.trialExecutor().execute(() -> {
                            test(setup, request, fetched);
                            whenOver.run();
                        });
                    }
                }))
                .tell(request.checkpoint());
    }

    private static void test(WorkerActor.Setup setup, WorkerMessage.TestChampion request, Path checkpoint) {
        AttemptThread run = new AttemptThread(
                request.trial(),
                request.settings().seed(),
                setup.trialFolder(request.trial().id()),
                AttemptThread.Listener.SILENT);
        try {
            TestResult result = setup.objectives().get(request.settings()).test(checkpoint, run);
            request.replyTo().tell(new Leaderboard.Tested(request.trial().id(), result));
        } catch (Throwable e) { // Whatever it is, the leaderboard waits for an answer.
            request.replyTo().tell(new Leaderboard.TestFailed(String.valueOf(e.getMessage())));
        }
    }
}
