package dev.tryout.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAtHandTest {
    @TempDir
    private Path folder = Path.of("");

    private FolderSupply supply;
    private FileStore store;

    @BeforeEach
    void open() {
        supply = new FolderSupply(folder.resolve("coordinator"));
        store = new FileStore(folder.resolve("files"), 10, Duration.ofSeconds(60));
    }

    @Test
    void aFileAtItsPlaceIsTakenFromThere() throws Exception {
        Path own = Files.writeString(folder.resolve("data.csv"), "rows");
        Manifest manifest = Manifest.of(List.of(own));
        try (FilesAtHand files = FilesAtHand.gather(manifest, store, supply)) {
            assertThat(files.places().find(own)).contains(own);
            assertThat(files.places().find(folder.resolve("other.csv"))).isEmpty();
        }
        assertThat(supply.fetched()).isEmpty();
    }

    @Test
    void anotherFileAtItsPlaceIsRefusedAndNothingIsKept() throws Exception {
        FileEntry missing = supply.add("config.json", "{}");
        Path own = Files.writeString(folder.resolve("data.csv"), "rows");
        FileEntry expected = FileEntry.of(own);
        for (String other : List.of("rowz", "row", "rows and more")) {
            Files.writeString(own, other);
            assertThatThrownBy(() -> FilesAtHand.gather(new Manifest(List.of(missing, expected)), store, supply))
                    .isInstanceOfSatisfying(
                            DifferentFileException.class,
                            different -> assertThat(different.expected()).isEqualTo(expected))
                    .hasMessageContaining(own.toString());
        }
        FileEntry big = supply.add("big", "0123456789");
        store.hold(big, supply).close(); // There would be no room for it if the other file were still held.
    }

    @Test
    void aFolderInTheFilesPlaceIsAnotherFile() throws Exception {
        Path own = Files.writeString(folder.resolve("data.csv"), "rows");
        Manifest manifest = Manifest.of(List.of(own));
        Files.delete(own);
        Files.createDirectory(own);

        assertThatThrownBy(() -> FilesAtHand.gather(manifest, store, supply))
                .isInstanceOf(DifferentFileException.class);
    }

    @Test
    void aFileThatIsNotThereIsFetchedAndStaysUntilItIsLetGo() throws Exception {
        FileEntry missing = supply.add("data.csv", "rows");
        FileEntry big = supply.add("big", "0123456789");
        Path copy;
        try (FilesAtHand files = FilesAtHand.gather(new Manifest(List.of(missing)), store, supply)) {
            copy = files.places().find(Path.of(missing.path())).orElseThrow();
            assertThat(copy).hasContent("rows");
            assertThat(Path.of(missing.path())).doesNotExist();
            assertThatThrownBy(() -> store.hold(big, supply)).hasMessageContaining("no room");
            assertThat(copy).exists();
        }
        store.hold(big, supply).close();
        assertThat(copy).doesNotExist();
    }

    @Test
    void onlyAHashIsAHash() {
        for (String hash : List.of("", "00", "../".repeat(21) + "0", "G".repeat(64), "A".repeat(64))) {
            assertThatThrownBy(() -> new FileEntry("/data.csv", 1, hash))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SHA-256");
        }
        assertThatThrownBy(() -> new FileEntry("/data.csv", -1, "0".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
