package dev.tryout.training.command;

import dev.tryout.training.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small programs for tests, and what became of their processes. */
final class Scripts {
    private Scripts() {}

    /** A shell script as a program that is given no grace and may be silent for a minute. */
    static CommandSpec script(String text, Path folder) {
        return new CommandSpec(List.of("sh", "-c", text), folder.toString(), 0, 60);
    }

    /** Whether a process runs whose number a script has written to a file. */
    static boolean lives(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).map(ProgramTree::lives).orElse(false);
    }
}
