package dev.tryout.training.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The processes of one attempt: the program, its descendants, and whatever else carries the attempt's marks in its environment: its
 * folder, trial and number. The last is what finds a child whose parent has ended, even one left by an attempt whose worker was
 * killed; it can be read on Linux alone. An attempt that was taken back while its worker could not hear of it leaves the programs of
 * later ones alone.
 */
final class ProgramTree {
    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MS = 10;
    private static final int KILL_SECONDS = 10;

    private final String folder;
    private final String trial;
    private final int attempt;

    /** @param variables what the attempt's programs find in their environment */
    ProgramTree(Map<String, String> variables) {
        folder = mark(ProgramEnvironment.CHECKPOINT_DIR, variables);
        trial = mark(ProgramEnvironment.TRIAL, variables);
        attempt = Integer.parseInt(variables.getOrDefault(ProgramEnvironment.ATTEMPT, "0"));
    }

    private static String mark(String name, Map<String, String> variables) {
        return name + "=" + variables.getOrDefault(name, "");
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
        kill(() -> members(program));
    }

    /** Makes all end that other attempts have left in the folder, but for later ones at the trial. */
    void killEarlier() {
        kill(() -> marked(marks -> marks.contains(folder) && !(marks.contains(trial) && attemptOf(marks) > attempt)));
    }

    private static void kill(Supplier<Set<ProcessHandle>> members) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
        for (Set<ProcessHandle> alive = members.get();
                !alive.isEmpty() && System.nanoTime() < deadline;
                alive = members.get()) {
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
        members.addAll(marked(marks -> marks.contains(folder) && marks.contains(trial) && attemptOf(marks) == attempt));
        return members;
    }

    private static Set<ProcessHandle> marked(Predicate<Set<String>> test) {
        Set<ProcessHandle> marked = new LinkedHashSet<>();
        if (Files.isDirectory(PROC)) {
            ProcessHandle.allProcesses()
                    .filter(process -> test.test(
                            new HashSet<>(List.of(read(process, "environ").split("\0")))))
                    .forEach(marked::add);
        }
        marked.remove(ProcessHandle.current());
        return marked;
    }

    /** 0 where it says none. */
    private static int attemptOf(Set<String> marks) {
        return marks.stream()
                .filter(mark -> mark.matches(ProgramEnvironment.ATTEMPT + "=\\d{1,9}"))
                .mapToInt(mark -> Integer.parseInt(mark.substring(ProgramEnvironment.ATTEMPT.length() + 1)))
                .max()
                .orElse(0);
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
