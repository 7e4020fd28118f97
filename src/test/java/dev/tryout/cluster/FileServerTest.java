package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
    private final ActorTestKit kit = Kits.local();
    private final TestProbe<Download.Result> results = kit.createTestProbe();
    private final TestProbe<Download.Message> asker = kit.createTestProbe();
    private final TestProbe<FileServer.Compared> compared = kit.createTestProbe();
    private ActorRef<FileServer.Message> server;
    private Path data;
    private FileEntry entry;
    private KeptCheckpoints kept;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void open() throws Exception {
        byte[] bytes = new byte[FileSource.CHUNK_BYTES + 7];
        new Random(1).nextBytes(bytes);
        data = Files.write(folder.resolve("data.csv"), bytes);
        Manifest manifest = Manifest.of(List.of(data));
        entry = manifest.files().get(0);
        kept = KeptCheckpoints.open(folder.resolve("kept"));
        server = kit.spawn(FileServer.create("sample", manifest, kept));
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private boolean isUnchanged(String sha256) {
        server.tell(new FileServer.Compare(sha256, compared.ref()));
        return compared.receiveMessage().unchanged();
    }

    private void fetch() {
        ActorRef<Download.Message> download = kit.spawn(
                Download.create(folder.resolve("copies/copy"), entry, Duration.ofSeconds(20), results.ref()::tell));
        server.tell(new FileServer.Open(entry.sha256(), download));
    }

    @Test
    void theFilesOfTheStudyAreListedWithTheirHashesAndSizes() {
        TestProbe<FileServer.Described> described = kit.createTestProbe();
        server.tell(new FileServer.Describe(described.ref()));

        assertThat(described.receiveMessage().manifest().files())
                .containsExactly(new FileEntry(data.toString(), FileSource.CHUNK_BYTES + 7, entry.sha256()));
    }

    @Test
    void aFileOfTheStudyArrivesWhole() {
        fetch();
        assertThat(results.receiveMessage().file()).hasSameBinaryContentAs(data);
    }

    @Test
    void whatIsNotTheStudysIsNotServedWhateverTheMachineHas() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "not the study's");
        for (String hash :
                List.of(FileEntry.of(secret).sha256(), secret.toString(), "../secret", "", entry.sha256() + " ")) {
            server.tell(new FileServer.Open(hash, asker.ref()));
            assertThat(asker.receiveMessage())
                    .isEqualTo(new Download.Unavailable("the study has no file with that hash"));
            assertThat(isUnchanged(hash)).isFalse();
        }
    }

    @Test
    void theCheckpointThatIsKeptOfARunIsDescribedAndServedAndTheFormerOneIsNot() throws Exception {
        TestProbe<FileServer.CheckpointDescribed> described = kit.createTestProbe();
        server.tell(new FileServer.DescribeCheckpoint(1, described.ref()));
        assertThat(described.receiveMessage().files()).isNull();
        RunFiles former = keep(1);
        RunFiles newest = keep(2);

        server.tell(new FileServer.DescribeCheckpoint(1, described.ref()));
        assertThat(described.receiveMessage().files()).isEqualTo(newest);
        server.tell(new FileServer.Open(former.files().get(0).sha256(), asker.ref()));
        assertThat(asker.receiveMessage()).isInstanceOf(Download.Unavailable.class);
        entry = newest.files().get(0).entry();
        fetch();
        assertThat(results.receiveMessage().file()).hasContent("of epoch 2");
    }

    private RunFiles keep(int epoch) throws Exception {
        FileEntry content = FileEntry.of(Files.writeString(folder.resolve("state"), "of epoch " + epoch));
        RunFile file = new RunFile("state", content.bytes(), content.sha256());
        RunFiles files = new RunFiles(epoch, List.of(file));
        kept.begin(1, files);
        Files.copy(folder.resolve("state"), kept.target(1, file));
        kept.keep(1, files);
        return files;
    }

    @Test
    void aFileThatChangedDoesNotArriveAndIsSaidToHaveChanged() throws Exception {
        assertThat(isUnchanged(entry.sha256())).isTrue();
        byte[] bytes = Files.readAllBytes(data);
        bytes[3]++;
        Files.write(data, bytes);

        fetch();
        Download.Result result = results.receiveMessage();
        assertThat(result.file()).isNull();
        assertThat(result.failure()).contains("checksum");
        assertThat(folder.resolve("copies")).isEmptyDirectory();
        assertThat(isUnchanged(entry.sha256())).isFalse();
    }

    @Test
    void aFileThatIsGoneOrCutShortIsAFailure() throws Exception {
        Files.writeString(data, "cut");
        fetch();
        assertThat(results.receiveMessage().failure()).contains("ended after 3 of");
        Files.delete(data);
        fetch();
        assertThat(results.receiveMessage().failure()).contains("data.csv is not there any more");
    }
}
