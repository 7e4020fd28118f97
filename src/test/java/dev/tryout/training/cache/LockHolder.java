package dev.tryout.training.cache;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** A process that begins to compute rows and never ends by itself. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        CacheFolder folder = new CacheFolder(Path.of(args[0]), Long.MAX_VALUE);
        try (KeyLock lock = folder.tryLock(RowsFixture.KEY).orElseThrow();
                RowWriter writer =
                        folder.writer(RowsFixture.KEY, new RowLayout(Element.FLOAT32, 4, new int[] {1, 7, 3}))) {
            System.out.println("computing, " + Objects.hash(lock, writer));
            new CountDownLatch(1).await();
        }
    }
}
