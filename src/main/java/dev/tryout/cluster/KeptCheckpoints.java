package dev.tryout.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import dev.tryout.training.tensor.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoint of each run that was fetched from a worker with a folder of its own: {@code kept/0001/epoch-0003} holds {@code
 * files} and what they are, {@code checkpoint.json}. A folder has that name once it is whole. Safe to use from any thread.
 */
final class KeptCheckpoints {
    /** Left to everybody else on the disk. */
    private static final long RESERVED_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoints.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RUN = Pattern.compile("\\d{4,9}");
    private static final Pattern EPOCH = Pattern.compile("epoch-(\\d{4,9})");
    private static final String FILES = "files";
    private static final String LIST = "checkpoint.json";

    private final Path root;
    private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(RunFiles files, Path folder) {
        Path path(RunFile file) {
            return file.in(folder.resolve(FILES));
        }
    }

    private KeptCheckpoints(Path root) {
        this.root = root;
    }

    /** What a folder holds; what is not whole is deleted. */
    static KeptCheckpoints open(Path root) throws IOException {
        KeptCheckpoints checkpoints = new KeptCheckpoints(root);
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> runs = Files.newDirectoryStream(root)) {
                for (Path run : runs) {
                    if (RUN.matcher(run.getFileName().toString()).matches()) {
                        checkpoints.read(run);
                    }
                }
            }
        }
        return checkpoints;
    }

    private void read(Path run) throws IOException {
        int number = Integer.parseInt(run.getFileName().toString());
        try (DirectoryStream<Path> epochs = Files.newDirectoryStream(run)) {
            for (Path folder : epochs) {
                Optional<RunFiles> files = whole(folder);
                if (files.isPresent() && files.get().epoch() > epoch(number)) {
                    Kept former = kept.put(number, new Kept(files.get(), folder));
                    if (former != null) {
                        RunFolder.delete(former.folder());
                    }
                } else {
                    RunFolder.delete(folder);
                }
            }
        }
    }

    private static Optional<RunFiles> whole(Path folder) {
        Matcher name = EPOCH.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            RunFiles files = JSON.readValue(folder.resolve(LIST).toFile(), RunFiles.class);
            return Optional.of(files).filter(list -> list.epoch() == Integer.parseInt(name.group(1)));
        } catch (IOException damaged) {
            LOG.warn("the checkpoint in {} is passed over", folder, damaged);
            return Optional.empty();
        }
    }

    /** Of which epoch a run's checkpoint is; 0 where there is none. */
    int epoch(int run) {
        return find(run).map(RunFiles::epoch).orElse(0);
    }

    Optional<RunFiles> find(int run) {
        return Optional.ofNullable(kept.get(run)).map(Kept::files);
    }

    /** The file of that content. */
    Optional<FileEntry> find(String sha256) {
        return kept.values().stream()
                .flatMap(run -> run.files().files().stream()
                        .filter(file -> file.sha256().equals(sha256))
                        .map(file -> new FileEntry(run.path(file).toString(), file.bytes(), sha256)))
                .findFirst();
    }

    /** The runs that have a checkpoint here. */
    Set<Integer> runs() {
        return Set.copyOf(kept.keySet());
    }

    private Path folder(int run) {
        return root.resolve(String.format(Locale.ROOT, "%04d", run));
    }

    private Path staging(int run) {
        return folder(run).resolve("fetching");
    }

    /** Where a file is to be fetched to. */
    Path target(int run, RunFile file) {
        return file.in(staging(run).resolve(FILES));
    }

    /**
     * Makes ready to fetch a checkpoint; the former one stays until {@link #keep}.
     *
     * @throws IOException where there is no room
     */
    synchronized void begin(int run, RunFiles files) throws IOException {
        RunFolder.delete(staging(run));
        Path target = Files.createDirectories(staging(run).resolve(FILES));
        long usable = Files.getFileStore(target).getUsableSpace();
        if (usable - RESERVED_BYTES < files.bytes()) {
            throw new IOException("the disk of " + root + " has " + (usable >> 20) + " MiB left, too little for "
                    + (files.bytes() >> 20) + " MiB and the " + (RESERVED_BYTES >> 20)
                    + " MiB that are left to others");
        }
    }

    /** Takes a file over from the former checkpoint; false where that does not have it. */
    boolean reuse(int run, RunFile wanted) throws IOException {
        Kept former = kept.get(run);
        Optional<RunFile> same = former == null
                ? Optional.empty()
                : former.files().files().stream()
                        .filter(file -> file.sha256().equals(wanted.sha256()) && file.bytes() == wanted.bytes())
                        .findFirst();
        if (former == null || same.isEmpty()) {
            return false;
        }
        Path target = target(run, wanted);
        Files.createDirectories(target.toAbsolutePath().getParent());
        try {
            Files.createLink(target, former.path(same.get()));
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.copy(former.path(same.get()), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return true;
    }

    /** Puts a checkpoint whose files were all fetched in the place of the former one. */
    synchronized void keep(int run, RunFiles files) throws IOException {
        Path staging = staging(run);
        DurableFiles.write(staging.resolve(LIST), file -> file.write(JSON.writeValueAsBytes(files)));
        Path folder = folder(run).resolve(String.format(Locale.ROOT, "epoch-%04d", files.epoch()));
        RunFolder.delete(folder);
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(folder(run));
        Kept former = kept.put(run, new Kept(files, folder));
        if (former != null && !former.folder().equals(folder)) {
            RunFolder.delete(former.folder());
        }
    }

    /** Deletes what was fetched of a checkpoint that cannot be had whole. */
    synchronized void abandon(int run) {
        delete(staging(run));
        tidy(run);
    }

    /** Deletes a run's checkpoint. */
    synchronized void drop(int run) {
        kept.remove(run);
        delete(folder(run));
        tidy(run);
    }

    /** Removes what is empty. */
    private void tidy(int run) {
        try {
            Files.deleteIfExists(folder(run));
            Files.deleteIfExists(root);
        } catch (DirectoryNotEmptyException inUse) {
            LOG.debug("{} stays", root, inUse);
        } catch (IOException e) {
            LOG.warn("cannot delete {}", root, e);
        }
    }

    private static void delete(Path folder) {
        try {
            RunFolder.delete(folder);
        } catch (IOException e) {
            LOG.warn("cannot delete {}", folder, e);
        }
    }
}
