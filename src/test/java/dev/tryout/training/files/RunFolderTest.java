package dev.tryout.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private static final String HASH = "0".repeat(64);

    @TempDir
    private Path root = Path.of("");

    private Path folder;
    private RunFolder run;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectories(root.resolve("0001"));
        run = new RunFolder(folder);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void programAt(int epoch) throws IOException {
        write(RunFolder.REACHED, String.valueOf(epoch));
    }

    private static List<String> names(RunFiles files) {
        return files.files().stream().map(RunFile::name).toList();
    }

    @Test
    void fineTuningGoesOnBehindItsNewestCheckpointWhichTravelsWithThoseBefore() throws Exception {
        assertThat(run.epoch()).isZero();
        write("epoch-0002.safetensors", "two");
        write("epoch-0010.safetensors", "ten");
        write("epoch-0011.safetensors.tmp", "half");

        assertThat(run.epoch()).isEqualTo(10);
        RunFiles files = run.list();
        assertThat(files.epoch()).isEqualTo(10);
        assertThat(names(files)).containsExactly("epoch-0002.safetensors", "epoch-0010.safetensors");
        FileEntry two = FileEntry.of(folder.resolve("epoch-0002.safetensors"));
        assertThat(files.files().get(0)).isEqualTo(new RunFile("epoch-0002.safetensors", 3, two.sha256()));
    }

    @Test
    void aProgramGoesOnBehindWhatItReportedAndItsFilesTravelButNotTryouts() throws Exception {
        write("model.bin", "weights");
        write("deep/er/state.json", "{}");
        write("tryout-epoch-3.json", "{}");
        write("tryout-attempt-1.out", "text");
        write("tryout-fetching/model.bin", "half");
        programAt(3);

        RunFiles files = run.list();
        assertThat(files.epoch()).isEqualTo(3);
        assertThat(names(files)).containsExactly("deep/er/state.json", "model.bin", RunFolder.REACHED);
    }

    @Test
    void withoutACheckpointThereIsNothingToTravel() throws Exception {
        write("model.bin", "weights");
        assertThatThrownBy(run::list).isInstanceOf(IOException.class).hasMessageContaining("there is no checkpoint");
        write(RunFolder.REACHED, "three");
        assertThat(run.epoch()).isZero();
        assertThatThrownBy(new RunFolder(root.resolve("none"))::list).hasMessageContaining("there is no checkpoint");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkIsNotFollowedOutOfTheFolder() throws Exception {
        Path secret = Files.writeString(root.resolve("secret"), "not a checkpoint");
        Files.createSymbolicLink(folder.resolve("model.bin"), secret);
        programAt(1);

        assertThatThrownBy(run::list).isInstanceOf(IOException.class).hasMessageContaining("model.bin is a link");
        RunFile asked = new RunFile("model.bin", 16, HASH);
        assertThatThrownBy(() -> run.file(asked)).hasMessageContaining("not in the folder of its run");
        Files.createSymbolicLink(folder.resolve("out"), root);
        assertThatThrownBy(() -> run.file(new RunFile("out/secret", 16, HASH)))
                .hasMessageContaining("not in the folder of its run");
    }

    @Test
    void whatIsHeldIsHandedOutThoughItIsDeletedOrReplacedMeanwhile() throws Exception {
        write("epoch-0001.safetensors", "one");
        write("epoch-0002.safetensors", "two");
        RunFiles files = run.list();
        run.hold(files);
        Files.delete(folder.resolve("epoch-0001.safetensors"));
        write("replacement", "without optimizer");
        Files.move(
                folder.resolve("replacement"),
                folder.resolve("epoch-0002.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(run.file(files.files().get(0))).hasContent("one");
        assertThat(run.file(files.files().get(1))).hasContent("two");
        assertThat(names(run.list())).containsExactly("epoch-0002.safetensors");
        run.letGo();
        assertThat(run.file(files.files().get(1))).hasContent("without optimizer");
        assertThatThrownBy(() -> run.file(files.files().get(0))).isInstanceOf(IOException.class);
    }

    @Test
    void tooManyFilesDoNotTravel() throws Exception {
        for (int i = 0; i <= RunFiles.MAX_FILES; i++) {
            write("shard-" + i, "");
        }
        programAt(1);
        assertThatThrownBy(run::list).hasMessageContaining("more than 500 files");
    }

    @Test
    void whatWasFetchedTakesThePlaceOfWhatWasThere() throws Exception {
        write("old/state", "of epoch 1");
        write("model.bin", "of epoch 1");
        write("tryout-attempt-1.out", "text");
        programAt(1);
        Path staging = run.staging();
        Files.writeString(staging.resolve("model.bin"), "of epoch 4");
        Files.createDirectories(staging.resolve("new"));
        Files.writeString(staging.resolve("new/state"), "of epoch 4");
        Files.writeString(staging.resolve(RunFolder.REACHED), "4");

        run.replaceBy(
                staging,
                new RunFiles(
                        4,
                        List.of(
                                new RunFile(RunFolder.REACHED, 1, HASH),
                                new RunFile("model.bin", 10, HASH),
                                new RunFile("new/state", 10, HASH))));

        assertThat(run.epoch()).isEqualTo(4);
        assertThat(names(run.list())).containsExactly("model.bin", "new/state", RunFolder.REACHED);
        assertThat(folder.resolve("model.bin")).hasContent("of epoch 4");
        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(folder.resolve("tryout-attempt-1.out")).exists();
        assertThat(staging).doesNotExist();
    }

    @Test
    void whereTheReplacementIsCutShortWhatIsThereCountsAsNothing() throws Exception {
        programAt(1);
        Path staging = run.staging();
        Files.writeString(staging.resolve(RunFolder.REACHED), "4");
        RunFiles files =
                new RunFiles(4, List.of(new RunFile(RunFolder.REACHED, 1, HASH), new RunFile("model.bin", 10, HASH)));

        assertThatThrownBy(() -> run.replaceBy(staging, files)).isInstanceOf(IOException.class);
        assertThat(run.epoch()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../0002/model.bin",
                "a/../../b",
                "a//b",
                "./a",
                "a/",
                "a\\b",
                "C:a",
                "a\u0000b",
                "a\nb",
                "..",
                ".",
                "a/.",
                "trailing.",
                "trailing ",
                "tryout-epoch-1.json",
                "tryout-fetching/a",
                "a.tmp"
            })
    void hostileNamesAreRefused(String name) {
        assertThatThrownBy(() -> new RunFile(name, 1, HASH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name for a file of a checkpoint");
    }

    @Test
    void namesThatAreTooLongOrMeanTheSameAndTooManyOrTooLargeFilesAreRefused() {
        assertThatThrownBy(() -> new RunFile("a".repeat(201), 1, HASH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunFile("a", -1, HASH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunFile("a", 1, "../a")).isInstanceOf(IllegalArgumentException.class);
        List<List<RunFile>> refused = List.of(
                List.of(),
                List.of(new RunFile("a", 1, HASH), new RunFile("A", 1, HASH)),
                List.of(new RunFile("a", RunFiles.MAX_BYTES, HASH), new RunFile("b", 1, HASH)),
                List.of(new RunFile("a", Long.MAX_VALUE, HASH), new RunFile("b", Long.MAX_VALUE, HASH)),
                Collections.nCopies(RunFiles.MAX_FILES + 1, new RunFile("a", 1, HASH)));
        for (List<RunFile> files : refused) {
            assertThatThrownBy(() -> new RunFiles(1, files)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new RunFiles(0, List.of(new RunFile("a", 1, HASH))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
