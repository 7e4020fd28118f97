package dev.tryout.training.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where files are that a study names by their places on the coordinator's machine. */
@FunctionalInterface
public interface FilePlaces {
    /** This is that machine. */
    FilePlaces AS_NAMED = named -> Files.exists(named) ? Optional.of(named) : Optional.empty();

    /** Where the file is here; empty where the study has no such file. */
    Optional<Path> find(Path named);

    /** These files and no others, whatever else there may be at their places. */
    static FilePlaces of(Map<Path, Path> places) {
        Map<Path, Path> known = new LinkedHashMap<>(places);
        return named -> Optional.ofNullable(known.get(FileEntry.place(named)));
    }
}
