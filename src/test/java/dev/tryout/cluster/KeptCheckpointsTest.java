package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCheckpointsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path root;
    private KeptCheckpoints kept;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("kept");
        kept = KeptCheckpoints.open(root);
    }

    private RunFiles keep(int run, int epoch) throws IOException {
        RunFiles files = fetched(run, epoch);
        kept.keep(run, files);
        return files;
    }

    private RunFiles fetched(int run, int epoch) throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "run " + run + " epoch " + epoch);
        FileEntry entry = FileEntry.of(content);
        RunFile file = new RunFile("deep/state", entry.bytes(), entry.sha256());
        RunFiles files = new RunFiles(epoch, List.of(file));
        kept.begin(run, files);
        Path target = kept.target(run, file);
        Files.createDirectories(target.getParent());
        Files.copy(content, target);
        return files;
    }

    private static String hash(RunFiles files) {
        return files.files().get(0).sha256();
    }

    @Test
    void whatIsKeptIsThereAfterARestartAndFoundByItsHash() throws Exception {
        RunFiles one = keep(1, 3);
        RunFiles other = keep(20_000, 12_345);

        KeptCheckpoints again = KeptCheckpoints.open(root);
        assertThat(again.runs()).containsExactlyInAnyOrder(1, 20_000);
        assertThat(again.find(1)).contains(one);
        FileEntry found = again.find(hash(other)).orElseThrow();
        assertThat(Path.of(found.path())).hasContent("run 20000 epoch 12345");
        assertThat(found.isContentOf(Path.of(found.path()))).isTrue();
    }

    @Test
    void onlyTheNewestOfARunIsKept() throws Exception {
        RunFiles former = keep(1, 3);
        RunFiles newer = keep(1, 4);

        assertThat(kept.find(hash(former))).isEmpty();
        assertThat(kept.find(1)).contains(newer);
        assertThat(root.resolve("0001")).isDirectoryNotContaining("glob:**epoch-0003");
    }

    @Test
    void theFormerOneStaysUntilTheNewOneIsWhole() throws Exception {
        RunFiles former = keep(1, 3);
        fetched(1, 4);
        assertThat(kept.find(1)).contains(former);

        KeptCheckpoints afterACrash = KeptCheckpoints.open(root);
        assertThat(afterACrash.find(1)).contains(former);
        assertThat(root.resolve("0001/fetching")).doesNotExist();
    }

    @Test
    void aCrashBetweenTheNewOneAndTheFormersEndLeavesTheNewOne() throws Exception {
        keep(1, 3);
        Path former = folder.resolve("former");
        Files.move(root.resolve("0001/epoch-0003"), former);
        RunFiles newer = keep(1, 4);
        Files.move(former, root.resolve("0001/epoch-0003"));

        KeptCheckpoints again = KeptCheckpoints.open(root);
        assertThat(again.find(1)).contains(newer);
        assertThat(root.resolve("0001")).isDirectoryNotContaining("glob:**epoch-0003");
    }

    @Test
    void whatIsDamagedOrForeignIsNotServed() throws Exception {
        keep(1, 3);
        Files.writeString(
                root.resolve("0001/epoch-0003/checkpoint.json"),
                "{\"epoch\":3,\"files\":[{\"name\":" + "\"../../../secret\",\"bytes\":1,\"sha256\":\"" + "0".repeat(64)
                        + "\"}]}");
        Files.createDirectories(root.resolve("notes"));

        assertThat(KeptCheckpoints.open(root).runs()).isEmpty();
        assertThat(root.resolve("notes")).exists();
    }

    @Test
    void aFileOfTheFormerOneIsTakenOver() throws Exception {
        RunFile same = keep(1, 3).files().get(0);
        RunFiles next = new RunFiles(4, List.of(new RunFile("elsewhere", same.bytes(), same.sha256())));
        kept.begin(1, next);
        assertThat(kept.reuse(1, next.files().get(0))).isTrue();
        assertThat(kept.reuse(1, new RunFile("state", 1, "0".repeat(64)))).isFalse();
        kept.keep(1, next);

        assertThat(Path.of(kept.find(same.sha256()).orElseThrow().path())).hasContent("run 1 epoch 3");
    }

    @Test
    void whatIsAbandonedLeavesNothingButTheFormerOne() throws Exception {
        fetched(1, 3);
        kept.abandon(1);
        assertThat(root).doesNotExist();
        RunFiles former = keep(1, 3);
        fetched(1, 4);
        kept.abandon(1);
        assertThat(kept.find(1)).contains(former);
        assertThat(root.resolve("0001")).isDirectoryNotContaining("glob:**fetching");
    }

    @Test
    void theFolderGoesWithTheLastCheckpoint() throws Exception {
        keep(1, 3);
        keep(2, 1);
        kept.drop(1);
        assertThat(kept.runs()).containsExactly(2);
        kept.drop(2);
        assertThat(root).doesNotExist();
        kept.drop(3);
    }
}
