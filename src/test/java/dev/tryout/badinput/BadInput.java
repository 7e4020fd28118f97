package dev.tryout.badinput;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One row of the table.
 *
 * @param what it is
 * @param change made to a folder that holds a good study, {@code study.yaml}, with its data and its model
 * @param said what the refusal holds
 */
record BadInput(String what, Change change, List<String> said) {
    /** What is done to a folder. */
    @FunctionalInterface
    interface Change {
        void make(Path folder) throws IOException, InterruptedException;
    }

    @Override
    public String toString() {
        return what;
    }

    static BadInput row(String what, Change change, String... said) {
        return new BadInput(what, change, List.of(said));
    }

    /** The study file with one text in place of another. */
    static BadInput study(String what, String good, String bad, String... said) {
        return row(what, replace(good, bad), said);
    }

    static Change replace(String good, String bad) {
        return folder -> {
            Path file = folder.resolve("study.yaml");
            String text = Files.readString(file);
            if (!text.contains(good)) {
                throw new IllegalArgumentException("the good study has no '" + good + "'");
            }
            Files.writeString(file, text.replace(good, bad));
        };
    }

    static Change text(String name, String content) {
        return bytes(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Change bytes(String name, byte[] content) {
        return folder -> Files.write(folder.resolve(name), content);
    }

    static Change delete(String name) {
        return folder -> Files.delete(folder.resolve(name));
    }

    static Change pipe(String name) {
        return folder -> {
            Files.delete(folder.resolve(name));
            new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                    .start()
                    .waitFor();
        };
    }

    /** Puts a file elsewhere and a link in its place. */
    static Change linkOut(String name) {
        return folder -> {
            Path elsewhere = Files.createDirectories(folder.resolveSibling("elsewhere"));
            Path moved = elsewhere.resolve(Path.of(name).getFileName());
            Files.move(folder.resolve(name), moved);
            Files.createSymbolicLink(folder.resolve(name), moved);
        };
    }

    static Change directory(String name) {
        return folder -> {
            Files.delete(folder.resolve(name));
            Files.createDirectory(folder.resolve(name));
        };
    }
}
