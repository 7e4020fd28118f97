package dev.tryout.training.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a worker has a study's files from. */
public interface FileSupply {
    /**
     * What the study's files are.
     *
     * @throws IOException where nobody says
     */
    Manifest manifest() throws IOException, InterruptedException;

    /**
     * The newest checkpoint of a run that the supplier has, whose files can be fetched; empty by default.
     *
     * @throws IOException where nobody says
     */
    default Optional<RunFiles> checkpoint(int run) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Fetches a file, which appears under its name whole or not at all.
     *
     * @throws IOException where it cannot be had; with the reason for people
     */
    void fetch(FileEntry file, Path target) throws IOException, InterruptedException;

    /** Whether the supplier's file still is what the manifest says. */
    boolean isUnchanged(FileEntry file) throws IOException, InterruptedException;

    /** Called now and then while files are read, fetched or waited for. */
    void beat() throws InterruptedException;
}
