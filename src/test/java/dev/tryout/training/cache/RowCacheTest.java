package dev.tryout.training.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RowCacheTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final RowLayout LAYOUT = new RowLayout(Element.FLOAT32, 4, new int[] {1, 7, 3});
    private static final Recipe RECIPE = RowsFixture.recipe(LAYOUT);
    private static final Recipe FORBIDDEN = new Recipe() {
        @Override
        public RowLayout layout() {
            throw new AssertionError("computed again");
        }

        @Override
        public double fill(RowSink sink, Beat beat) {
            throw new AssertionError("computed again");
        }
    };
    private static final Beat NO_BEAT = () -> {};

    @TempDir
    private Path folder;

    @Test
    void whatOneComputedOthersFind() throws Exception {
        RowCache.Found computed = cache().get(RowsFixture.KEY, RECIPE, NO_BEAT).orElseThrow();
        RowCache.Found found = cache().get(RowsFixture.KEY, FORBIDDEN, NO_BEAT).orElseThrow();

        assertThat(computed.wasThere()).isFalse();
        assertThat(found.wasThere()).isTrue();
        assertThat(found.computedSeconds()).isZero();
        assertThat(found.rows().seconds()).isEqualTo(computed.computedSeconds());
        assertThat(RowsFixture.read(found.rows(), 1)).isEqualTo(RowsFixture.row(LAYOUT, 1));
        assertThat(cache().find(RowsFixture.OTHER)).isEmpty();
        assertThat(names()).hasSize(1).allMatch(name -> name.endsWith(".rows"));
    }

    @Test
    void aDamagedFileIsRemovedAndComputedAgain() throws Exception {
        cache().get(RowsFixture.KEY, RECIPE, NO_BEAT);
        Path file = folder.resolve(names().get(0));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);

        assertThat(cache().find(RowsFixture.KEY)).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(cache().get(RowsFixture.KEY, RECIPE, NO_BEAT).orElseThrow().wasThere())
                .isFalse();
    }

    @Test
    void aFileOfAnotherKeyIsNotUsed() throws Exception {
        cache().get(RowsFixture.KEY, RECIPE, NO_BEAT);
        Files.move(folder.resolve(names().get(0)), folder.resolve(RowsFixture.OTHER.fileName() + ".rows"));

        assertThat(cache().find(RowsFixture.OTHER)).isEmpty();
    }

    @Test
    void filesUsedLongestAgoMakeRoom() throws Exception {
        long bytes = RowFile.headerBytes(key(1), LAYOUT) + LAYOUT.bytes();
        CacheSettings twoFiles = new CacheSettings(Element.FLOAT32, 0, 2 * bytes, folder);
        for (int i = 1; i <= 2; i++) {
            new RowCache(twoFiles).get(key(i), RECIPE, NO_BEAT);
            Files.setLastModifiedTime(folder.resolve(key(i).fileName() + ".rows"), FileTime.fromMillis(i * 1_000_000L));
        }
        assertThat(new RowCache(twoFiles).find(key(1))).isPresent();
        new RowCache(twoFiles).get(key(3), RECIPE, NO_BEAT);

        assertThat(names()).containsExactlyInAnyOrder(key(1).fileName() + ".rows", key(3).fileName() + ".rows");
    }

    @Test
    void whereNoFileCanBeWrittenMemoryTakesTheRows() throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file"));
        RowCache cache = new RowCache(new CacheSettings(Element.FLOAT32, MEBIBYTE, MEBIBYTE, noFolder));

        assertThat(cache.get(RowsFixture.KEY, RECIPE, NO_BEAT).orElseThrow().wasThere())
                .isFalse();
        RowCache.Found again = cache.get(RowsFixture.KEY, FORBIDDEN, NO_BEAT).orElseThrow();
        assertThat(RowsFixture.read(again.rows(), 2)).isEqualTo(RowsFixture.row(LAYOUT, 2));
    }

    @Test
    void whatFitsNowhereIsNotComputed() throws Exception {
        RowCache cache = new RowCache(new CacheSettings(Element.FLOAT32, 10, 10, folder));
        Recipe sized = new Recipe() {
            @Override
            public RowLayout layout() {
                return LAYOUT;
            }

            @Override
            public double fill(RowSink sink, Beat beat) {
                throw new AssertionError("computed in vain");
            }
        };

        assertThat(cache.get(RowsFixture.KEY, sized, NO_BEAT)).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void memoryForgetsWhatIsTooMuch() throws Exception {
        RowLayout large = new RowLayout(Element.FLOAT32, 64, new int[] {100});
        RowCache cache = new RowCache(CacheSettings.inMemory(3 * large.bytes()));
        for (int i = 1; i <= 50; i++) {
            cache.get(key(i), RowsFixture.recipe(large), NO_BEAT);
        }
        int held = 0;
        for (int i = 1; i <= 50; i++) {
            held += cache.find(key(i)).isPresent() ? 1 : 0;
        }

        assertThat(held).isBetween(1, 10);
    }

    @Test
    void oneComputesWhileTheOthersWait() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        AtomicInteger beats = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(1);
        Recipe slow = new Recipe() {
            @Override
            public RowLayout layout() {
                return LAYOUT;
            }

            @Override
            public double fill(RowSink sink, Beat beat) throws IOException, InterruptedException {
                computed.incrementAndGet();
                waiting.await();
                RowsFixture.fill(sink);
                return 0;
            }
        };
        Beat counted = () -> {
            beats.incrementAndGet();
            waiting.countDown();
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<RowCache.Found>> all = Stream.generate(() -> threads.submit(
                            () -> cache().get(RowsFixture.KEY, slow, counted).orElseThrow()))
                    .limit(3)
                    .toList();
            for (Future<RowCache.Found> one : all) {
                assertThat(RowsFixture.read(one.get().rows(), 1)).isEqualTo(RowsFixture.row(LAYOUT, 1));
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(computed).hasValue(1);
        assertThat(beats).hasPositiveValue();
    }

    @Test
    void aHolderWithoutASignOfLifeIsNotWaitedFor() throws Exception {
        Path lockFile = folder.resolve(RowsFixture.KEY.fileName() + ".lock");
        try (KeyLock hanging = KeyLock.tryLock(lockFile).orElseThrow()) {
            assertThat(KeyLock.tryLock(lockFile)).isEmpty();
            Files.setLastModifiedTime(lockFile, FileTime.fromMillis(0));
            RowCache cache = new RowCache(settings(), Duration.ofSeconds(30));

            assertThat(cache.get(RowsFixture.KEY, RECIPE, NO_BEAT)).isPresent();
            assertThat(hanging).isNotNull();
        }
        assertThat(cache().find(RowsFixture.KEY)).isPresent();
    }

    @Test
    void anInterruptionLeavesNothingBehind() throws Exception {
        RowCache cache = cache();

        assertThatThrownBy(() -> cache.get(RowsFixture.KEY, RECIPE, () -> {
                    throw new InterruptedException("taken back");
                }))
                .isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> cache.get(RowsFixture.KEY, RECIPE, NO_BEAT)).isInstanceOf(InterruptedException.class);

        assertThat(names()).isEmpty();
        assertThat(cache.get(RowsFixture.KEY, RECIPE, NO_BEAT).orElseThrow().wasThere())
                .isFalse();
    }

    @Test
    void theFolderIsTheUsersUnlessTheEnvironmentNamesAnother() {
        assertThat(CacheSettings.folder(null, null, "/home/a")).isEqualTo(Path.of("/home/a/.cache/tryout"));
        assertThat(CacheSettings.folder("", "relative", "/home/a")).isEqualTo(Path.of("/home/a/.cache/tryout"));
        assertThat(CacheSettings.folder(null, "/c", "/home/a")).isEqualTo(Path.of("/c/tryout"));
        assertThat(CacheSettings.folder("/mine", "/c", "/home/a")).isEqualTo(Path.of("/mine"));
    }

    private static RowKey key(int number) {
        return RowKey.of(Map.of("number", Integer.toString(number)));
    }

    private CacheSettings settings() {
        return new CacheSettings(Element.FLOAT32, MEBIBYTE, MEBIBYTE, folder);
    }

    private RowCache cache() {
        return new RowCache(settings());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
