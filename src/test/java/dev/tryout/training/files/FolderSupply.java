package dev.tryout.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A coordinator that is a folder of this machine: a manifest's paths lead nowhere here, and their last names are the folder's files. */
final class FolderSupply implements FileSupply {
    private final Path folder;
    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch mayFinish = new CountDownLatch(0);
    private final CountDownLatch begun = new CountDownLatch(1);

    FolderSupply(Path folder) {
        this.folder = folder;
    }

    /** A file that only the coordinator has, at a path of its own. */
    FileEntry add(String name, String content) throws IOException {
        Files.createDirectories(folder);
        FileEntry file = FileEntry.of(Files.writeString(folder.resolve(name), content));
        return new FileEntry(Path.of("/elsewhere", name).toString(), file.bytes(), file.sha256());
    }

    /** Fetching begins, and ends when the latch is down. */
    void holdUp(CountDownLatch latch) {
        mayFinish = latch;
    }

    void awaitBegin() throws InterruptedException {
        begun.await();
    }

    /** What was fetched so far, by paths. */
    List<String> fetched() {
        return List.copyOf(fetched);
    }

    @Override
    public Manifest manifest() {
        return Manifest.EMPTY;
    }

    @Override
    public void fetch(FileEntry file, Path target) throws IOException, InterruptedException {
        fetched.add(file.path());
        begun.countDown();
        mayFinish.await();
        Path own = folder.resolve(Path.of(file.path()).getFileName());
        if (!Files.exists(own)) {
            throw new IOException("the coordinator has no " + own.getFileName());
        }
        Path partial = target.resolveSibling(target.getFileName() + StoredName.PARTIAL);
        Files.copy(own, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean isUnchanged(FileEntry file) {
        return true;
    }

    @Override
    public void beat() {}
}
