package dev.tryout.badinput;

import static dev.tryout.badinput.BadInput.bytes;
import static dev.tryout.badinput.BadInput.delete;
import static dev.tryout.badinput.BadInput.directory;
import static dev.tryout.badinput.BadInput.pipe;
import static dev.tryout.badinput.BadInput.row;
import static dev.tryout.badinput.BadInput.study;
import static dev.tryout.badinput.BadInput.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;

/** One of each kind; each mistake with its exact words is in {@code MistakesTest} and {@code UnreadableFilesTest}. */
final class BadStudyFiles {
    private static final String FILE = "study.yaml";

    private BadStudyFiles() {}

    static Stream<BadInput> rows() {
        return Stream.of(
                row("no study file", delete(FILE), "there is no such file"),
                row("a folder", directory(FILE), "is a folder"),
                row("a pipe", pipe(FILE), "is not a regular file"),
                row("nothing in it", text(FILE, ""), FILE),
                row("too large", bytes(FILE, new byte[300 << 10]), "larger than 256 KiB"),
                row("binary", bytes(FILE, new byte[100]), "NUL character"),
                row("UTF-16", bytes(FILE, "study: x".getBytes(StandardCharsets.UTF_16LE)), "NUL character"),
                row("Latin-1", bytes(FILE, "study: größe".getBytes(StandardCharsets.ISO_8859_1)), "is not UTF-8"),
                row("a list", text(FILE, "[1, 2]\n"), FILE + ":1:1"),
                row("brackets without end", text(FILE, "[".repeat(100_000)), FILE),
                row("aliases", text(FILE, "a: &a [x, x]\nb: [*a, *a]\n"), "anchors (&) and aliases (*)"),
                study("an unknown key", "method: random", "metod: random", "did you mean 'method'?"),
                study("a key twice", "seed: 7\n", "seed: 7\nseed: 8\n", "is already there at line"),
                study("a key left out", "budget: {trials: 2}\n", "", "'budget' is missing"),
                study("another version", "version: 1", "version: 2", "'version' must be 1"),
                study("a truth value for a name", "study: guarded", "study: no", "truth value in YAML"),
                study("a name that leaves the folder", "study: guarded", "study: ../other", "must be a name"),
                study("an unknown method", "method: random", "method: randon", "did you mean 'random'?"),
                study(
                        "a minimum above the maximum",
                        "min: 0.0001, max: 0.01",
                        "min: 1, max: 0.01",
                        "min 1 is above max 0.01"),
                study("a logarithm of zero", "min: 0.0001, max: 0.01", "min: 0, max: 0.01", "learning_rate"),
                study("a text for a number", "trials: 2", "trials: many", "'trials' must be"),
                study("no budget to speak of", "trials: 2", "trials: 0", "'trials' must be"),
                study("a constraint of unknown names", "[]", "[\"nobody > 1\"]", "nobody"),
                study("a constraint that is a program", "[]", "[\"exec('x')\"]", "constraint 'exec('x')'"),
                study(
                        "a warm start from nowhere",
                        "seed: 7",
                        "warm_start_from: [nowhere]",
                        FILE + ":3:19: warm_start_from: no study 'nowhere'",
                        "studies here: neighbour; name one that has results"),
                study("no task and no command", "task:\n", "tsk:\n", "unknown key 'tsk'"),
                row(
                        "a link to no file",
                        folder -> {
                            delete(FILE).make(folder);
                            Files.createSymbolicLink(folder.resolve(FILE), folder.resolve("gone.yaml"));
                        },
                        "there is no such file"));
    }
}
