package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.training.tensor.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private final ActorTestKit kit = Kits.local();
    private final TestProbe<Download.Result> results = kit.createTestProbe();
    private final TestProbe<FileSource.Message> source = kit.createTestProbe();
    private Path original;
    private Path target;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        byte[] bytes = new byte[2 * FileSource.CHUNK_BYTES + 1];
        new Random(1).nextBytes(bytes);
        original = Files.write(folder.resolve("original"), bytes);
        target = folder.resolve("target/file");
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private ActorRef<Download.Message> start() {
        return start(Duration.ofSeconds(20));
    }

    private ActorRef<Download.Message> start(Duration silenceLimit) {
        return kit.spawn(Download.create(target, silenceLimit, results.ref()::tell));
    }

    private Download.Offer offer(ActorRef<FileSource.Message> from) throws IOException {
        return new Download.Offer(Files.size(original), Checksums.sha256(original), from);
    }

    private void expectFailure(String reason) throws IOException {
        Download.Result result = results.receiveMessage();
        assertThat(result.file()).isNull();
        assertThat(result.failure()).contains(reason);
        assertThat(Files.exists(target)).isFalse();
        if (Files.isDirectory(target.resolveSibling("."))) {
            try (Stream<Path> left = Files.list(target.getParent())) {
                assertThat(left).isEmpty();
            }
        }
        results.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void anOfferedFileArrivesWholeUnderItsName() throws Exception {
        kit.spawn(FileSource.offering(() -> original, start()));
        Download.Result result = results.receiveMessage();
        assertThat(result.file()).isEqualTo(target).hasSameBinaryContentAs(original);
        assertThat(result.sha256()).isEqualTo(Checksums.sha256(original));
        assertThat(target.getParent()).isDirectoryContaining(file -> file.equals(target));
        try (Stream<Path> all = Files.list(target.getParent())) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void aFormerFileIsReplaced() throws Exception {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "of an earlier epoch");
        Files.writeString(target.resolveSibling("file.part"), "of a killed process");
        start().tell(offer(kit.spawn(FileSource.create(original))));
        assertThat(results.receiveMessage().file()).hasSameBinaryContentAs(original);
        assertThat(target.resolveSibling("file.part")).doesNotExist();
    }

    @Test
    void nothingToOfferIsSaid() throws Exception {
        start().tell(new Download.Unavailable("the checkpoint is missing"));
        expectFailure("the checkpoint is missing");
    }

    @Test
    void aSourceThatCannotFindItsFileSaysSo() throws Exception {
        kit.spawn(FileSource.offering(() -> folder.resolve("none"), start()));
        expectFailure("none");
    }

    @Test
    void aWrongChecksumIsAFailure() throws Exception {
        start().tell(new Download.Offer(Files.size(original), "0".repeat(64), kit.spawn(FileSource.create(original))));
        expectFailure("checksum");
    }

    @Test
    void aFileThatShrankIsAFailure() throws Exception {
        start().tell(new Download.Offer(
                Files.size(original) + 1, "0".repeat(64), kit.spawn(FileSource.create(original))));
        expectFailure("ended after");
    }

    @Test
    void moreBytesThanOfferedAreAFailure() throws Exception {
        ActorRef<Download.Message> download = start();
        download.tell(new Download.Offer(3, Checksums.sha256(original), source.ref()));
        source.receiveMessage();
        download.tell(new Download.Chunk(0, new byte[5]));
        expectFailure("checksum");
    }

    @Test
    void aFileThatIsDeletedMeanwhileIsAFailure() throws Exception {
        Download.Offer offer = offer(kit.spawn(FileSource.create(original)));
        Files.delete(original);
        start().tell(offer);
        expectFailure("cannot read");
    }

    @Test
    void silenceIsAFailure() throws Exception {
        ActorRef<Download.Message> download = start(Duration.ofMillis(300));
        download.tell(offer(source.ref()));
        expectAsked(download, 0, FileSource.CHUNK_BYTES, 2 * FileSource.CHUNK_BYTES);
        download.tell(new Download.Chunk(0, new byte[100]));
        source.expectMessage(new FileSource.NextChunk(100, download));
        expectFailure("no answer");
    }

    @Test
    void noOfferAtAllIsAFailure() throws Exception {
        start(Duration.ofMillis(100));
        expectFailure("no answer");
    }

    @Test
    void aChunkOutOfItsPlaceIsPassedOver() throws Exception {
        byte[] bytes = Files.readAllBytes(original);
        ActorRef<Download.Message> download = start();
        download.tell(offer(source.ref()));
        download.tell(new Download.Chunk(7, new byte[10]));
        download.tell(new Download.Chunk(0, bytes));
        assertThat(results.receiveMessage().file()).hasBinaryContent(bytes);
    }

    @Test
    void chunksInAnyOrderAndTwiceMakeTheFile() throws Exception {
        byte[] bytes = Files.readAllBytes(original);
        int chunk = FileSource.CHUNK_BYTES;
        ActorRef<Download.Message> download = start();
        download.tell(offer(source.ref()));
        download.tell(new Download.Chunk(2L * chunk, Arrays.copyOfRange(bytes, 2 * chunk, bytes.length)));
        download.tell(new Download.Chunk(chunk, Arrays.copyOfRange(bytes, chunk, 2 * chunk)));
        download.tell(new Download.Chunk(chunk, new byte[chunk]));
        download.tell(new Download.Chunk(0, Arrays.copyOf(bytes, chunk)));
        assertThat(results.receiveMessage().file()).hasBinaryContent(bytes);
    }

    @Test
    void noMoreThanAWindowIsAskedForAhead() {
        ActorRef<Download.Message> download = start();
        download.tell(new Download.Offer(100L * FileSource.CHUNK_BYTES, "0".repeat(64), source.ref()));
        expectAsked(
                download,
                LongStream.range(0, Download.WINDOW_CHUNKS)
                        .map(i -> i * FileSource.CHUNK_BYTES)
                        .toArray());
        source.expectNoMessage(Duration.ofMillis(50));
        download.tell(new Download.Chunk(FileSource.CHUNK_BYTES, new byte[FileSource.CHUNK_BYTES]));
        source.expectNoMessage(Duration.ofMillis(50));
        download.tell(new Download.Chunk(0, new byte[FileSource.CHUNK_BYTES]));
        long window = (long) Download.WINDOW_CHUNKS * FileSource.CHUNK_BYTES;
        expectAsked(download, window, window + FileSource.CHUNK_BYTES);
        source.expectNoMessage(Duration.ofMillis(50));
    }

    private void expectAsked(ActorRef<Download.Message> download, long... offsets) {
        for (long offset : offsets) {
            source.expectMessage(new FileSource.NextChunk(offset, download));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAFailure() throws Exception {
        Files.writeString(folder.resolve("target"), "a file stands where the folder should");
        start().tell(offer(source.ref()));
        expectFailure("cannot write");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAFailure() throws Exception {
        Files.createDirectories(target.getParent());
        Files.createSymbolicLink(target.resolveSibling("file.part"), Path.of("/dev/full"));
        start().tell(offer(kit.spawn(FileSource.create(original))));
        expectFailure("cannot write");
    }

    @Test
    void aDownloadThatIsStoppedLeavesNothing() throws Exception {
        ActorRef<Download.Message> download = start();
        download.tell(offer(source.ref()));
        source.receiveMessage();
        assertThat(target.resolveSibling("file.part")).exists();
        kit.stop(download);
        assertThat(target.getParent()).isEmptyDirectory();
    }
}
