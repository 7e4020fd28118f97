package dev.tryout.badinput;

import akka.actor.ActorRef;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.serialization.SerializerWithStringManifest;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An Akka system that is none of Tryout's nodes, and heeds none of their rules. */
final class Stranger implements AutoCloseable {
    /** To be sent as bytes that claim to be one of the cluster's messages. */
    record Garbled() {}

    /** To be sent under a number that no serializer of the cluster has. */
    record Unnumbered() {}

    /** Writes garbage under the number and the class name of a message that nodes read. */
    public static final class GarbledCbor extends SerializerWithStringManifest {
        @Override
        public int identifier() {
            return 33;
        }

        @Override
        public String manifest(Object message) {
            return "dev.tryout.cluster.SupervisorMessage$Pause";
        }

        @Override
        public byte[] toBinary(Object message) {
            return "\u0000this is no CBOR".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) {
            throw new UnsupportedOperationException(manifest);
        }
    }

    /** Under a number of its own. */
    public static final class OwnNumber extends SerializerWithStringManifest {
        @Override
        public int identifier() {
            return 4711;
        }

        @Override
        public String manifest(Object message) {
            return "own";
        }

        @Override
        public byte[] toBinary(Object message) {
            return new byte[] {1};
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) {
            throw new UnsupportedOperationException(manifest);
        }
    }

    private static final String RULES = """
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              actor {
                provider = cluster
                allow-java-serialization = on
                warn-about-java-serializer-usage = off
                serializers {
                  own = "dev.tryout.badinput.Stranger$OwnNumber"
                  jackson-cbor = "dev.tryout.badinput.Stranger$GarbledCbor"
                }
                serialization-bindings {
                  "dev.tryout.badinput.Stranger$Garbled" = jackson-cbor
                  "dev.tryout.badinput.Stranger$Unnumbered" = own
                  "java.util.Locale" = jackson-json
                }
              }
              remote.artery {
                transport = tcp
                canonical { hostname = "127.0.0.3", port = 0 }
                advanced.maximum-frame-size = 4 MiB
              }
            }
            """;

    private final ActorSystem<Void> system;

    private Stranger(String rules, String seed) {
        Config config = ConfigFactory.parseString(rules)
                .withFallback(ConfigFactory.parseString(RULES))
                .withFallback(
                        seed.isEmpty()
                                ? ConfigFactory.empty()
                                : ConfigFactory.parseString(
                                        "akka.cluster.seed-nodes = [\"akka://tryout@" + seed + "\"]"));
        system = ActorSystem.create(Behaviors.empty(), "tryout", config.withFallback(ConfigFactory.load()));
    }

    /** Without TLS, and without a wish to join. */
    static Stranger plain() {
        return new Stranger("", "");
    }

    /** Without TLS, as one who wants to join. */
    static Stranger joiningPlain(String seed) {
        return new Stranger("", seed);
    }

    /**
     * With TLS.
     *
     * @param node whose certificate it shows
     * @param trust whose authority it trusts
     */
    static Stranger withTls(Path node, Path trust, String nodePassword, String trustPassword, String seed) {
        return new Stranger(
                """
                akka.remote.artery {
                  transport = tls-tcp
                  ssl.config-ssl-engine {
                    key-store = "%s", key-store-password = "%s", key-password = "%s"
                    trust-store = "%s", trust-store-password = "%s"
                    protocol = "TLSv1.3", enabled-algorithms = ["TLS_AES_128_GCM_SHA256"]
                    require-mutual-authentication = on, hostname-verification = on
                  }
                }
                """.formatted(
                                node.resolve("node.p12"),
                                nodePassword,
                                nodePassword,
                                trust.resolve("trust.p12"),
                                trustPassword),
                seed);
    }

    /** Sends a message to an actor, again and again for a second: what is sent before the first handshake may be lost. */
    void tell(String address, Object message) throws InterruptedException {
        ActorRef supervisor = ((ExtendedActorSystem) Adapter.toClassic(system))
                .provider()
                .resolveActorRef("akka://tryout@" + address + "/user/supervisor");
        for (int i = 0; i < 5; i++) {
            supervisor.tell(message, ActorRef.noSender());
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean hasJoined() {
        return Cluster.get(system).selfMember().status().equals(MemberStatus.up());
    }

    boolean joinsWithin(int seconds) throws InterruptedException {
        for (int i = 0; i < 10 * seconds && !hasJoined(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return hasJoined();
    }

    @Override
    public void close() throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
