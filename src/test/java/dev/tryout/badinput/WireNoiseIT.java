package dev.tryout.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What may come over a loopback port that any program of the machine can reach; the study goes on whatever it is. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class WireNoiseIT {
    @TempDir
    private static Path home;

    private static GuardedStudy study;

    @BeforeAll
    static void start() throws Exception {
        study = GuardedStudy.start(home);
    }

    @AfterAll
    static void end() {
        study.close();
    }

    @FunctionalInterface
    private interface Attack {
        void make() throws Exception;
    }

    private static DynamicTest refused(String what, Attack attack, String... said) {
        return dynamicTest(what, () -> {
            attack.make();
            study.awaitLine(said);
        });
    }

    private static DynamicTest unsaid(String what, Attack attack) {
        return dynamicTest(what, attack::make);
    }

    private static byte[] begin(int stream, int length) {
        return new byte[] {
            'A',
            'K',
            'K',
            'A',
            (byte) stream,
            (byte) length,
            (byte) (length >> 8),
            (byte) (length >> 16),
            (byte) (length >> 24),
            0
        };
    }

    private static DynamicTest dropped(String what, Object message, String... said) {
        return refused(
                what,
                () -> {
                    try (Stranger stranger = Stranger.plain()) {
                        stranger.tell(study.address(), message);
                    }
                },
                said);
    }

    @TestFactory
    Stream<DynamicTest> isRefusedAndTheStudyEndsAsIfItHadNotBeen() throws IOException {
        int port = study.port();
        return Stream.of(
                unsaid("a connection without a word", () -> Knock.send(port, new byte[0])),
                refused(
                        "a browser",
                        () -> Knock.send(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                        "WARN",
                        "refused a connection from 127.0.0.1",
                        "not the cluster's protocol",
                        "47 45 54 20"),
                dynamicTest("two hundred times random bytes give no flood", () -> {
                    Random random = new Random(7);
                    for (int i = 0; i < 200; i++) {
                        byte[] bytes = new byte[1 + random.nextInt(4_000)];
                        random.nextBytes(bytes);
                        Knock.send(port, bytes);
                    }
                    assertThat(study.lines("refused a connection from")).hasSizeLessThan(10);
                }),
                unsaid("a message that is announced and does not come", () -> Knock.send(port, begin(2, 1_000))),
                unsaid("a stream that there is not", () -> Knock.send(port, begin(9, 1))),
                refused(
                        "a message of a negative length",
                        () -> Knock.send(port, begin(2, -1)),
                        "dropped what came over the wire"),
                refused(
                        "a message of another version",
                        () -> Knock.send(port, new byte[] {'A', 'K', 'K', 'A', 2, 4, 0, 0, 0, 1, 2, 3, 4}),
                        "dropped what came over the wire",
                        "Incompatible protocol version"),
                dropped("a Java-serialised object", new java.util.BitSet(), "dropped", "serializer id [1]"),
                dropped("a class that is no message", Locale.ROOT, "dropped", "serializer id [31]", "java.util.Locale"),
                dropped("bytes that are no CBOR", new Stranger.Garbled(), "dropped", "serializer id [33]"),
                dropped("an unknown serializer", new Stranger.Unnumbered(), "dropped", "serializer id [4711]"),
                dropped("a message that is too long", new byte[3 << 20], "dropped"),
                dynamicTest(
                        "no line has a stack trace",
                        () -> assertThat(study.lines("\tat akka.")).isEmpty()),
                dynamicTest("the study ends unharmed", study::endsUnharmed));
    }
}
