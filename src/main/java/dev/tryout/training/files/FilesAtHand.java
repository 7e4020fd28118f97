package dev.tryout.training.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A study's files on this machine: at the places that the study names, or in the store, which keeps them until this is closed. */
public final class FilesAtHand implements AutoCloseable {
    private final FilePlaces places;
    private final List<FileStore.Held> held;

    private FilesAtHand(FilePlaces places, List<FileStore.Held> held) {
        this.places = places;
        this.held = held;
    }

    /**
     * Looks for each file at its place, and fetches it where nothing is there.
     *
     * @throws DifferentFileException where something else is there
     * @throws IOException where a file cannot be had
     */
    public static FilesAtHand gather(Manifest manifest, FileStore store, FileSupply supply)
            throws IOException, InterruptedException {
        Map<Path, Path> places = new LinkedHashMap<>();
        List<FileStore.Held> held = new ArrayList<>();
        boolean whole = false;
        try {
            for (FileEntry file : manifest.files()) {
                supply.beat();
                Path place = Path.of(file.path());
                if (Files.exists(place)) {
                    if (!file.isContentOf(place)) {
                        throw new DifferentFileException(file);
                    }
                    places.put(place, place);
                } else {
                    FileStore.Held copy = store.hold(file, supply);
                    held.add(copy);
                    places.put(place, copy.path());
                }
            }
            whole = true;
            return new FilesAtHand(FilePlaces.of(places), held);
        } finally {
            if (!whole) {
                close(held);
            }
        }
    }

    /** Where they are. */
    public FilePlaces places() {
        return places;
    }

    /** Has the store evict them when it needs the room. */
    @Override
    public void close() {
        close(held);
    }

    private static void close(List<FileStore.Held> held) {
        held.forEach(FileStore.Held::close);
        held.clear();
    }
}
