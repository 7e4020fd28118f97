package dev.tryout.training.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds and reads files of a model's folder: never one that lies elsewhere, never more than a file may have. */
final class FolderFile {
    private FolderFile() {}

    /**
     * A file of the folder. A folder from elsewhere must not make a champion of what is not in it.
     *
     * @param name relative to the folder
     * @param remedy what to do where it is missing
     */
    static Path find(Path folder, String name, String remedy) throws IOException {
        Path file = folder.resolve(name);
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
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
    static byte[] read(Path folder, String name, int mostBytes, String remedy) throws IOException {
        Path file = find(folder, name, remedy);
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
