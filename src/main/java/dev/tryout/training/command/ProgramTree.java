package dev.tryout.training.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processes of one trial: the program, its descendants, and whatever else carries the trial's folder in its environment.
 * The last is what finds a child whose parent has ended, even one left by an attempt whose worker was killed; it can be read
 * on Linux alone.
 */
final class ProgramTree {
    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MS = 10;
    private static final int KILL_SECONDS = 10;

    private final String mark;

    /** @param folder the trial's, as its programs find it in their environment */
    ProgramTree(Path folder) {
        mark = ProgramEnvironment.CHECKPOINT_DIR + "=" + folder.toAbsolutePath();
    }

    /**
     * Asks all to end, and makes those that have not within the grace time. An interruption cuts the grace time short and
     * stays set.
     */
    void end(Optional<Process> program, int graceSeconds) {
        Set<ProcessHandle> asked = members(program);
        asked.forEach(ProcessHandle::destroy);
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(graceSeconds);
        while (!interrupted && asked.stream().anyMatch(ProgramTree::lives) && System.nanoTime() < deadline) {
            interrupted = pauseInterrupted();
        }
        asked.forEach(ProcessHandle::destroyForcibly);
        kill(program);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes all end at once, and waits until they have; not for ever, since a process may be stuck in the kernel. */
    void kill(Optional<Process> program) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
        for (Set<ProcessHandle> alive = members(program);
                !alive.isEmpty() && System.nanoTime() < deadline;
                alive = members(program)) {
            alive.forEach(ProcessHandle::destroyForcibly);
            interrupted |= pauseInterrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<ProcessHandle> members(Optional<Process> program) {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        program.filter(Process::isAlive).ifPresent(process -> {
            members.add(process.toHandle());
            process.descendants().filter(ProgramTree::lives).forEach(members::add);
        });
        if (Files.isDirectory(PROC)) {
            ProcessHandle.allProcesses().filter(this::isMarked).forEach(members::add);
        }
        members.remove(ProcessHandle.current());
        return members;
    }

    private boolean isMarked(ProcessHandle process) {
        return ("\0" + read(process, "environ")).contains("\0" + mark + "\0");
    }

    /** A process that has ended may stay listed until its parent, or an init that never does, has asked how. */
    static boolean lives(ProcessHandle process) {
        String status = read(process, "stat");
        boolean zombie = status.startsWith(" Z ", status.lastIndexOf(')') + 1);
        return process.isAlive() && !zombie;
    }

    /** Empty where the process has ended, belongs to somebody else, or the system has no such files. */
    private static String read(ProcessHandle process, String file) {
        try {
            byte[] bytes = Files.readAllBytes(
                    PROC.resolve(Long.toString(process.pid())).resolve(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean pauseInterrupted() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
