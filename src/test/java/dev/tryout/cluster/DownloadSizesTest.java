package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** A file of any size arrives byte for byte. */
class DownloadSizesTest {
    private final ActorTestKit kit = Kits.local();

    @AfterProperty
    void close() {
        kit.shutdownTestKit();
    }

    @Provide
    Arbitrary<Integer> sizes() {
        Arbitrary<Integer> aroundChunks = Arbitraries.integers()
                .between(0, Download.WINDOW_CHUNKS + 2)
                .flatMap(chunks -> Arbitraries.integers()
                        .between(-2, 2)
                        .map(offset -> Math.max(0, chunks * FileSource.CHUNK_BYTES + offset)));
        return Arbitraries.oneOf(aroundChunks, Arbitraries.integers().between(0, 1_000_000));
    }

    @Property(tries = 40)
    void bytesAreEqual(@ForAll("sizes") int size, @ForAll long seed) throws IOException {
        Path folder = Files.createTempDirectory("download");
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Path original = Files.write(folder.resolve("original"), bytes);
        Path target = folder.resolve("copy");
        TestProbe<Download.Result> results = kit.createTestProbe();
        kit.spawn(FileSource.offering(() -> original, kit.spawn(Download.create(target, results.ref()::tell))));

        assertThat(results.receiveMessage().file()).isEqualTo(target).hasBinaryContent(bytes);
        Files.delete(original);
        Files.delete(target);
        Files.delete(folder); // Only an empty one can be deleted.
    }
}
