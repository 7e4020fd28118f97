package dev.tryout.training.tensor;

import dev.tryout.training.WorkerFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's checkpoints, one file an epoch. While the trial runs, the last two stay whole, so that training goes on from the
 * one before where the last is damaged; of the best epoch the parameters stay; everything else goes.
 */
public final class CheckpointFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})\\.safetensors");
    private static final int WHOLE = 2;
    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** Where an epoch's checkpoint lies, if it is there. */
    public Path file(int epoch) {
        return folder.resolve(String.format(Locale.ROOT, "epoch-%04d.safetensors", epoch));
    }

    /** The last epoch that a file here is named after, whole or not; 0 where there is none. */
    public int latest() {
        return guarded("read the folder " + folder, () -> {
            List<Integer> epochs = Files.isDirectory(folder) ? epochsDescending() : List.of();
            return epochs.isEmpty() ? 0 : epochs.get(0);
        });
    }

    /**
     * Writes an epoch's checkpoint durably.
     *
     * @param optimizerState empty where the trial ends with this epoch, or its optimizer remembers nothing
     * @throws WorkerFailure where the disk is full or cannot be written; nothing half-made is left
     */
    public void write(
            Checkpoint checkpoint, Map<String, TensorSource> parameters, Map<String, TensorSource> optimizerState) {
        Map<String, TensorSource> tensors = new TreeMap<>(parameters);
        optimizerState.forEach((name, source) -> tensors.put(Checkpoint.OPTIMIZER + name, source));
        Path target = file(checkpoint.epoch());
        guarded("write the checkpoint " + target, () -> SealedTensors.write(target, checkpoint.toMetadata(), tensors));
    }

    /**
     * The newest checkpoint that is whole and from which a trial can go on; those that are damaged, or not what they are named or
     * expected to be, are named in the log.
     *
     * @param isExpected whether a checkpoint is of the run
     * @param needsOptimizerState whether nothing can go on from a checkpoint that lacks it
     */
    public Optional<CheckpointFile> newest(
            Predicate<Checkpoint> isExpected, Predicate<Checkpoint> needsOptimizerState) {
        return guarded("read the folder " + folder, () -> {
            for (int epoch : epochsDescending()) {
                try {
                    CheckpointFile file = CheckpointFile.open(file(epoch));
                    boolean isInPlace = file.checkpoint().epoch() == epoch && isExpected.test(file.checkpoint());
                    if (isInPlace && (file.hasOptimizerState() || !needsOptimizerState.test(file.checkpoint()))) {
                        return Optional.of(file);
                    }
                    file.close();
                    if (!isInPlace) {
                        LOG.warn("A checkpoint is passed over. {} is of another epoch or trial", file(epoch));
                    }
                } catch (MalformedTensorsException | FileNotFoundException damaged) {
                    LOG.warn("A checkpoint is passed over. {}", damaged.getMessage());
                }
            }
            return Optional.empty();
        });
    }

    /**
     * Removes what is no longer needed while the trial runs.
     *
     * @param kept epochs whose parameters stay
     */
    public void tidy(Set<Integer> kept) {
        tidy(kept, WHOLE);
    }

    /** Removes what is no longer needed once the trial has ended: parameters of the kept epochs and of the last one stay. */
    public void tidyEnded(Set<Integer> kept) {
        tidy(kept, 0);
    }

    /** The same where another trial may go on behind the last epoch, which stays whole. */
    public void tidyShared(Set<Integer> kept) {
        tidy(kept, 1);
    }

    private void tidy(Set<Integer> kept, int whole) {
        guarded("tidy the folder " + folder, () -> {
            List<Integer> epochs = epochsDescending();
            for (int i = whole; i < epochs.size(); i++) {
                if (kept.contains(epochs.get(i)) || i == 0) {
                    dropOptimizerState(file(epochs.get(i)));
                } else {
                    Files.deleteIfExists(file(epochs.get(i)));
                }
            }
            return whole;
        });
    }

    private static void dropOptimizerState(Path path) throws IOException {
        try (CheckpointFile file = CheckpointFile.open(path)) {
            if (file.hasOptimizerState()) {
                SealedTensors.write(path, file.checkpoint().toMetadata(), file.parameters());
            }
        } catch (MalformedTensorsException damaged) {
            LOG.warn("A checkpoint is left as it is. {}", damaged.getMessage());
        }
    }

    /** Removes what a killed process left half-made. */
    public void sweep() {
        guarded("tidy the folder " + folder, () -> {
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + DurableFiles.TEMPORARY)) {
                for (Path leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
            return folder;
        });
    }

    private List<Integer> epochsDescending() throws IOException {
        List<Integer> epochs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    epochs.add(Integer.parseInt(name.group(1)));
                }
            }
        }
        epochs.sort(Collections.reverseOrder());
        return epochs;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private void guarded(String what, Task task) {
        guarded(what, () -> {
            task.run();
            return what;
        });
    }

    private <T> T guarded(String what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException fault) {
            long free = folder.toFile().getUsableSpace() / MEBIBYTE;
            throw new WorkerFailure(
                    "cannot " + what + ": " + fault.getMessage() + " (" + free
                            + " MiB free there). Make room, or put the studies on another disk",
                    fault);
        }
    }
}
