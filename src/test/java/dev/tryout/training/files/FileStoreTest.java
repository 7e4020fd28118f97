package dev.tryout.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @TempDir
    private Path folder = Path.of("");

    private Path files;
    private FolderSupply supply;

    @BeforeEach
    void open() {
        files = folder.resolve("cache/files");
        supply = new FolderSupply(folder.resolve("coordinator"));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private FileStore store(long budgetBytes) {
        return new FileStore(files, budgetBytes, LONG);
    }

    /** Held and let go, at a time of its own. */
    private Path use(FileStore store, FileEntry file, int second) throws Exception {
        try (FileStore.Held held = store.hold(file, supply)) {
            Files.setLastModifiedTime(held.path(), FileTime.fromMillis(1_000L * second));
            return held.path();
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(StoreLocks.FILE))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileIsFetchedOnceAndNamedByItsContentAlone() throws Exception {
        FileEntry file = supply.add("data.csv", "rows");
        Path first = use(store(100), file, 1);
        Path second = use(store(100), file, 2);

        assertThat(first).isEqualTo(second).hasContent("rows");
        assertThat(left()).containsExactly(file.sha256() + ".4");
        assertThat(supply.fetched()).hasSize(1);
    }

    @Test
    void whatWasUsedLongestAgoMakesRoom() throws Exception {
        FileStore store = store(10);
        Path a = use(store, supply.add("a", "aaaa"), 1);
        Path b = use(store, supply.add("b", "bbbb"), 2);
        use(store, supply.add("a", "aaaa"), 3);
        Path c = use(store, supply.add("c", "cccc"), 4);

        assertThat(a).exists();
        assertThat(b).doesNotExist();
        assertThat(c).exists();
    }

    @Test
    void whatIsHeldStaysAndWithoutRoomNothingIsFetched() throws Exception {
        FileStore store = store(10);
        FileEntry big = supply.add("big", "0123456789");
        try (FileStore.Held held = store(10).hold(supply.add("a", "aaaa"), supply)) {
            Files.setLastModifiedTime(held.path(), FileTime.fromMillis(1));
            Path b = use(store, supply.add("b", "bbbb"), 2);
            Path c = use(store, supply.add("c", "cccc"), 3);
            assertThat(held.path()).exists();
            assertThat(b).doesNotExist();
            assertThat(c).exists();

            assertThatThrownBy(() -> store.hold(big, supply))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no room")
                    .hasMessageContaining("--file-cache");
            assertThat(held.path()).exists();
        }
        assertThat(use(store, big, 5)).hasContent("0123456789");
        assertThat(left()).hasSize(1);
    }

    @Test
    void aFileBeyondTheBudgetIsRefusedAndTheOthersStay() throws Exception {
        FileStore store = store(10);
        Path a = use(store, supply.add("a", "aaaa"), 1);
        FileEntry huge = supply.add("huge", "0123456789a");

        assertThatThrownBy(() -> store.hold(huge, supply))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--file-cache");
        assertThat(a).exists();
        assertThat(supply.fetched()).hasSize(1);
    }

    @Test
    void aDamagedCopyIsFetchedAgain() throws Exception {
        FileStore store = store(100);
        FileEntry file = supply.add("model", "weights");
        for (String damaged : List.of("weightz", "weight", "", "weights and more")) {
            Files.writeString(use(store, file, 1), damaged);
            assertThat(use(store, file, 2)).hasContent("weights");
        }
        assertThat(supply.fetched()).hasSize(5);
        assertThat(left()).hasSize(1);
    }

    @Test
    void aFailedFetchLeavesNothingAndTheNextOneBegins() throws Exception {
        FileStore store = store(100);
        FileEntry file = supply.add("data.csv", "rows");
        Files.delete(folder.resolve("coordinator/data.csv"));
        assertThatThrownBy(() -> store.hold(file, supply)).hasMessage("the coordinator has no data.csv");
        assertThat(left()).isEmpty();

        supply.add("data.csv", "rows");
        assertThat(use(store, file, 1)).hasContent("rows");
    }

    @Test
    void oneFetchesWhileAnotherWaits() throws Exception {
        CountDownLatch mayFinish = new CountDownLatch(1);
        supply.holdUp(mayFinish);
        FileEntry file = supply.add("data.csv", "rows");
        Callable<FileStore.Held> hold = () -> store(100).hold(file, supply);
        Future<FileStore.Held> first = threads.submit(hold);
        supply.awaitBegin();
        Future<FileStore.Held> second = threads.submit(hold);
        assertThat(second.isDone()).isFalse();
        mayFinish.countDown();

        try (FileStore.Held one = first.get();
                FileStore.Held other = second.get()) {
            assertThat(one.path()).isEqualTo(other.path()).hasContent("rows");
        }
        assertThat(supply.fetched()).hasSize(1);
    }

    @Test
    void whatIsBeingFetchedTakesItsWholeRoom() throws Exception {
        CountDownLatch mayFinish = new CountDownLatch(1);
        supply.holdUp(mayFinish);
        FileEntry slow = supply.add("slow", "ssssss");
        Future<FileStore.Held> fetching = threads.submit(() -> store(10).hold(slow, supply));
        supply.awaitBegin();
        FileEntry other = supply.add("other", "oooooo");

        assertThatThrownBy(() -> store(10).hold(other, supply)).hasMessageContaining("no room");
        mayFinish.countDown();
        fetching.get().close();
        assertThat(use(store(10), other, 1)).hasContent("oooooo");
        assertThat(left()).hasSize(1);
    }

    @Test
    void whoGetsNowhereIsNotWaitedForForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        supply.holdUp(never);
        FileEntry file = supply.add("data.csv", "rows");
        var unused = threads.submit(() -> store(100).hold(file, supply));
        supply.awaitBegin();

        FileStore hasty = new FileStore(files, 100, Duration.ofMillis(200));
        assertThatThrownBy(() -> hasty.hold(file, supply))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without getting on");
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndWhatIsNoCopyIsLeftAlone() throws Exception {
        Files.createDirectories(files);
        Path dead = Files.writeString(files.resolve("0".repeat(64) + ".9.part"), "half");
        Path foreign = Files.writeString(files.resolve("notes.txt"), "a person's");

        assertThat(use(store(10), supply.add("a", "aaaa"), 1)).exists();
        assertThat(dead).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void anInterruptedWaitEndsAtOnce() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        supply.holdUp(never);
        FileEntry file = supply.add("data.csv", "rows");
        var unused = threads.submit(() -> store(100).hold(file, supply));
        supply.awaitBegin();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store(100).hold(file, supply)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
