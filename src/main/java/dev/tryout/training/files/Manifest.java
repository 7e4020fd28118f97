package dev.tryout.training.files;

import dev.tryout.training.StudyFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All files that a study's trials read; none where a program is tuned, or all comes with Tryout. It fits a message. */
public record Manifest(List<FileEntry> files) {
    public static final Manifest EMPTY = new Manifest(List.of());

    /** A data file, and a model in as many shards as are read. */
    private static final int MAX_FILES = 1_010;

    public Manifest {
        files = List.copyOf(files);
        if (files.size() > MAX_FILES) {
            throw new IllegalArgumentException("a study has at most " + MAX_FILES + " files, got " + files.size());
        }
    }

    /**
     * Reads the files.
     *
     * @throws StudyFailure where one cannot be read
     */
    public static Manifest of(Collection<Path> files) {
        List<FileEntry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                entries.add(FileEntry.of(file));
            } catch (IOException fault) {
                throw new StudyFailure(file + " cannot be read: " + fault.getMessage(), fault);
            }
        }
        return new Manifest(entries);
    }

    /** The file of that content. */
    public Optional<FileEntry> find(String sha256) {
        return files.stream().filter(file -> file.sha256().equals(sha256)).findFirst();
    }

    /** The file of that place. */
    public Optional<FileEntry> at(Path place) {
        String path = FileEntry.place(place).toString();
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
