package dev.tryout.training.files;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is in a run's folder for an attempt to go on with. It fits a message.
 *
 * @param epoch behind which it goes on
 */
public record RunFiles(int epoch, List<RunFile> files) {
    static final int MAX_FILES = 500;
    static final long MAX_BYTES = 64L << 30;

    public RunFiles {
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(file.name().toLowerCase(Locale.ROOT)));
        if (epoch < 1 || files.isEmpty() || names.size() < files.size()) {
            throw new IllegalArgumentException(
                    "a checkpoint is of an epoch from 1 on and has files of different names, got epoch " + epoch
                            + " and " + files.size() + " files");
        }
        long bytes = files.stream().mapToLong(RunFile::bytes).sum();
        if (files.size() > MAX_FILES || bytes > MAX_BYTES || bytes < 0) {
            throw new IllegalArgumentException("a checkpoint has at most " + MAX_FILES + " files of "
                    + (MAX_BYTES >> 30) + " GiB in all, got " + files.size() + " files");
        }
    }

    /** How many bytes the files have in all. */
    public long bytes() {
        return files.stream().mapToLong(RunFile::bytes).sum();
    }
}
