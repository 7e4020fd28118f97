package dev.tryout.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A study of shell scripts in a folder of its own, run by real processes, for faults to be done to. */
final class FaultStudy {
    private static final int LIMIT_SECONDS = 180;
    private static final String SCRIPT = "train.sh";
    private static final String NAME = "NAME";

    private final Path folder;
    private final String name;

    private FaultStudy(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Random search over one number. */
    static FaultStudy of(Path folder, String name, int trials, int epochs) throws IOException {
        return of(
                folder,
                name,
                ShellStudy.yaml(NAME, trials, epochs, SCRIPT),
                ShellStudy.script(ShellStudy.AFTER_THE_LAST_EPOCH, List.of("sleep 0.4")));
    }

    /**
     * Any study.
     *
     * @param yaml with NAME for its name
     * @param script what {@code train.sh} holds
     */
    static FaultStudy of(Path folder, String name, String yaml, String script) throws IOException {
        Files.writeString(folder.resolve(SCRIPT), script);
        Files.writeString(folder.resolve(name + ".yaml"), yaml.replace(NAME, name));
        return new FaultStudy(folder, name);
    }

    TryoutProcess start(int workers) throws IOException {
        return startUnder(List.of(), workers);
    }

    TryoutProcess startUnder(List<String> prefix, int workers) throws IOException {
        return TryoutProcess.startUnder(prefix, folder, "run", name + ".yaml", "--workers", String.valueOf(workers));
    }

    TryoutProcess resume() throws IOException, InterruptedException {
        return TryoutProcess.run(folder, "resume", name, "--workers", "2");
    }

    JsonNode leaderboard() throws IOException, InterruptedException {
        try (TryoutProcess board = TryoutProcess.run(folder, "leaderboard", name, "--json")) {
            return new ObjectMapper().readTree(board.output());
        }
    }

    JournalChecker.Summary check() throws IOException {
        return JournalChecker.check(folder().journal(null));
    }

    StudyFolder folder() {
        return new StudyFolder(folder.resolve("studies").resolve(name));
    }

    private List<StudyEvent> events() {
        try {
            return folder().isStudy() ? folder().journal(null).read() : List.of();
        } catch (IOException e) {
            return List.of(); // Its tables are being made.
        }
    }

    /** Waits until the journal has an event. */
    <T extends StudyEvent> T await(Class<T> type, Predicate<T> test) throws InterruptedException {
        for (int i = 0; i < 10 * LIMIT_SECONDS; i++) {
            Optional<T> found = events().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(test)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no such " + type.getSimpleName() + " within " + LIMIT_SECONDS + " s");
    }

    /** The process of a worker, by its name. */
    static ProcessHandle worker(Process coordinator, String worker) {
        return coordinator
                .descendants()
                .filter(child -> commandLine(child).contains("\0--name\0" + worker + "\0"))
                .findFirst()
                .orElseThrow();
    }

    /** Its parts, each ended by a zero; what Java tells of it is cut at a page. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " ended with " + status);
        }
    }
}
