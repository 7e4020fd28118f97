package dev.tryout.training.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked of a store: it stays within its budget, and what is held is there, whole. */
class FileStorePropertyTest {
    private static final int FILES = 8;
    private static final long BUDGET = 20;

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(-FILES, FILES - 1).list().ofMaxSize(40);
    }

    /** @param steps the number of a file to hold, or, below 0, which of those held to let go */
    @Property(tries = 60)
    void aStoreStaysWithinItsBudgetAndKeepsWhatIsHeld(@ForAll("steps") List<Integer> steps) throws Exception {
        Path folder = Files.createTempDirectory("store");
        Map<FileStore.Held, FileEntry> held = new HashMap<>();
        try {
            FolderSupply supply = new FolderSupply(folder.resolve("coordinator"));
            FileStore store = new FileStore(folder.resolve("files"), BUDGET, Duration.ofSeconds(60));
            for (int step : steps) {
                if (step >= 0) {
                    FileEntry file = supply.add("f" + step, ("" + step).repeat(step + 1));
                    try {
                        held.put(store.hold(file, supply), file);
                    } catch (IOException full) {
                        long taken = held.values().stream()
                                .distinct()
                                .mapToLong(FileEntry::bytes)
                                .sum();
                        assertThat(taken + file.bytes())
                                .as("what is refused had no room")
                                .isGreaterThan(BUDGET);
                    }
                } else if (!held.isEmpty()) {
                    FileStore.Held let = new ArrayList<>(held.keySet()).get(-step % held.size());
                    held.remove(let);
                    let.close();
                }
                expectSound(folder.resolve("files"), held);
            }
        } finally {
            held.keySet().forEach(FileStore.Held::close);
            delete(folder);
        }
    }

    private static void expectSound(Path files, Map<FileStore.Held, FileEntry> held) throws IOException {
        for (Map.Entry<FileStore.Held, FileEntry> entry : held.entrySet()) {
            assertThat(entry.getValue().isContentOf(entry.getKey().path())).isTrue();
        }
        if (Files.exists(files)) {
            try (Stream<Path> all = Files.list(files)) {
                long bytes = 0;
                for (Path file : all.toList()) {
                    bytes += Files.size(file);
                }
                assertThat(bytes).isLessThanOrEqualTo(BUDGET);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
