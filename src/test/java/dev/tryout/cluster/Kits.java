package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tryout.cluster.journal.Journal;
import java.io.IOException;
import java.util.List;

/** Actor systems for tests, with the serializers of a real node. */
final class Kits {
    private static final Config LOCAL = ConfigFactory.parseString(
            "akka.actor.provider = local, akka.actor.testkit.typed.single-expect-default = 15s");

    private Kits() {}

    /** No cluster, no journal. */
    static ActorTestKit local() {
        return ActorTestKit.create("test", LOCAL.withFallback(Node.config(null, List.of(), List.of())));
    }

    /** No cluster; the journal is in memory. */
    static ActorTestKit inMemory() {
        return ActorTestKit.create(
                "test",
                LOCAL.withFallback(PersistenceTestKitPlugin.getInstance().config())
                        .withFallback(Node.config(null, List.of(), List.of())));
    }

    /** No cluster; the journal is a real one, made ready before. */
    static ActorTestKit withJournal(Journal journal) throws IOException {
        return ActorTestKit.create(
                "test", journal.configure(LOCAL.withFallback(Node.config(null, List.of(), List.of()))));
    }
}
