package dev.tryout.training.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tryout.training.tensor.CheckpointFolder;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.training.tensor.DurableFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder, as far as an attempt on another machine needs it: checkpoints of fine-tuning, or whatever a program saved. What
 * Tryout writes beside a program's files stays, but for the note of the epoch that the program has reached.
 */
public final class RunFolder {
    /** Holds the last epoch that a program reported, in digits; there is none where fine-tuning is the objective. */
    public static final String REACHED = "tryout-reached";

    /** Where files are fetched into; a name that does not travel. */
    private static final String FETCHING = "tryout-fetching";

    /** Holds on to listed files that are deleted or replaced while they are handed out; a name that does not travel. */
    private static final String HELD = "tryout-held";

    private static final String OWN = "tryout-";
    private static final int LOOKS = 3;

    private final Path folder;

    private record Stamp(long bytes, FileTime changed) {}

    public RunFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether a file of that name, relative and with slashes, is part of a checkpoint. */
    static boolean travels(String name) {
        return !name.startsWith(OWN) || name.equals(REACHED);
    }

    /** Behind which epoch an attempt can go on with what is here; 0 where it has to begin. */
    public int epoch() {
        try {
            return Integer.parseInt(
                    Files.readString(folder.resolve(REACHED), US_ASCII).trim());
        } catch (NoSuchFileException noProgram) {
            return new CheckpointFolder(folder).latest();
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }

    /**
     * The files, hashed, all as they were at one moment.
     *
     * @throws IOException where there is nothing to go on with, or it cannot travel; with the reason for people
     */
    public RunFiles list() throws IOException {
        for (int i = 0; i < LOOKS; i++) {
            Optional<RunFiles> files = listOnce();
            if (files.isPresent()) {
                return files.get();
            }
        }
        throw new IOException("the files in " + folder + " change while they are read");
    }

    /** Empty where they changed meanwhile. */
    private Optional<RunFiles> listOnce() throws IOException {
        Map<String, Stamp> before = look();
        int epoch = epoch();
        if (epoch < 1) {
            throw new IOException("there is no checkpoint in " + folder);
        }
        try {
            List<RunFile> files = new ArrayList<>();
            for (Map.Entry<String, Stamp> file : before.entrySet()) {
                String sum = Checksums.sha256(folder.resolve(file.getKey()));
                files.add(new RunFile(file.getKey(), file.getValue().bytes(), sum));
            }
            return look().equals(before) ? Optional.of(new RunFiles(epoch, files)) : Optional.empty();
        } catch (FileNotFoundException | NoSuchFileException changed) {
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            throw new IOException(unfit.getMessage(), unfit);
        }
    }

    private Map<String, Stamp> look() throws IOException {
        Map<String, Stamp> seen = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return seen;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return travels(nameOf(directory)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = nameOf(file);
                if (!travels(name) || name.endsWith(DurableFiles.TEMPORARY)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!attributes.isRegularFile()) {
                    throw new IOException(file + " is a link or another thing that is no file, so nothing in " + folder
                            + " is copied");
                }
                seen.put(name, new Stamp(attributes.size(), attributes.lastModifiedTime()));
                if (seen.size() > RunFiles.MAX_FILES) {
                    throw new IOException(folder + " has more than " + RunFiles.MAX_FILES + " files");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return seen;
    }

    private String nameOf(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Keeps files at hand until others are held or these are let go, by links, which take no room as long as the files stay. */
    public void hold(RunFiles files) throws IOException {
        letGo();
        Path held = folder.resolve(HELD);
        for (RunFile file : files.files()) {
            Path link = file.in(held);
            Files.createDirectories(link.toAbsolutePath().getParent());
            try {
                Files.createLink(link, file.in(folder));
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                return; // The files themselves are handed out; who fetches them sees by their hashes whether they
                // changed.
            }
        }
    }

    /** Lets go of what is held. */
    public void letGo() throws IOException {
        delete(folder.resolve(HELD));
    }

    /**
     * One of the files, as it was when it was held, for who asks by name.
     *
     * @throws IOException where it is not in the folder itself
     */
    public Path file(RunFile file) throws IOException {
        Path held = file.in(folder.resolve(HELD));
        Path path = Files.exists(held) ? held : file.in(folder);
        if (!path.toRealPath().equals(folder.toRealPath().resolve(folder.relativize(path)))) {
            throw new IOException(path + " is not in the folder of its run");
        }
        return path;
    }

    /** An empty folder to fetch a checkpoint into, inside this one. */
    public Path staging() throws IOException {
        Path staging = folder.resolve(FETCHING);
        delete(staging);
        return Files.createDirectories(staging);
    }

    /**
     * Puts a checkpoint in the place of what is here. Where this is cut short, what is here counts as nothing.
     *
     * @param staging holds the files
     */
    public void replaceBy(Path staging, RunFiles files) throws IOException {
        Files.deleteIfExists(folder.resolve(REACHED));
        for (String old : look().keySet()) {
            Files.deleteIfExists(folder.resolve(old));
        }
        deleteEmptyFolders();
        // The note of the epoch comes last: without it the others are worth nothing.
        List<RunFile> ordered = new ArrayList<>(files.files());
        ordered.sort(Comparator.comparing(file -> file.name().equals(REACHED)));
        for (RunFile file : ordered) {
            Path target = file.in(folder);
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.move(file.in(staging), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        DurableFiles.syncFolder(folder);
        delete(staging);
    }

    private void deleteEmptyFolders() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return travels(nameOf(directory)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                try {
                    if (!directory.equals(folder)) {
                        Files.delete(directory);
                    }
                } catch (DirectoryNotEmptyException inUse) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a folder with all that is in it, or nothing where there is none; links are not followed. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
