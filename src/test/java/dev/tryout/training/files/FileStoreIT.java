package dev.tryout.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a store; the system tells of those that die. */
class FileStoreIT {
    @TempDir
    private Path folder = Path.of("");

    private FolderSupply supply;
    private FileStore store;

    @BeforeEach
    void open() {
        supply = new FolderSupply(folder.resolve("coordinator"));
        store = new FileStore(folder.resolve("files"), 10, Duration.ofSeconds(60));
    }

    private Process start(String name, String content, boolean stuck) throws Exception {
        return HoldingProcess.start(folder.resolve("files"), folder.resolve("coordinator"), name, content, stuck);
    }

    @Test
    void whatAnotherProcessHoldsStaysUntilThatDies() throws Exception {
        FileEntry big = supply.add("big", "0123456789");
        FileEntry theirs = supply.add("a", "aaaa");
        Process other = start("a", "aaaa", false);
        try {
            assertThatThrownBy(() -> store.hold(big, supply)).hasMessageContaining("no room");
            try (FileStore.Held shared = store.hold(theirs, supply)) {
                assertThat(shared.path()).hasContent("aaaa");
            }
            assertThat(supply.fetched()).isEmpty();
            assertThatThrownBy(() -> store.hold(big, supply))
                    .as("letting go of a file here leaves it to those who hold it elsewhere")
                    .hasMessageContaining("no room");
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (FileStore.Held held = store.hold(big, supply)) {
            assertThat(held.path()).hasContent("0123456789");
        }
    }

    @Test
    void whereTheOneThatFetchesDiesAnotherFetches() throws Exception {
        FileEntry file = supply.add("a", "aaaa");
        Process other = start("a", "aaaa", true);
        CompletableFuture<String> content;
        try {
            content = CompletableFuture.supplyAsync(() -> {
                try (FileStore.Held held = store.hold(file, supply)) {
                    return Files.readString(held.path());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(supply.fetched()).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(content.get()).isEqualTo("aaaa");
        assertThat(supply.fetched()).hasSize(1);
    }
}
