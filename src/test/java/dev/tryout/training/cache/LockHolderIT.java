package dev.tryout.training.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LockHolderIT {
    private static final RowLayout LAYOUT = new RowLayout(Element.FLOAT32, 4, new int[] {1, 7, 3});

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void whoWaitsTakesOverWhenTheComputingWorkerIsKilled() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).startsWith("computing");
            AtomicBoolean waited = new AtomicBoolean();
            RowCache cache = new RowCache(new CacheSettings(Element.FLOAT32, 0, 1L << 20, folder));
            RowCache.Found found = cache.get(RowsFixture.KEY, RowsFixture.recipe(LAYOUT), () -> {
                        if (!waited.getAndSet(true)) {
                            holder.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                        }
                    })
                    .orElseThrow();

            assertThat(waited).isTrue();
            assertThat(found.wasThere()).isFalse();
            assertThat(RowsFixture.read(found.rows(), 1)).isEqualTo(RowsFixture.row(LAYOUT, 1));
        } finally {
            holder.destroyForcibly();
        }
        assertThat(names()).anyMatch(name -> name.endsWith(CacheFolder.SUFFIX));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
