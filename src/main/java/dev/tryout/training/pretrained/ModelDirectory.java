package dev.tryout.training.pretrained;

import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds and reads the files of a model's folder: never one that lies elsewhere, never more than a file may have.
 *
 * @param folder as the study names it
 * @param places where its files are on this machine
 */
record ModelDirectory(Path folder, FilePlaces places) {
    /** A folder of this machine. */
    static ModelDirectory of(Path folder) {
        return new ModelDirectory(folder, FilePlaces.AS_NAMED);
    }

    /** Where a file is to be, for people. */
    Path path(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return places.find(path(name)).isPresent();
    }

    /**
     * A file of the folder. A folder from elsewhere must not make a champion of what is not in it.
     *
     * @param name relative to the folder
     * @param remedy what to do where it is missing
     */
    Path find(String name, String remedy) throws IOException {
        Path named = path(name);
        Optional<Path> place = places.find(named);
        if (place.isEmpty()) {
            throw new UnsuitableModelException("there is no file " + named, remedy);
        }
        Path file = place.get();
        try {
            Path real = file.toRealPath();
            if (file.equals(named) && !real.startsWith(folder.toRealPath())) {
                throw new UnsuitableModelException(
                        file + " is a link out of its folder, to " + real,
                        "copy the folder with the files that links lead to: cp -rL");
            }
        } catch (NoSuchFileException missing) {
            throw new UnsuitableModelException("there is no file " + file, remedy);
        }
        if (!Files.isRegularFile(file)) {
            throw new UnsuitableModelException(file + " is no file", remedy);
        }
        return file;
    }

    /** @param mostBytes that the file may have */
    byte[] read(String name, int mostBytes, String remedy) throws IOException {
        Path file = find(name, remedy);
        try {
            long size = Files.size(file);
            if (size > mostBytes) {
                throw new UnsuitableModelException(
                        file + " has " + size + " bytes, and at most " + mostBytes + " are read",
                        "see whether it is the right file");
            }
            return Files.readAllBytes(file);
        } catch (UnsuitableModelException fault) {
            throw fault;
        } catch (IOException fault) {
            throw new UnsuitableModelException(file + " cannot be read: " + fault, "make it readable");
        }
    }
}
