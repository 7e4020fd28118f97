package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import dev.tryout.study.Study;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorTest {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

    private Coordinator start() throws Exception {
        Coordinator.Listener listener = new Coordinator.Listener() {
            @Override
            public void onUpdate(SupervisorMessage.Update update) {}

            @Override
            public void onPromotionFailed(String reason) {}

            @Override
            public void onNotice(String text) {}

            @Override
            public void onFailure(String reason) {
                failures.add(reason);
            }
        };
        return Coordinator.start(
                new StudyFolder(folder),
                "small",
                null,
                Optional.empty(),
                Study::of,
                (study, trial, checkpoint, test) -> {
                    throw new AssertionError("nothing is promoted here");
                },
                listener);
    }

    private static Behavior<SelfUp> downing(Address node) {
        return Behaviors.setup(context -> {
            Cluster cluster = Cluster.get(context.getSystem());
            cluster.subscriptions().tell(Subscribe.create(context.getSelf(), SelfUp.class));
            return Behaviors.receiveMessage(up -> {
                cluster.manager().tell(new Down(node));
                return Behaviors.same();
            });
        });
    }

    @Test
    void aNodeThatIsDownedByOthersSaysSo() throws Exception {
        try (Coordinator coordinator = start()) {
            String seed = Node.seed(coordinator.address());
            ActorSystem<SelfUp> other = ActorSystem.create(
                    downing(AddressFromURIString.parse(seed)),
                    Node.SYSTEM,
                    Node.config(null, List.of("worker"), List.of(seed)));
            try {
                assertThat(failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).contains("left its cluster");
            } finally {
                other.terminate();
                other.getWhenTerminated().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void anOrderlyEndIsNoFailure() throws Exception {
        start().close();
        assertThat(failures).isEmpty();
    }
}
