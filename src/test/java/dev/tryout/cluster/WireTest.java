package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.space.Configuration;
import dev.tryout.study.StudyEvent;
import dev.tryout.training.MemoryLimits;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What crosses nodes and what is written comes back as it was, through the serializers of a real node. */
class WireTest {
    private static ActorTestKit kit;
    private static Serialization serialization;

    @BeforeAll
    static void open() {
        kit = ActorTestKit.create("test", Node.config(null, List.of("worker"), List.of()));
        serialization = SerializationExtension.get(kit.system());
    }

    @AfterAll
    static void close() {
        kit.shutdownTestKit();
    }

    private static List<Object> wireMessages() {
        TestProbe<Object> others = kit.createTestProbe();
        MessageSamples samples = new MessageSamples(others.ref());
        return Stream.of(
                        SupervisorMessage.class,
                        WorkerMessage.class,
                        TrialMessage.class,
                        Leaderboard.Message.class,
                        Download.Message.class,
                        FileSource.Message.class,
                        FileServer.Message.class,
                        CheckpointFetch.Message.class)
                .flatMap(protocol -> samples.all(protocol).stream())
                .filter(WireMessage.class::isInstance)
                .map(Object.class::cast)
                .toList();
    }

    private static byte[] bytes(Object message) {
        return serialization.serialize(message).get();
    }

    private static Object roundTrip(Object message) {
        int serializer = serialization.findSerializerFor(message).identifier();
        String manifest = Serializers.manifestFor(serialization.findSerializerFor(message), message);
        return serialization.deserialize(bytes(message), serializer, manifest).get();
    }

    @Test
    void everyWireMessageRoundTrips() {
        List<Object> messages = wireMessages();
        assertThat(messages).hasSizeGreaterThan(15);
        for (Object message : messages) {
            assertThat(roundTrip(message))
                    .usingRecursiveComparison() // A chunk's bytes are equal though the arrays are two.
                    .ignoringFields("ref", "replyTo", "source", "checkpoint.source")
                    .isEqualTo(message);
            assertThat(serialization.findSerializerFor(message).identifier())
                    .as("CBOR for %s", message)
                    .isEqualTo(33);
        }
    }

    @Test
    void referencesRoundTrip() {
        TestProbe<Download.Message> probe = kit.createTestProbe();
        FileSource.NextChunk message = new FileSource.NextChunk(7, probe.ref());
        assertThat(roundTrip(message)).isEqualTo(message);
    }

    private static Trial unusual() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rate", 1.0);
        values.put("tiny", Double.MIN_VALUE);
        values.put("third", 1.0 / 3);
        values.put("small", 3L);
        values.put("large", Long.MAX_VALUE);
        values.put("negative", -1L);
        values.put("text", "</script> \u0000 \uD83D\uDE00");
        values.put("flag", true);
        Map<String, Double> metrics = Map.of(
                "loss", Double.NaN, "a", Double.POSITIVE_INFINITY, "b", Double.NEGATIVE_INFINITY, "c", -0.0, "d", 0.1);
        return Trial.suggested(1, new Configuration(values), "", 3)
                .assigned("worker-1", 1, Long.MAX_VALUE / 2)
                .measured(new Measurement(1, metrics, 0.1));
    }

    @Test
    void everyTypeOfValueKeepsItsTypeAndEveryNumberItsBits() {
        WorkerMessage.Assign assign =
                new WorkerMessage.Assign(kit.system().ignoreRef(), unusual(), Samples.SETTINGS, MemoryLimits.NONE);
        WorkerMessage.Assign back = (WorkerMessage.Assign) roundTrip(assign);
        assertThat(back).isEqualTo(assign);
        assertThat(back.trial().configuration().values().values())
                .extracting(Object::getClass)
                .isEqualTo(assign.trial().configuration().values().values().stream()
                        .map(Object::getClass)
                        .toList());
        assertThat(List.copyOf(back.trial().configuration().values().keySet()))
                .isEqualTo(List.copyOf(assign.trial().configuration().values().keySet()));
    }

    @Test
    void eventsAreReadableJsonAndRoundTrip() throws Exception {
        Trial trial = unusual();
        List<StudyEvent> events = List.of(
                new StudyEvent.StudyCreated(Samples.spec(2, 3), "{\"command\":[]}", "sha", "1", 5),
                new StudyEvent.TrialSuggested(1, trial.configuration(), 3, "random", 6),
                new StudyEvent.EpochMeasured(1, 1, trial.measurements().get(0), 7));
        for (StudyEvent event : events) {
            assertThat(roundTrip(event)).isEqualTo(event);
        }
        JsonNode json = new ObjectMapper().readTree(bytes(events.get(2)));
        assertThat(json.get("event").asText()).isEqualTo("epoch_measured");
        assertThat(json.get("trial").asInt()).isEqualTo(1);
        assertThat(json.get("measurement").get("metrics").get("loss").asText()).isEqualTo("NaN");
    }

    @Test
    void javaSerializationIsRefused() {
        assertThat(serialization
                        .serialize(new java.util.ArrayList<>(List.of(new java.util.BitSet())))
                        .isFailure())
                .isTrue();
        assertThat(serialization.deserialize(new byte[] {1}, 1, "").isFailure()).isTrue();
    }

    @Test
    void classesThatAreNoMessagesAreNotReadFromTheWire() {
        byte[] payload = bytes(new WorkerMessage.Discard("sample", 1));
        assertThat(serialization.deserialize(payload, 33, "java.util.ArrayList").isFailure())
                .isTrue();
    }
}
